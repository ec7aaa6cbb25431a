"""One person killed or hurt whom no number counts: named ("killed Ahmed Saleh") or singled out ("the driver died", "killing its leader")."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.extract.phrases.casualties import Harm
from app.extract.phrases.counted import Counted, CountedNoun, plural
from app.extract.phrases.numbers import starts_number
from app.extract.phrases.tokens import Tokens
from app.model.codes import QuantityOf

_FATES: dict[str, Harm] = {
    "killed": "killed", "died": "killed", "assassinated": "killed", "martyred": "killed", "slain": "killed",
    "wounded": "injured", "injured": "injured", "hurt": "injured",
}  # fmt: skip
_DEEDS: dict[str, Harm] = {"killed": "killed", "killing": "killed", "kills": "killed", "assassinated": "killed", "wounding": "injured"}
_BEEN = frozenset("was been has had is being also reportedly later seriously severely badly critically lightly slightly himself herself".split())
_PASSIVE = frozenset("was been being".split())
_DEFINITE = frozenset("the his her its their our".split())
_NOT_ONE = frozenset("people staff personnel crew police troops leaders national nationals other others".split())
_PARTICLES = frozenset("al el ul bin ibn von de".split())
_NO_OBJECT = frozenset("a an the and or of in was were are".split())
_OPENERS = frozenset("on in at when after the a an monday tuesday wednesday thursday friday saturday sunday".split())
_JOINTS = frozenset("when that and while as said where".split())
_LONGEST, _ASIDE = 9, 12


@dataclass(frozen=True, slots=True)
class Victim:
    """One person: tokens ``[first, last)``, and what happened, told by token ``verb``."""

    first: int
    last: int
    harm: Harm
    verb: int
    of: QuantityOf | None


def single_victims(tokens: Tokens, counted: Counted, span: range) -> Iterator[Victim]:
    """Those whose verb stands in ``span``, in its order."""
    words = tokens.words
    for i in [i for i in span if words[i] in _FATES or words[i] in _DEEDS]:
        word = words[i]
        found = _subject(tokens, counted, i) if word in _FATES else None
        if found is None and word in _DEEDS and tokens.word(i - 1) not in _NO_OBJECT:
            found = _object(tokens, counted, i)
        if found is not None:
            yield found


def _subject(tokens: Tokens, counted: Counted, verb: int) -> Victim | None:
    """ "The driver was killed", "Ahmed Saleh, a senior commander, had died"."""
    words = tokens.words
    at = verb - 1
    while at > 0 and words[at] in _BEEN:
        at -= 1
    if words[verb] != "died" and _PASSIVE.isdisjoint(words[at + 1 : verb]):
        return None
    if words[at] == ",":
        at = next((j - 1 for j in range(at - 1, max(0, at - _ASIDE), -1) if words[j] == ","), at)
    first = at
    while first > 0 and at - first < _LONGEST and words[first] not in _DEFINITE and words[first - 1].isalnum() and not _ends(tokens, first):
        first -= 1
    noun = _singular(counted, at + 1, first)
    if noun is not None and words[first] in _DEFINITE and first < noun.first and not any(map(starts_number, words[first + 1 : noun.first])):
        return Victim(first, at + 1, _FATES[words[verb]], verb, noun.of)
    begin = _name(tokens, at + 1, first)
    return Victim(begin, at + 1, _FATES[words[verb]], verb, None) if begin is not None else None


def _object(tokens: Tokens, counted: Counted, verb: int) -> Victim | None:
    """ "Killed the group's deputy leader", "killing Hezbollah commander Ahmed Saleh"."""
    words = tokens.words
    last = verb + 1
    while last < len(words) and last - verb <= _LONGEST and (words[last] == "'s" or words[last].isalpha()) and not _closes(counted, words[last]):
        if starts_number(words[last]) and words[last] != "the":
            return None
        last += 1
    noun = _singular(counted, last, verb + 1)
    if noun is not None and words[verb + 1] in _DEFINITE and noun.first > verb + 1:
        return Victim(verb + 1, last, _DEEDS[words[verb]], verb, noun.of)
    begin = _name(tokens, last, verb + 1)
    return Victim(verb + 1, last, _DEEDS[words[verb]], verb, None) if begin is not None else None


def _closes(counted: Counted, word: str) -> bool:
    return word in counted.words.noun_stops and word not in _DEFINITE and word not in _PARTICLES


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a clause or line begins at a token."""
    return tokens.words[at - 1] in _JOINTS or "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]


def _singular(counted: Counted, last: int, first: int) -> CountedNoun | None:
    """The noun of one person that ends at ``last``."""
    noun = next((n for j in range(max(first, last - 4), last) if (n := counted.nouns.get(j)) is not None and n.last == last and n.unit is None), None)
    if noun is None:
        return None
    head = counted.tokens.words[last - 1]
    many = plural(head) or head in counted.words.invariant or head in _NOT_ONE or head.endswith(("men", "people", "children"))
    return None if many else noun


def _name(tokens: Tokens, last: int, floor: int) -> int | None:
    """Where a personal name of two words or more begins that ends at ``last``."""
    first, capitals = last, 0
    while first > floor and (tokens.raw(first - 1)[0].isupper() or tokens.words[first - 1] in _PARTICLES) and tokens.words[first - 1] not in _OPENERS:
        first -= 1
        capitals += tokens.words[first] not in _PARTICLES
    if capitals < 2 or not tokens.raw(last - 1)[0].isupper() or any(map(starts_number, tokens.words[max(0, first - 1) : last])):
        return None
    return first
