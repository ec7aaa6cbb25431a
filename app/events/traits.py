"""What matching looks at in a claim, taken once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.events.parties import Vocabulary, names_side, stems
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
    words set it off from a strike told before.
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

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.witness.claim

    @property
    def exact(self) -> bool:
        """Whether it gives one day."""
        return self.days is not None and self.days[0] == self.days[1]

    @property
    def wide(self) -> bool:
        """Whether its days say little: more than a week."""
        return self.days is not None and (self.days[1] - self.days[0]).days >= _WIDE_DAYS

    @property
    def placed(self) -> bool:
        """Whether it names a target below a country, known or not."""
        return bool(self.points or self.areas or self.unresolved)


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
    )


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
