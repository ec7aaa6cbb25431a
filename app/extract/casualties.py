"""Whether a number of people was killed or hurt: the verb, participle or noun that governs it, before or after.

"killing 12 people", "12 people were killed", "12 dead", "the deaths of five", "the toll rose to 12". A number that nothing of the kind
governs counts nobody. "killed or wounded" and "casualties" say neither and are left alone.
"""

from dataclasses import dataclass
from typing import Literal

from app.extract.tokens import Tokens

Harm = Literal["killed", "injured"]

_ACTIVE: dict[str, Harm] = {
    **dict.fromkeys(
        "kill kills killed killing martyred martyring massacred massacring slaughtered slaughtering murdered murdering assassinated executed eliminated eliminating liquidated liquidating".split(),
        "killed",
    ),
    **dict.fromkeys("wound wounds wounded wounding injure injures injured injuring hurt hurting hurts maimed maiming hospitalised".split(), "injured"),
}
_AFTER: dict[str, Harm] = {
    **dict.fromkeys(
        "killed dead died die dies martyred perished slain deceased martyrs fatalities fatality deaths death dying massacred murdered eliminated liquidated".split(), "killed"
    ),
    **dict.fromkeys("wounded injured hurt injuries hospitalised hospitalized maimed wounds concussed burned".split(), "injured"),
}
_NOUN_OF: dict[str, Harm] = {
    **dict.fromkeys("death deaths killing killings martyrdom bodies remains loss body massacre murder".split(), "killed"),
    **dict.fromkeys("wounding injury injuries injuring".split(), "injured"),
}
_LIVES = frozenset({"life", "lives"})
_TOLLS = frozenset({"toll", "tolls"})
_AUXILIARIES = frozenset(
    "was were is are be been being have has had having reportedly also allegedly got get immediately instantly later all both either "
    "to said believed thought feared confirmed reported not already apparently seriously severely badly slightly lightly critically fatally "
    "there so far on more them who which that had , themselves others left found pulled among".split()
)
_STOPS = frozenset({".", "!", "?", ";", ":", "•"})
_QUALIFIERS = frozenset("at least about some around nearly almost more than over up to as many as another a an the further other only just".split())
_ADVERBS = frozenset("reportedly also allegedly between including and instantly altogether all".split())


@dataclass(frozen=True, slots=True)
class Governed:
    """What happened to the people counted, and the tokens ``[first, last)`` that say so. ``inherited``: an earlier number's verb."""

    harm: Harm
    first: int
    last: int


def governor(tokens: Tokens, first: int, last: int, previous: Governed | None, *, people: bool) -> Governed | None:
    """What governs the count over tokens ``[first, last)`` (number and noun).

    ``previous`` is the governor of the count before it in the same list, if it is one. ``people``: the noun names people; a bare number
    needs its verb to touch it.
    """
    itself = _AFTER.get(tokens.words[last - 1]) if people else None
    if itself is not None:
        return None if _doubtful(tokens, Governed(itself, last - 1, last)) else Governed(itself, last - 1, last)
    direct = _directly_before(tokens, first)
    if direct is not None and not _doubtful(tokens, direct):
        return direct
    after = _after(tokens, last, reach=14 if people else 3)
    if after is not None:
        return None if _doubtful(tokens, after) else after
    if direct is not None:
        return None
    if previous is not None:
        return previous
    return _before(tokens, first) if people else None


def _doubtful(tokens: Tokens, found: Governed) -> bool:
    """Whether it reads "killed or wounded", "dead and injured": which of the two is not said."""
    joint, other = tokens.word(found.last), tokens.word(found.last + 1)
    if joint in ("or", "and", "/") and (other in _ACTIVE or other in _AFTER):
        mine, theirs = found.harm, _ACTIVE.get(other) or _AFTER.get(other)
        return mine != theirs and not _counts_own(tokens, found.last + 1)
    before = tokens.word(found.first - 1)
    return before in ("or", "and", "/") and (tokens.word(found.first - 2) in _ACTIVE or tokens.word(found.first - 2) == "dead")


def _counts_own(tokens: Tokens, j: int) -> bool:
    """Whether the second verb of "killed and wounded" has a count of its own before it or after."""
    after = tokens.word(j + 1)
    return after[:1].isdigit() and tokens.word(j) in _ACTIVE and tokens.word(j).endswith("ing")


def _directly_before(tokens: Tokens, first: int) -> Governed | None:
    """ "killing 12", "wounded at least 3", "deaths of five", "toll rose to 12", "claimed the lives of 12"."""
    j = first - 1
    for _ in range(3):
        if j >= 0 and tokens.words[j] in _ADVERBS and tokens.words[j] != "and":
            j -= 1
    word = tokens.word(j)
    if word in _ACTIVE and not _is_participle(tokens, j):
        return Governed(_ACTIVE[word], j, j + 1)
    if word in ("dead", "killed", "wounded", "injured") and tokens.word(first - 1) == ":":
        return Governed(_AFTER[word], j, j + 1)
    if word in ("lost", "losing") and tokens.word(first + 1) not in ("of", "to", "-"):
        return Governed("killed", j, j + 1)
    if word == ":" and tokens.word(j - 1) in _AFTER:
        return Governed(_AFTER[tokens.words[j - 1]], j - 1, j)
    if word in ("of", "to"):
        return _through_preposition(tokens, j)
    return None


def _is_participle(tokens: Tokens, j: int) -> bool:
    """Whether "killed" ends another count ("12 killed, 30 wounded" read from the 30): something was counted just before it."""
    return tokens.word(j) in ("killed", "wounded", "injured", "hurt") and tokens.word(j - 1) in ("were", "was", "been", "being", "people", "civilians")


def _through_preposition(tokens: Tokens, j: int) -> Governed | None:
    before = tokens.word(j - 1)
    if tokens.words[j] == "of" and before in _NOUN_OF:
        return Governed(_NOUN_OF[before], j - 1, j)
    if tokens.words[j] == "of" and before in _LIVES:
        return Governed("killed", j - 1, j)
    for back in range(1, 8):
        word = tokens.word(j - back)
        if word in _TOLLS:
            return Governed("injured" if tokens.word(j - back - 1) in ("injury", "injured", "wounded") else "killed", j - back, j)
        if not word or word in _STOPS or word in ("killed", "wounded"):
            return None
    return None


def _after(tokens: Tokens, last: int, reach: int) -> Governed | None:
    """ "12 dead", "12 people were killed", "12 civilians, three of them children, died"; stops at the next count that has its own."""
    j, steps = last, 0
    loose = 0
    if reach > 3 and tokens.word(j) == ",":
        j = _over_aside(tokens, j)
    while j < len(tokens) and steps < reach:
        word = tokens.words[j]
        if word in _AFTER and not (word in ("hurt", "wounds") and tokens.word(j - 1) == "to"):
            if _LIVES & {tokens.word(j + 1)}:
                return None
            return None if word in _ACTIVE and _has_object(tokens, j, last) else Governed(_AFTER[word], j, j + 1)
        if word in ("wiped", "wiping") and tokens.word(j + 1) == "out":
            return Governed("killed", j, j + 2)
        if word == "lost" and tokens.word(j + 2) in _LIVES:
            return Governed("killed", j, j + 3)
        if word in _STOPS or "\n" in tokens.text[tokens.ends[j - 1] : tokens.starts[j]]:
            return None
        if word not in _AUXILIARIES:
            loose += 1
            if loose > reach - 8 or word in _ACTIVE:
                return None
        j += 1
        steps += 1
    return None


def _over_aside(tokens: Tokens, j: int) -> int:
    """From the comma at ``j`` to the one that closes the aside: "Three workers, two from India, were killed"; ``j`` if there is none."""
    for k in range(j + 1, min(j + 18, len(tokens) - 1)):
        if tokens.words[k] in _STOPS:
            return j
        if tokens.words[k] == "," and tokens.words[k + 1] in ("was", "were", "died", "have", "had", "are", "is", "been"):
            return k + 1
    return j


def _has_object(tokens: Tokens, j: int, last: int) -> bool:
    """Whether "killed" after the noun is active: "12 missiles killed 30", "two men who killed a guard"."""
    if j > last and tokens.words[j - 1] in ("were", "was", "been", "be", "being", "are", "is", "reportedly", "got", "also"):
        return False
    k = j + 1
    while tokens.word(k) in ("at", "least", "more", "than", "over", "about", "some", "up", "to"):
        k += 1
    if tokens.word(k)[:1].isdigit() or tokens.word(k) in ("a", "an", "his", "her", "their", "dozens", "hundreds", "several", "scores"):
        return True
    return tokens.word(j - 1) in ("who", "that", "which", "had", "have", "has")


def _before(tokens: Tokens, first: int) -> Governed | None:
    """The nearest verb before, in the same clause: "killed several civilians, among them two nurses", "leaving 20 people dead" is not it."""
    j = first - 1
    for _ in range(14):
        if j < 0 or tokens.words[j] in _STOPS:
            return None
        word = tokens.words[j]
        if word in ("in", "when", "as", "while", "after", "but", "from", "near", "where", "which", "since", "with") and first - j > 1:
            return None
        if word in _ACTIVE and not _is_participle(tokens, j):
            return Governed(_ACTIVE[word], j, j + 1)
        j -= 1
    return None
