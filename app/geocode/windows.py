"""Which runs of words of a text may be a name, by their capitals: before any gazetteer is asked."""

from collections.abc import Sequence

from app.geocode.names import ARTICLES
from app.geocode.tokens import Token

MOST_WORDS = 6
_PARTICLES = frozenset(
    "al el an as ash at ath ad adh az ar es ed ez er l de del della di da do das dos du des la le les las los".split()
    + "of the and upon on sur sous im am der den van von y e i under by".split()
)
_JOINS = (" ", "-", "n", ".", "")

Windows = list[list[tuple[int, str]]]
"""For each token the spans that begin at it, longest first, as (last token, key)."""


def windows_of(tokens: Sequence[Token], trusted: Sequence[bool]) -> Windows:
    """Return the spans of at most six words that may be names; ``trusted`` tells where capitals mean anything."""
    return [
        _spans(tokens, at, trusted[at]) if token.capital or not trusted[at] or (token.key in ARTICLES and _is_article(tokens, at)) else []
        for at, token in enumerate(tokens)
    ]


def trusted_case(tokens: Sequence[Token]) -> list[bool]:
    """Tell for each token whether capitals mean anything where it stands: not in text all in capitals or without any, line by line."""
    whole = _mixed(tokens)
    trusted = [True] * len(tokens)
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].opens or at - start >= 40:
            line = tokens[start:at]
            shouted = len(line) >= 4 and len([token for token in line if token.upper or not token.text.isalpha()]) > 0.8 * len(line)
            trusted[start:at] = [token.text[0].isascii() or _has_case(token) for token in line] if whole and not shouted else [False] * len(line)
            start = at
    return trusted


def _has_case(token: Token) -> bool:
    """Tell whether a word's script knows capitals at all."""
    first = token.text[0]
    return first.lower() != first.upper() or not first.isalpha()


def _spans(tokens: Sequence[Token], first: int, trusted: bool) -> list[tuple[int, str]]:
    key = tokens[first].key
    spans = [(first, key)]
    for last in range(first + 1, min(first + MOST_WORDS, len(tokens))):
        token, before = tokens[last], tokens[last - 1]
        if token.gap not in _JOINS or before.possessive or (token.gap == "." and len(before.text) > 3):
            break
        key = f"{key} {token.key}"
        if token.capital or not trusted or token.text.isdigit():
            spans.append((last, key))
        elif token.key not in _PARTICLES and token.gap != "-":  # "Slavyansk-na-Kubani"
            break
    return spans[::-1]


def _is_article(tokens: Sequence[Token], at: int) -> bool:
    """ "al-Hasakah", "ar Raqqah": in small letters before a capital."""
    return len(tokens[at].key) > 1 and at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].gap in ("-", " ")


def _mixed(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.text[0].isalpha()]
    if len(words) < 4:
        return True
    capitals = len([token for token in words if token.capital]) / len(words)
    uppers = len([token for token in words if token.upper]) / len(words)
    return not (uppers > 0.7 or (capitals < 0.01 and len(words) >= 12))
