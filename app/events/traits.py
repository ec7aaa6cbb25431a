"""What matching looks at in a claim, taken once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from app.events.parties import Vocabulary, names_side, stems
from app.events.things import Hours, Things, hours_of, things_of
from app.model.claim import Claim, Mention
from app.model.codes import TargetClass, WeaponCode
from app.model.event import Witness
from app.model.geometry import Geometry
from app.model.place import Place

SHINGLE = 4
"""Words in a run of words that two quotes can share."""

_STATES = frozenset({"country", "continent"})
_AREAS = frozenset({"district", "province", "region", "sea"})
_WIDE_DAYS = 7
_OPEN_DATE_DAYS = 3

TOLLS = frozenset({"killed", "injured"})
"""Units that count people."""

_FEW = 2
_STRIKES = frozenset({"strikes", "raids", "sorties", "munitions", "explosions"})
_MANY = 10

_FURTHER = re.compile(r"\b(another|second|third|separate|separately|elsewhere|also|too|further|more(?! than))\b", re.IGNORECASE)

Numbers = dict[tuple[str, str | None], tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True)
class Spot:
    """One reported target: its place, its folded names, and whether the words leave it loose ("near X", "20 km east of X")."""

    place: Place
    names: frozenset[str]
    loose: bool
    area: Geometry | None


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """A claim as matching sees it; two of these are never equal, also of one claim before and after it was corrected.

    ``points`` and ``areas`` are its reported targets below a country, or else what it is said to be in; ``countries`` their codes;
    ``unresolved`` the folded names of targets that no gazetteer knows, ``names`` those of all. ``days`` is None where the text leaves
    the date open. ``attackers`` are the stems of their names; a name that says no side ("government jets") has none. ``further``: the
    words set it off from a strike told before. ``things`` are what it names as hit, ``hours`` when on the day.

    ``presumed`` are the days as told, else the last days before publication. ``exact``: it gives one day; ``wide``: its days say little,
    more than a week. ``placed``: it names a target below a country, known or not. ``figures`` are counts of people that two reports hardly
    have in common by chance, as words ("killed 26"); ``many``: it counts strikes as a day's war has them, not one attack.
    """

    witness: Witness
    points: tuple[Spot, ...]
    areas: tuple[Spot, ...]
    countries: frozenset[str]
    unresolved: frozenset[str]
    names: frozenset[str]
    days: tuple[date, date] | None
    published: date | None
    attackers: frozenset[str]
    weapon: WeaponCode | None
    target: TargetClass | None
    labels: frozenset[str]
    numbers: Numbers
    shingles: frozenset[str]
    further: bool
    things: Things
    hours: Hours
    claim: Claim = field(init=False)
    presumed: tuple[date, date] | None = field(init=False)
    exact: bool = field(init=False)
    wide: bool = field(init=False)
    placed: bool = field(init=False)
    figures: frozenset[str] = field(init=False)
    many: bool = field(init=False)

    def __post_init__(self) -> None:
        """Take what follows from the rest and is asked for with every match."""
        days, derived = self.days, partial(object.__setattr__, self)
        derived("claim", self.witness.claim)
        derived("presumed", days or (self.published and (self.published - timedelta(days=_OPEN_DATE_DAYS), self.published)))
        derived("exact", days is not None and days[0] == days[1])
        derived("wide", days is not None and (days[1] - days[0]).days >= _WIDE_DAYS)
        derived("placed", bool(self.points or self.areas or self.unresolved))
        counts = self.numbers.items()
        derived("figures", frozenset(f"{unit} {low}" for (unit, _), (low, _) in counts if unit in TOLLS and low and low > _FEW))
        derived("many", any((low or high or 0) >= _MANY for (unit, _), (low, high) in counts if unit in _STRIKES))


def traits_of(witness: Witness, vocabulary: Vocabulary) -> Traits:
    """Take from a claim what matching looks at."""
    claim = witness.claim
    targets = [(mention.toponym.place, mention) for mention in claim.mentions if mention.role == "reported_target"]
    known = [(place, mention) for place, mention in targets if place is not None]
    around = [(place, mention) for mention in claim.mentions if mention.role == "container" and (place := mention.toponym.place)]
    unresolved = frozenset(_fold(mention.toponym.surface) for place, mention in targets if place is None)
    points = _spots((place, mention) for place, mention in known if place.kind not in _STATES and place.kind not in _AREAS)
    areas = _spots((place, mention) for place, mention in known if place.kind in _AREAS)
    if not points and not areas:
        areas = _spots((place, mention) for place, mention in around if place.kind in _AREAS)
        points = tuple(replace(spot, loose=True) for spot in _spots((place, mention) for place, mention in around if place.kind == "settlement"))
    attackers = [actor.name for actor in claim.actors if actor.role == "attacker" and names_side(actor.name, vocabulary)]
    when = claim.when
    return Traits(
        witness=witness,
        points=points,
        areas=areas,
        countries=frozenset(place.country for place, _ in known if place.country),
        unresolved=unresolved,
        names=unresolved.union(*(spot.names for spot in points + areas)),
        days=(when.start, when.end or when.start) if when and when.start else None,
        published=witness.report.published_at,
        attackers=frozenset(stem for name in attackers for stem in stems(name, vocabulary)),
        weapon=claim.weapon.code if claim.weapon else None,
        target=claim.target.cls,
        labels=_content_words(claim.target.labels, vocabulary),
        numbers={(item.unit, item.of): (item.min, item.max) for item in claim.quantities},
        shingles=shingles(witness.quote, SHINGLE),
        further=_FURTHER.search(witness.quote) is not None,
        things=_things(claim, points + areas, vocabulary),
        hours=hours_of(witness.quote, when.text if when else "", vocabulary.hours),
    )


def _things(claim: Claim, spots: Iterable[Spot], vocabulary: Vocabulary) -> Things:
    towns: list[str] = []
    sites: list[str] = []
    for spot in spots:
        (sites if spot.place.kind == "installation" else towns).extend(sorted(spot.names))
    return things_of(claim.target.labels, claim.target.cls, towns, sites, vocabulary.things)


def shingles(text: str, length: int) -> frozenset[str]:
    """Every run of ``length`` words, case folded; a shorter text is one run."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))) if words else frozenset()


def _spots(found: Iterable[tuple[Place, Mention]]) -> tuple[Spot, ...]:
    spots: dict[str, Spot] = {}
    for place, mention in found:
        location = mention.toponym.location
        area = location.geometry if location and location.geometry.type in ("Polygon", "MultiPolygon") else None
        names = frozenset({_fold(place.name), _fold(mention.toponym.surface)})
        spots.setdefault(place.id, Spot(place, names, bool(mention.toponym.relation), area))
    return tuple(spots[place_id] for place_id in sorted(spots))


def _fold(surface: str) -> str:
    return " ".join(re.findall(r"\w+", surface.casefold()))


_FILLER = frozenset({"the", "of", "and", "for", "in", "on", "at", "its", "his", "their", "near", "with", "from", "people", "targets", "area"})


def _content_words(labels: tuple[str, ...], vocabulary: Vocabulary) -> frozenset[str]:
    """The telling words of the labels, cut so that singular and plural meet; names of parties tell who was hit, not what."""
    words = re.findall(r"[^\W\d_]{3,}", " ".join(labels).casefold())
    return frozenset(word[:6].rstrip("s") for word in words if word not in _FILLER and word not in vocabulary.parties)
