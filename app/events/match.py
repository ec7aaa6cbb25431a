"""How likely two claims speak of one strike, as a score with its reasons.

Every trait that both claims state speaks for or against; what one leaves open says nothing. Other days and other places rule a match out
whatever else fits. One body that tells two strikes in one report most often means two: a strike and a claimant make one claim there.
A place and a day in common are enough where nothing speaks against them; less than that needs a target, a number or words in common.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.events.dispute import disagree
from app.events.geography import Placing, Relation, placing
from app.events.parties import Vocabulary
from app.events.traits import Traits
from app.model.codes import WeaponCode

SAME = 4.5
"""At this score and above two claims are taken to speak of one strike."""

_PLACE: dict[Relation, float] = {"same": 3.0, "near": 2.0, "same_area": 1.5, "within": 0.5, "unknown": 0.0, "elsewhere": 0.0}
_MISSILES: frozenset[WeaponCode] = frozenset({"missile", "cruise_missile", "ballistic_missile", "rocket", "drone_strike"})
_DROPPED: frozenset[WeaponCode] = frozenset({"air_strike", "bomb", "barrel_bomb", "glide_bomb"})
_AIR: frozenset[WeaponCode] = _MISSILES | _DROPPED | {"cluster_munition"}
_GROUND: frozenset[WeaponCode] = frozenset({"artillery", "rocket", "mortar", "cluster_munition", "missile"})
_NOT_DROPPED: frozenset[WeaponCode] = frozenset({"rocket", "ballistic_missile", "cruise_missile", "drone_strike"})
_CITY, _IN_OR_NEAR_A_CITY = 500_000, 2.2
_ARMED = frozenset({"armed_group", "military"})
_PEOPLE = frozenset({"civilians", "residential"})
_WORKS = frozenset({"oil", "power", "port", "transport"})
"""A fuel depot in a port, a tanker: coders and readers tell these apart now this way, now that."""

_TOLLS = frozenset({"killed", "injured"})
_STRIKES = frozenset({"strikes", "raids", "sorties", "munitions", "explosions"})
_MANY = 10
_OPEN_DATE_DAYS = 3
MOST_DAYS = timedelta(days=31)
"""Longer intervals are campaigns, not strikes."""



@dataclass(frozen=True, slots=True)
class Match:
    """A score (``SAME`` and above: one strike) and its reasons in words.

    ``barred``: something rules it out. ``silent``: too little is known of one of the two to say anything, for or against.
    """

    score: float
    reasons: tuple[str, ...]
    barred: bool = False
    silent: bool = False

    @property
    def same(self) -> bool:
        """Whether the two are taken to be one strike."""
        return not self.barred and self.score >= SAME


_Part = tuple[float, str]


def match(one: Traits, other: Traits, vocabulary: Vocabulary) -> Match:
    """Score two claims; symmetric."""
    if not _comparable(one, other):
        return Match(0.0, ("where or when is known of one only",), silent=True)
    where = placing(one, other)
    bar = _bar(one, other, where)
    if bar:
        return Match(0.0, (bar,), barred=True)
    parts = [
        _place(one, other, where) if one.placed is other.placed or one.claim.report_id == other.claim.report_id else (-1.5, "one names no place"),
        _days(one, other),
        _attackers(one, other),
        _weapons(one, other),
        _targets(one, other),
        *_labels(one, other),
        _numbers(one, other),
        _wording(one, other),
        *_one_report(one, other, vocabulary),
    ]
    return Match(round(sum(weight for weight, _ in parts), 3), tuple(reason for _, reason in parts if reason))


def _comparable(one: Traits, other: Traits) -> bool:
    """Reports apart, a dated claim is not held against one of no day or of months.

    Nor is one with a place held against one without, unless they have a word for the target or a figure in common.
    """
    if one.claim.report_id == other.claim.report_id:
        return True
    first, second = presumed_days(one), presumed_days(other)
    if (first is None) is not (second is None):
        return False
    if one.placed is not other.placed and not (one.labels & other.labels or telling_figures(one) & telling_figures(other)):
        return False
    return first == second or not any(days and days[1] - days[0] > MOST_DAYS for days in (first, second))


def telling_figures(one: Traits) -> frozenset[str]:
    """Counts of people that two reports hardly have in common by chance, as words: "killed 26"."""
    return frozenset(f"{unit} {low}" for (unit, _), (low, _) in one.numbers.items() if unit in _TOLLS and low and low > 2)


def _bar(one: Traits, other: Traits, where: Placing) -> str:
    if where.relation == "elsewhere":
        return "different places"
    if days_apart(one, other):
        return "different days"
    if one.claim.id in other.claim.contains or other.claim.id in one.claim.contains:
        return "one is part of the other"
    if _bulletins(one, other):
        return "each bulletin of one body tells its own day"
    if sums_up(one, other) or sums_up(other, one):
        return "one adds up what the other may be part of"
    return ""


def one_voice(one: Traits, other: Traits) -> bool:
    """Whether one named body makes both claims."""
    return one.claim.claimant.kind != "unattributed" and one.claim.claimant.name == other.claim.claimant.name


def _bulletins(one: Traits, other: Traits) -> bool:
    """Two reports of other days in which one body tells of strikes without a day: a daily bulletin, whose words hardly change."""
    return not one.days and not other.days and one.published != other.published and one_voice(one, other)


def days_apart(one: Traits, other: Traits) -> bool:
    """Whether the days rule out one strike; an open date is taken to lie in the days before publication."""
    first, second = presumed_days(one), presumed_days(other)
    if first is None or second is None:
        return False
    return first[0] > second[1] or second[0] > first[1]


def presumed_days(one: Traits) -> tuple[date, date] | None:
    """The days as told, else the last days before publication, else None."""
    if one.days or not one.published:
        return one.days
    return one.published - timedelta(days=_OPEN_DATE_DAYS), one.published


def sums_up(whole: Traits, part: Traits) -> bool:
    """Whether a claim adds up strikes of which the other tells one: more places, more days, or an area with more than its town had."""
    if whole.claim.contains and not part.claim.contains and _outnumbers(whole, part):
        return True
    if part.points and not part.areas and _places_in_reach(whole, part) > len(part.points):
        return not _same_figures(whole, part)
    if whole.wide and part.exact:
        return True
    if counts_many(whole) and not counts_many(part) and not whole.labels and part.labels:
        return True
    larger = bool(whole.areas and not whole.points and part.points) or bool(whole.countries and not whole.placed and part.placed)
    return larger and _outnumbers(whole, part) and not _same_thing(whole, part)


def counts_many(one: Traits) -> bool:
    """Whether it counts strikes as a day's war has them, not one attack."""
    return any((low or high or 0) >= _MANY for (unit, _), (low, high) in one.numbers.items() if unit in _STRIKES)


def _places_in_reach(whole: Traits, part: Traits) -> int:
    """How many of its places lie in a country of the part: one far off is a name gone astray."""
    return sum(not spot.place.country or spot.place.country in part.countries for spot in whole.points)


def _same_figures(one: Traits, other: Traits) -> bool:
    shared = one.numbers.keys() & other.numbers.keys()
    return bool(shared) and all(one.numbers[key] == other.numbers[key] for key in shared)


def _outnumbers(whole: Traits, part: Traits) -> bool:
    """Whether the whole has more of a unit than the part, or counts strikes or places where the part does not."""
    for key, (low, high) in whole.numbers.items():
        most, least = high or low or 0, part.numbers.get(key, (None, None))
        if key in part.numbers and most > (least[1] or least[0] or 0):
            return True
        if key not in part.numbers and key[0] not in _TOLLS and most > 1:
            return True
    return False


def _same_thing(one: Traits, other: Traits) -> bool:
    """Whether both name one telling thing that was hit: a hospital, a substation, a wedding."""
    telling = one.target == other.target and one.target is not None and one.target not in _ARMED | _PEOPLE
    return telling or bool(one.labels & other.labels)


def _one_report(one: Traits, other: Traits, vocabulary: Vocabulary) -> list[_Part]:
    """In one report a dispute is about the same strikes; one body, or words like "another", tell strikes apart."""
    if one.claim.report_id != other.claim.report_id:
        return []
    parts: list[_Part] = []
    further = one.further or other.further
    if not further and disagree(one.claim, other.claim, vocabulary):
        parts.append((3.5, "they dispute who was hit"))
    if one.claim.modality == other.claim.modality and one.claim.claimant.name == other.claim.claimant.name:
        parts.append((-1.5, "one body tells them apart in one report"))
    if further:
        parts.append((-2.0, "the words tell of another strike"))
    return parts


def _place(one: Traits, other: Traits, where: Placing) -> _Part:
    """A city is struck several times a day more often than a village; "near a town" is hardly the town itself."""
    words = {
        "same": f"both name {where.name}",
        "near": f"{where.name} are {where.km:.0f} km apart",
        "same_area": f"both name {where.name}",
        "within": f"{where.name}",
    }
    weight = _PLACE[where.relation]
    if where.relation == "same" and (any(spot.place.population >= _CITY for spot in one.points) or _one_is_loose(one, other)):
        weight = _IN_OR_NEAR_A_CITY
    return weight, words.get(where.relation, "")


def _one_is_loose(one: Traits, other: Traits) -> bool:
    return {spot.place.id for spot in one.points if spot.loose} != {spot.place.id for spot in other.points if spot.loose}


def _days(one: Traits, other: Traits) -> _Part:
    if one.days is None or other.days is None:
        return _open_days(one, other)
    if one.exact and other.exact:
        return 2.0, "the same day"
    return (0.5, "their days overlap") if one.wide or other.wide else (1.5, "their days overlap")


def _open_days(one: Traits, other: Traits) -> _Part:
    """One leaves the day open: most often it is that of publication or the day before."""
    first, second = presumed_days(one), presumed_days(other)
    if first is None or second is None:
        return 0.0, ""
    close = abs(first[1] - second[1]) <= timedelta(days=1)
    if not one.days and not other.days:
        return (0.5, "told on the same day") if first == second else (-0.5, "")
    return (1.0, "told within a day of each other") if close else (0.3, "told within days of each other")


def _attackers(one: Traits, other: Traits) -> _Part:
    if not one.attackers or not other.attackers:
        return 0.0, ""
    return (1.0, "the same attacker") if one.attackers & other.attackers else (-3.0, "different attackers")


def _weapons(one: Traits, other: Traits) -> _Part:
    a, b = one.weapon, other.weapon
    if a is None or b is None:
        return 0.0, ""
    if a == b:
        return 0.7, f"both say {a.replace('_', ' ')}"
    if {a, b} <= _AIR or {a, b} <= _GROUND:
        return (0.0, "") if {a, b} & _DROPPED and {a, b} & _NOT_DROPPED else (0.3, "kinds of weapon that go together")
    return -2.5, "different kinds of weapon"


def weapons_go_together(one: Traits, other: Traits) -> bool:
    """Whether the weapons of two claims can be of one attack; what is not stated can."""
    return _weapons(one, other)[0] >= 0


def _targets(one: Traits, other: Traits) -> _Part:
    a, b = one.target, other.target
    if a is None or b is None or "other" in (a, b):
        return (0.3, "") if a == b == "other" else (0.0, "")
    if a == b:
        return (0.6, "the same kind of target") if a in _ARMED | _PEOPLE else (1.2, f"both say it hit {a}")
    if {a, b} & (_ARMED | _PEOPLE):
        return 0.0, ""
    if {a, b} <= _WORKS:
        return -0.5, ""
    return -2.0, "different kinds of target"


def _labels(one: Traits, other: Traits) -> list[_Part]:
    """Words such as "hospital" tell targets apart; words for fighters, their positions and vehicles hardly do."""
    if not one.labels & other.labels:
        return []
    fighters = one.target in _ARMED and other.target in _ARMED
    return [(0.3 if fighters else 1.0, "the same words for the target")]


def _numbers(one: Traits, other: Traits) -> _Part:
    best: _Part = (0.0, "")
    shared = one.numbers.keys() & other.numbers.keys()
    for key in sorted(shared, key=str) if len(shared) > 1 else shared:
        a, b = one.numbers[key], other.numbers[key]
        part = _own_count(key[0], a, b) if one_voice(one, other) and key[0] not in _TOLLS else _figure(key[0], a, b)
        if abs(part[0]) > abs(best[0]):
            best = part
    return best


def _own_count(unit: str, a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> _Part:
    """One body does not count its own strikes twice in two ways; tolls it corrects."""
    return (0.6, f"the same number of {unit}") if a == b else (-2.5, f"one body counts other numbers of {unit}")


def _figure(unit: str, a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> _Part:
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


def _wording(one: Traits, other: Traits) -> _Part:
    smaller = min(len(one.shingles), len(other.shingles))
    if smaller < 3 or (one_voice(one, other) and one.published != other.published):
        return 0.0, ""
    shared = len(one.shingles & other.shingles) / smaller
    if shared >= 0.5:
        return 2.0, "mostly the same words"
    return (1.0, "shared wording") if shared >= 0.25 else (0.0, "")
