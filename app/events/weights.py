"""What each trait says for or against two claims being one strike: a weight, and the reason in words ("" for none worth telling).

The weights are the author's, set by hand on the tuned half of the story groups; ``SAME`` is what they add up to. A trait that one
of the two leaves open weighs nothing.
"""

from datetime import timedelta

from app.events.apart import one_voice, shared_wording
from app.events.denials import denies_what_is_told, nearness
from app.events.dispute import disagree
from app.events.geography import PARTS, Placing, Relation
from app.events.parties import Vocabulary
from app.events.things import ARMED
from app.events.totals import PEOPLE
from app.events.traits import TOLLS, Traits
from app.model.codes import WeaponCode

Part = tuple[float, str]

SAME = 4.5
"""At this sum and above two claims are taken to speak of one strike."""

_PLACE: dict[Relation, float] = {"same": 3.0, "near": 2.0, "same_area": 1.5, "within": 0.5, "unknown": 0.0, "elsewhere": 0.0}
_NO_PLACE = -1.5
_CITY, _IN_OR_NEAR_A_CITY = 500_000, 2.2
_MISSILES: frozenset[WeaponCode] = frozenset({"missile", "cruise_missile", "ballistic_missile", "rocket", "drone_strike"})
_DROPPED: frozenset[WeaponCode] = frozenset({"air_strike", "bomb", "barrel_bomb", "glide_bomb"})
_AIR: frozenset[WeaponCode] = _MISSILES | _DROPPED | {"cluster_munition"}
_GROUND: frozenset[WeaponCode] = frozenset({"artillery", "rocket", "mortar", "cluster_munition", "missile"})
_NOT_DROPPED: frozenset[WeaponCode] = frozenset({"rocket", "ballistic_missile", "cruise_missile", "drone_strike"})
_WORKS = frozenset({"oil", "power", "port", "transport"})
"""A fuel depot in a port, a tanker: coders and readers tell these apart now this way, now that."""


def weighed(one: Traits, other: Traits, where: Placing, vocabulary: Vocabulary) -> list[Part]:
    """Every weight with its reason."""
    return [
        _place(one, other, where),
        _days(one, other),
        _attackers(one, other),
        _weapons(one, other),
        _targets(one, other),
        _labels(one, other),
        _numbers(one, other),
        _wording(one, other),
        *_one_report(one, other, vocabulary),
    ]


def _place(one: Traits, other: Traits, where: Placing) -> Part:
    """A city is struck several times a day more often than a village; "near a town" is hardly the town itself, nor another that a report names."""
    if one.placed is not other.placed and one.claim.report_id != other.claim.report_id:
        return _NO_PLACE, "one names no place"
    weight = _PLACE[where.relation]
    if where.relation == "near" and one.claim.report_id == other.claim.report_id and not _part_of_a_town(one, other):
        return 0.0, ""
    if where.relation == "same" and (any(spot.place.population >= _CITY for spot in one.points + other.points) or _one_is_loose(one, other)):
        weight = _IN_OR_NEAR_A_CITY
    return weight, _placed_words(where)


def _placed_words(where: Placing) -> str:
    if where.relation == "near":
        return f"{where.name} are {where.km:.0f} km apart"
    return f"both name {where.name}" if where.relation in ("same", "same_area") else where.name


def _part_of_a_town(one: Traits, other: Traits) -> bool:
    return any(spot.place.kind in PARTS for spot in one.points + other.points)


def _one_is_loose(one: Traits, other: Traits) -> bool:
    return {spot.place.id for spot in one.points if spot.loose} != {spot.place.id for spot in other.points if spot.loose}


def _days(one: Traits, other: Traits) -> Part:
    if one.days is None or other.days is None:
        return _open_days(one, other)
    if one.exact and other.exact:
        return 2.0, "the same day"
    return (0.5, "their days overlap") if one.wide or other.wide else (1.5, "their days overlap")


def _open_days(one: Traits, other: Traits) -> Part:
    """One leaves the day open: most often it is that of publication or the day before."""
    first, second = one.presumed, other.presumed
    if first is None or second is None:
        return 0.0, ""
    close = abs(first[1] - second[1]) <= timedelta(days=1)
    if not one.days and not other.days:
        return (0.5, "told on the same day") if first == second else (-0.5, "")
    return (1.0, "told within a day of each other") if close else (0.3, "told within days of each other")


def _attackers(one: Traits, other: Traits) -> Part:
    if not one.attackers or not other.attackers:
        return 0.0, ""
    return (1.0, "the same attacker") if one.attackers & other.attackers else (-3.0, "different attackers")


def weapons_go_together(one: Traits, other: Traits) -> bool:
    """Whether the weapons of two claims can be of one attack; what is not stated can."""
    return _weapons(one, other)[0] >= 0


def _weapons(one: Traits, other: Traits) -> Part:
    a, b = one.weapon, other.weapon
    if a is None or b is None:
        return 0.0, ""
    if a == b:
        return 0.7, f"both say {a.replace('_', ' ')}"
    if {a, b} <= _AIR or {a, b} <= _GROUND:
        return (0.0, "") if {a, b} & _DROPPED and {a, b} & _NOT_DROPPED else (0.3, "kinds of weapon that go together")
    return -2.5, "different kinds of weapon"


def _targets(one: Traits, other: Traits) -> Part:
    a, b = one.target, other.target
    if a is None or b is None or "other" in (a, b):
        return (0.3, "") if a == b == "other" else (0.0, "")
    if a == b:
        return (0.6, "the same kind of target") if a in ARMED | PEOPLE else (1.2, f"both say it hit {a}")
    if {a, b} & (ARMED | PEOPLE):
        return 0.0, ""
    if {a, b} <= _WORKS:
        return -0.5, ""
    return -2.0, "different kinds of target"


def _labels(one: Traits, other: Traits) -> Part:
    """Words such as "hospital" tell targets apart; words for fighters, their positions and vehicles hardly do."""
    if not one.labels & other.labels:
        return 0.0, ""
    fighters = one.target in ARMED and other.target in ARMED
    return (0.3 if fighters else 1.0), "the same words for the target"


def _numbers(one: Traits, other: Traits) -> Part:
    best: Part = (0.0, "")
    shared = one.numbers.keys() & other.numbers.keys()
    for key in sorted(shared, key=str) if len(shared) > 1 else shared:
        a, b = one.numbers[key], other.numbers[key]
        part = _own_count(key[0], a, b) if one_voice(one, other) and key[0] not in TOLLS else _figure(key[0], a, b)
        if abs(part[0]) > abs(best[0]):
            best = part
    return best


def _own_count(unit: str, a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> Part:
    """One body does not count its own strikes twice in two ways; tolls it corrects."""
    return (0.6, f"the same number of {unit}") if a == b else (-2.5, f"one body counts other numbers of {unit}")


def _figure(unit: str, a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> Part:
    first, second = a[0] if a[0] is not None else a[1], b[0] if b[0] is not None else b[1]
    if first is None or second is None:
        return 0.0, ""
    if first == second:
        return (1.2 if first > 2 else 0.6, f"the same number of {unit}") if first else (0.2, f"both say no {unit}")
    low, high = sorted((first, second))
    if not low:
        return 0.0, ""
    if high <= 2 * low or high - low <= 2:
        return 0.2, f"numbers of {unit} near each other"
    return (-0.5, f"numbers of {unit} far apart") if high > 4 * low else (0.0, "")


def _wording(one: Traits, other: Traits) -> Part:
    if one_voice(one, other) and one.published != other.published:
        return 0.0, ""
    shared = shared_wording(one, other)
    if shared >= 0.5:
        return 2.0, "mostly the same words"
    return (1.0, "shared wording") if shared >= 0.25 else (0.0, "")


def _one_report(one: Traits, other: Traits, vocabulary: Vocabulary) -> list[Part]:
    """In one report a dispute is about the same strikes; one body, or words like "another", tell strikes apart."""
    if one.claim.report_id != other.claim.report_id:
        return []
    parts: list[Part] = []
    further = one.further or other.further
    if not further and disagree(one.claim, other.claim, vocabulary):
        parts.append((3.5, "they dispute who was hit"))
    for denial, told in ((one, other), (other, one)):
        if denies_what_is_told(denial, told, vocabulary):
            parts.append((SAME + nearness(denial, told), "it denies what the report tells"))
    if one.claim.modality == other.claim.modality and one.claim.claimant.name == other.claim.claimant.name:
        parts.append((-1.5, "one body tells them apart in one report"))
    if further:
        parts.append((-2.0, "the words tell of another strike"))
    return parts
