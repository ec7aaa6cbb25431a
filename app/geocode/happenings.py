"""What is told of a name shows a place: it is bombed or entered, something falls on it, it is taken or comes under fire."""

from collections.abc import Sequence

from app.geocode.lexicon import Lexicon
from app.geocode.tokens import Token

_OBJECT, _AFTER_NOUN, _SUBJECT = 0.7, 0.7, 0.7
_BEING = frozenset("was were is are been being".split())
_BETWEEN = frozenset("also again both all later then had has have repeatedly heavily".split())
_UNDER = frozenset("came comes come under".split())
_GAPS = (" ", "n")
_ARTICLES = frozenset({"the", "nearby", "around", "across"})


def told(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> float:
    """Return how strongly the verb or noun beside the tokens ``first`` to ``last`` shows that they name a place, 0 for not at all."""
    return max(_before(tokens, first, lexicon), _after(tokens, last, lexicon))


def _before(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> float:
    """Weigh "bombed X", "strikes on X", "residents of X"."""
    at = first - 1
    if at >= 0 and tokens[first].gap in _GAPS and tokens[at].key in _ARTICLES:
        at, first = at - 1, at
    if at < 0 or tokens[first].gap not in _GAPS:
        return 0.0
    word = tokens[at].key
    if word in lexicon.objects and not tokens[at].capital:
        return _OBJECT
    if at and tokens[at].gap in _GAPS and tokens[at - 1].key in lexicon.nouns.get(word, ()):
        return _AFTER_NOUN
    return 0.0


def _after(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> float:
    """Weigh "X was shelled", "X came under fire"."""
    if tokens[last].possessive:
        return 0.0
    helped = False
    for token in tokens[last + 1 : last + 5]:
        if token.gap not in _GAPS or token.capital:
            return 0.0
        if token.key in _BEING:
            helped = True
        elif token.key in _BETWEEN:
            continue
        elif token.key in _UNDER:
            if token.key == "under":
                return _SUBJECT
        else:
            return _SUBJECT if helped and token.key in lexicon.subjects else 0.0
    return 0.0
