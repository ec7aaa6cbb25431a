"""Where claims of one report about the same strikes say different things of who was hit (law 9), whether or not they name a place.

Two claims dispute who was hit when different sides make them, they speak of the same strikes, and what they say was hit cannot both be
true of all of it: fighters against civilians, or fighters of different parties. A loaded word ("terrorists") names no party: it goes
with those that every side condemns, and with no other.

The same strikes have the same striker, days that meet, and a place in common, or one that lies in the other. What is said of a campaign
at large, with no place below a country, is held against other words at large and against those of a province or region, never against
the strike on one town.
"""

from collections.abc import Hashable, Sequence
from itertools import chain, combinations

from app.events.geography import can_be_one
from app.events.parties import ANY, Vocabulary, named_parties, same_side, speak_together
from app.events.things import ARMED
from app.model.claim import Claim
from app.model.codes import PlaceKind, TargetClass
from app.model.place import Place
from app.model.standing import Dispute, Side

_WIDE: frozenset[PlaceKind] = frozenset({"district", "province", "region", "sea"})
_CIVILIANS = frozenset({"civilians", "residential", "medical", "school", "market"})


def disputes_of(claims: Sequence[Claim], vocabulary: Vocabulary, one_event: bool = False) -> list[Dispute]:
    """The disputes among claims of one report, or of ``one_event`` and so of the same strikes; in the order of their first quotes."""
    told = [claim for claim in claims if claim.modality == "asserted" and claim.claimant.kind != "unattributed" and claim.target.labels]
    groups = _components(told, vocabulary, one_event)
    return [Dispute("who was hit", group[0].report_id, _sides(group, vocabulary)) for group in groups]


def _components(claims: Sequence[Claim], vocabulary: Vocabulary, one_event: bool) -> list[list[Claim]]:
    """Claims joined by disagreement, directly or over others; of one event, claims by the same speaker of the same people are taken as one."""
    alike: dict[Hashable, list[int]] = {}
    for at, claim in enumerate(claims):
        alike.setdefault(saying(claim) if one_event else at, []).append(at)
    differ = contradict if one_event else disagree
    firsts = [same[0] for same in alike.values()]
    leader = {at: at for at in firsts}

    def find(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for one, other in combinations(firsts, 2):
        if differ(claims[one], claims[other], vocabulary):
            leader[max(find(one), find(other))] = min(find(one), find(other))
    groups: dict[int, list[list[int]]] = {}
    for same in alike.values():
        groups.setdefault(find(same[0]), []).append(same)
    return [[claims[at] for at in sorted(chain(*group))] for group in groups.values() if len(group) > 1]


def _sides(group: list[Claim], vocabulary: Vocabulary) -> tuple[Side, ...]:
    sides: list[list[Claim]] = []
    for claim in group:
        for side in sides:
            if speak_together(side[0].claimant, claim.claimant, vocabulary):
                side.append(claim)
                break
        else:
            sides.append([claim])
    return tuple(Side(tuple(side)) for side in sides)


def saying(claim: Claim) -> Hashable:
    """What disputes are told by: who says that whom struck whom. Claims of one event with the same saying are taken as one."""
    return claim.claimant, claim.actors, claim.target


def disagree(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    """Whether two claims about the same strikes say that different people were hit."""
    return contradict(one, other, vocabulary) and _same_days(one, other) and _same_places(one, other)


def contradict(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    """Whether two sides say of one striker that different people were hit."""
    return (
        not speak_together(one.claimant, other.claimant, vocabulary)
        and _same_striker(one, other, vocabulary)
        and _different_targets(one, other, vocabulary)
    )


def _different_targets(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    first, second = named_parties(one.target.labels, vocabulary), named_parties(other.target.labels, vocabulary)
    classes = {_class(one, first), _class(other, second)}
    if classes & ARMED and classes & _CIVILIANS:
        return True
    if not classes <= ARMED | {None, "other"}:
        return False
    if first == {ANY} or second == {ANY}:
        return not (first | second) - {ANY} <= vocabulary.condemned
    return bool(first) and bool(second) and not (first - {ANY}) & (second - {ANY})


def _class(claim: Claim, parties: frozenset[str]) -> TargetClass | None:
    """The class of the target: "terrorist targets" of no class are those of an armed group."""
    return "armed_group" if parties and claim.target.cls in (None, "other") else claim.target.cls


def _same_striker(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    """Strikers named by both must meet."""
    if not one.actors or not other.actors:
        return True
    return any(same_side(a.name, b.name, vocabulary) for a in one.actors for b in other.actors)


def _same_days(one: Claim, other: Claim) -> bool:
    if not (one.when and other.when and one.when.start and one.when.end and other.when.start and other.when.end):
        return True
    return one.when.start <= other.when.end and other.when.start <= one.when.end


def _same_places(one: Claim, other: Claim) -> bool:
    """A place in common; of words at large none is asked for, where both name the striker and neither names a town."""
    (first, names), (second, others) = _struck(one), _struck(other)
    if (first or names) and (second or others):
        return bool(names & others) or any(can_be_one(a, b) for a in first for b in second)
    return bool(one.actors and other.actors) and not names | others and all(place.kind in _WIDE for place in first + second)


def _struck(claim: Claim) -> tuple[list[Place], frozenset[str]]:
    """The reported targets that are smaller than a country, and the names of those that no gazetteer knows."""
    targets = [mention.toponym for mention in claim.mentions if mention.role == "reported_target"]
    places = [toponym.place for toponym in targets if toponym.place and toponym.place.kind not in ("country", "continent")]
    return places, frozenset(toponym.surface for toponym in targets if toponym.place is None)
