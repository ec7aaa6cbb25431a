"""Text → tokens with their places in it. Linear in the length of the text; offsets are code points of the text as given."""

import re
from dataclasses import dataclass

from app.geocode.names import key

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_LETTER, _WORD = r"[^\W\d_]", r"[^\W_]"
_TOKEN = re.compile(rf"[A-Z]\.(?:[A-Z]\.){{1,7}}|\d+|{_LETTER}{_WORD}*(?:['’ʼʻʿʾ`‘{_MARKS}]+{_WORD}+)*[{_MARKS}]*")
_POSSESSIVE = ("'s", "’s", "'S", "’S", "`s", "‘s")
_LONGEST = 60
_SENTENCE_END = re.compile(r"[.!?:;•\n“”\"«»—–(\[|]|--")


@dataclass(slots=True)  # nobody changes one, but a frozen one takes three times as long to make, and every word of a text is one
class Token:
    """One word: ``text[start:end]`` without its possessive ending. ``gap`` is what stands between it and the token before, shortened to a
    kind: "" nothing, " " blanks, "n" blanks with one line break, "-" a hyphen, "." a full stop after an abbreviation, "," a comma, "x" else.
    """

    start: int
    end: int
    text: str
    key: str
    gap: str
    capital: bool
    upper: bool
    possessive: bool
    opens: bool


def tokenise(text: str) -> list[Token]:
    """Return the words of a text in order; a word longer than any name is left out."""
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        word = found.group()
        if end - start > _LONGEST:
            continue
        between = text[last:start] if start - last <= 80 else "\n\n\n"
        last = end
        possessive = False
        if word[-1] in "sS":
            if word.endswith(_POSSESSIVE):
                end, word, possessive = end - 2, word[:-2], True
            else:
                possessive = text[end : end + 1] in ("'", "’")
        plain = between == " " and bool(tokens)  # as between most words
        kind = " " if plain else _gap(between, tokens)
        opens = not plain and _opens(between, tokens, kind)
        first = word[0]
        capital = first.isupper() or (not first.islower() and first.isalpha())
        plainly = word.isascii() and word.isalnum()  # as most words are: nothing to take away
        compared = word.lower() if plainly else key(word)
        tokens.append(Token(start, end, word, compared, kind, capital, len(word) > 1 and word.isupper(), possessive, opens))
    return tokens


def _gap(between: str, tokens: list[Token]) -> str:
    """Name the kind of what stands between two words."""
    if not tokens:
        return "x"
    if not between.strip():
        return "" if not between else " " if "\n" not in between else "n" if between.count("\n") == 1 else "x"
    bare = between.strip()
    if bare in ("-", "‐", "‑", "–") and (bare == between or bare != "-"):
        return "-" if bare == between else "x"
    if bare == "," and between[0] == ",":
        return ","
    if bare == "." and between[0] == "." and (len(tokens[-1].text) <= 5 and tokens[-1].capital):
        return "."
    if bare in ("'", "’") and (tokens[-1].possessive or between[0] == bare):  # "Mare’ city": the ayn at a name's end
        return " "
    return "x"


def _opens(between: str, tokens: list[Token], kind: str) -> bool:
    """Tell whether a sentence, line or quotation begins with the word, so that its capital proves nothing."""
    return not tokens or (kind not in ("", " ", "n", "-", ",") and _SENTENCE_END.search(between) is not None)
