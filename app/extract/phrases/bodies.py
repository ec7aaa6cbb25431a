"""Bodies that no list knows, by the word that ends their name: "North Valley Observatory", "Derna Mujahideen Council", "Harbour Wire".

A run of capitalised words (with "of", "for", "and" between them) whose head names a kind of body is that kind of body.
"""

from collections.abc import Iterator, Sequence

from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import BodyTerm

_INSIDE = frozenset({"of", "'", "for", "and", "the", "&", "al", "el", "'s", "in"})
_LONGEST = 8


def named_bodies(tokens: Tokens, heads: Sequence[Found[BodyTerm]]) -> Iterator[tuple[int, int, BodyTerm]]:
    """Yield token ranges ``[first, last)`` of capitalised names that end in, or are led by, a head; without a leading article."""
    past = 0
    for head in heads:
        if head.first < past:
            continue
        first = _left(tokens, head.first, past)
        last = _right(tokens, head.last)
        if last - first > head.last - head.first and not _sentence_word(tokens, first, head):
            past = last
            yield first, last, head.entry


def _capital(tokens: Tokens, i: int) -> bool:
    return tokens.raw(i)[0].isupper()


def _left(tokens: Tokens, head: int, floor: int) -> int:
    """The first token of the capitalised run that ends before ``head``."""
    first = i = head
    while i > floor and head - i < _LONGEST:
        i -= 1
        gap = tokens.text[tokens.ends[i] : tokens.starts[i + 1]]
        if "\n" in gap or not (_capital(tokens, i) or (tokens.words[i] in _INSIDE and i > 0)):
            break
        if tokens.words[i] == "the" and i > floor and tokens.words[i - 1] not in ("of", "for", "and", "in"):  # "in Syria the Defence Ministry"
            break
        if _capital(tokens, i) and tokens.words[i] != "the":
            first = i
        elif tokens.words[i] == "the" and _capital(tokens, i):
            break
    return first


def _right(tokens: Tokens, last: int) -> int:
    """One past the capitalised words that "of" or "for" hangs on behind the head ("Observatory for Human Rights")."""
    end = i = last
    while i < len(tokens) and i - last < _LONGEST and "\n" not in tokens.text[tokens.ends[i - 1] : tokens.starts[i]]:
        if _capital(tokens, i) and tokens.words[i].isalpha() and tokens.word(last) in ("of", "for"):
            end = i + 1
        elif tokens.words[i] not in ("of", "for", "the", "and") or (i == last and tokens.words[i] == "and"):
            break
        i += 1
    return end


def _sentence_word(tokens: Tokens, first: int, head: Found[BodyTerm]) -> bool:
    """Whether the capital is only that of a sentence's first word: "Doctors of ...", "Local Police"."""
    before = tokens.text[tokens.ends[first - 1] : tokens.starts[first]] if first else "\n"
    opens = "\n" in before or tokens.words[first - 1] in (".", "!", "?", ":", '"', "“")
    return opens and (head.first == first or (head.first - first == 1 and tokens.words[first] in _OPENERS))


_OPENERS = frozenset("the a an this that these those in on at by after before when while as but and local state some many our his her".split())
