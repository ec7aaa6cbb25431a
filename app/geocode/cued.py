"""The word that a list of names shares, or that makes another name of the one before it: "Luhansk and Donetsk regions", "T4 airbase"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.geocode.around import AREAS
from app.geocode.lexicon import Lexicon
from app.geocode.tokens import Token

_GAPS = (" ", "n")
_JOINS = frozenset({"and", "or"})
_LONGEST_CUE, _LONGEST_LIST = 3, 16
_WITHIN_NAMES = frozenset("al el ash as at ad ar az an the of".split())
AIRFIELDS = ("air base", "airport", "military airport", "airbase")
"""What the airfields are called in the gazetteer."""


class Cue(NamedTuple):
    """A word that says what kind of place the names before it are, in the singular; ``shared`` when other names stand between."""

    kind: str
    word: str
    shared: bool


def cues_of(tokens: Sequence[Token], lexicon: Lexicon) -> dict[int, Cue]:
    """Return, for each token that ends a name with such a word after it, or after the rest of its list, that word."""
    found: dict[int, Cue] = {}
    for at in [at for at, token in enumerate(tokens) if at and token.key in lexicon.after_starts]:
        if tokens[at].gap not in (*_GAPS, "-") or not tokens[at - 1].capital or tokens[at - 1].possessive:
            continue
        phrase = _phrase(tokens, at, lexicon)
        kind = lexicon.after.get(phrase)
        if not kind or kind in AREAS or tokens[at - 1].key in lexicon.demonyms or tokens[at - 1].key in lexicon.peoples:
            continue
        single = _singular(phrase, lexicon)
        found[at - 1] = Cue(kind, single or phrase, False)
        if single is not None:
            for end in _ends_before(tokens, at - 1, lexicon):
                found.setdefault(end, Cue(kind, single, True))
    return found


def cued_keys(key: str, cue: Cue) -> Iterable[str]:
    """Return the names that a name and its word may make together."""
    if cue.kind == "airfield":
        return dict.fromkeys(f"{key} {word}" for word in (cue.word, *AIRFIELDS))
    if cue.kind == "sea":
        return f"{key} {cue.word}", f"{cue.word} of {key}"
    return (f"{key} {cue.word}",) if cue.kind in ("installation", "region") else ()


def _phrase(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str:
    """Return the longest cue that begins at a token, or ""."""
    for size in range(_LONGEST_CUE, 0, -1):
        words = tokens[at : at + size]
        phrase = " ".join(word.key for word in words)
        if len(words) == size and phrase in lexicon.after and all(word.gap in (*_GAPS, "-") for word in words[1:]):
            return phrase
    return ""


def _singular(phrase: str, lexicon: Lexicon) -> str | None:
    """Return the singular of a plural cue, None for any other."""
    for single in (phrase.removesuffix("ies") + "y", phrase.removesuffix("s")):
        if single != phrase and single in lexicon.after and phrase.endswith("s"):
            return single
    return None


def _ends_before(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> list[int]:
    """Return where the other names of a list end whose last name ends at ``last``."""
    ends: list[int] = []
    at = last
    while at > 0 and last - at < _LONGEST_LIST:
        token, before = tokens[at], tokens[at - 1]
        if token.gap == "," and token.key not in _JOINS:
            end = at - 1
        elif before.key in _JOINS and token.gap in _GAPS and at > 1:
            end = at - 2
        elif token.gap in (*_GAPS, "-") and (before.capital or before.key in _WITHIN_NAMES):
            at -= 1
            continue
        else:
            break
        if not tokens[end].capital or tokens[end].possessive or tokens[end].key in lexicon.demonyms:
            break
        ends.append(end)
        at = end
    return ends


def extra_keys(windows: Sequence[Sequence[tuple[int, str]]], cues: Mapping[int, Cue]) -> set[str]:
    """Return every name to ask the gazetteer for beside the windows themselves."""
    return {name for spans in windows for last, key in spans if last in cues for name in cued_keys(key, cues[last])}
