"""Where claims of one report about the same strikes say different things of who was hit (law 9), whether or not they name a place.

Two claims dispute who was hit when different sides make them, they are about the same striker, their days and places do not rule
out that they speak of the same strikes, and what they say was hit cannot both be true of all of it: fighters against civilians, or
fighters of different parties. A loaded word ("terrorists") names no party: it goes with those that every side condemns, and with
no other.
"""

from collections.abc import Sequence
from itertools import combinations

from app.events.parties import ANY, Vocabulary, named_parties, same_side, speak_together
from app.model.claim import Claim
from app.model.codes import TargetClass
from app.model.standing import Dispute, Side

_FIGHTERS = frozenset({"armed_group", "military"})
_CIVILIANS = frozenset({"civilians", "residential", "medical", "school", "market"})


def disputes_of(claims: Sequence[Claim], vocabulary: Vocabulary) -> list[Dispute]:
    """The disputes of one report, in the order of their first quotes."""
    told = [claim for claim in claims if claim.modality == "asserted" and claim.claimant.kind != "unattributed" and claim.target.labels]
    groups = _components(told, vocabulary)
    return [Dispute("who was hit", group[0].report_id, _sides(group, vocabulary)) for group in groups]


def _components(claims: list[Claim], vocabulary: Vocabulary) -> list[list[Claim]]:
    """Claims joined by disagreement, directly or over others."""
    leader = list(range(len(claims)))

    def find(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    for (i, one), (j, other) in combinations(enumerate(claims), 2):
        if disagree(one, other, vocabulary):
            leader[max(find(i), find(j))] = min(find(i), find(j))
    groups: dict[int, list[Claim]] = {}
    for index, claim in enumerate(claims):
        groups.setdefault(find(index), []).append(claim)
    return [group for group in groups.values() if len(group) > 1]


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


def disagree(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    """Whether two claims about the same strikes say that different people were hit."""
    return (
        not speak_together(one.claimant, other.claimant, vocabulary)
        and _same_striker(one, other, vocabulary)
        and _same_days(one, other)
        and _same_places(one, other)
        and _different_targets(one, other, vocabulary)
    )


def _different_targets(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    first, second = named_parties(one.target.labels, vocabulary), named_parties(other.target.labels, vocabulary)
    classes = {_class(one, first), _class(other, second)}
    if classes & _FIGHTERS and classes & _CIVILIANS:
        return True
    if not classes <= _FIGHTERS | {None, "other"}:
        return False
    if first == {ANY} or second == {ANY}:
        return not (first | second) - {ANY} <= vocabulary.condemned
    return bool(first) and bool(second) and not (first - {ANY}) & (second - {ANY})


def _class(claim: Claim, parties: frozenset[str]) -> TargetClass | None:
    """The class of the target: "terrorist targets" of no class are those of an armed group."""
    return "armed_group" if parties and claim.target.cls in (None, "other") else claim.target.cls


def _same_striker(one: Claim, other: Claim, vocabulary: Vocabulary) -> bool:
    """Strikers named by both must meet; a claim without one speaks of the same strikes only where a place says so."""
    if not one.actors or not other.actors:
        return bool(_places(one) & _places(other))
    return any(same_side(a.name, b.name, vocabulary) for a in one.actors for b in other.actors)


def _same_days(one: Claim, other: Claim) -> bool:
    if not (one.when and other.when and one.when.start and one.when.end and other.when.start and other.when.end):
        return True
    return one.when.start <= other.when.end and other.when.start <= one.when.end


def _same_places(one: Claim, other: Claim) -> bool:
    """No place, or no more than a country: the claim may speak of any; else a place or the province around it must be shared."""
    first, second = _places(one), _places(other)
    return not first or not second or bool(first & second)


def _places(claim: Claim) -> set[str]:
    """Ids of the reported targets that are smaller than a country, with those of their provinces."""
    places = [mention.toponym.place for mention in claim.mentions if mention.role == "reported_target" and mention.toponym.place]
    small = [place for place in places if place.kind not in ("country", "continent")]
    return {place.id for place in small} | {place.admin1_id for place in small if place.admin1_id}
