"""Reports, places and claims made by hand: what geocoding and extraction would hand over."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.model.claim import Actor, Attribution, Claim, Claimant, Evidence, Mention, Quantity, Target, Weapon, When, claim_id
from app.model.codes import Link, PlaceKind, Role
from app.model.feature import Feature
from app.model.geometry import Geometry
from app.model.place import Location, Place, Toponym
from app.model.reading import Reading
from app.model.report import Report, report_id

EVIDENCE = Evidence("made", "test", 1.0)


def report(text: str = "Jets hit Aldan on Friday, residents said.", **known: object) -> Report:
    return replace(Report(report_id(text), text, publisher="The Daily Test", published_at=date(2015, 11, 20)), **known)  # type: ignore[arg-type]


def place(name: str, kind: PlaceKind = "settlement", lon: float = 40.0, lat: float = 35.0, **more: object) -> Place:
    made = Place(f"test:{name.lower().replace(' ', '-')}", name, kind, "SY", "Test province", lat, lon, source="test")
    return replace(made, **more)  # type: ignore[arg-type]


def square(lon: float, lat: float, half: float = 0.5) -> Geometry:
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    return Geometry("Polygon", (((west, south), (west, north), (east, north), (east, south), (west, south)),))


def toponym(where: Place | None, surface: str | None = None, **more: object) -> Toponym:
    name = surface or (where.name if where else "Nowhere")
    location = None
    if where and where.kind in ("province", "sea", "region", "district"):
        location = Location(square(where.lon, where.lat), where.lat, where.lon, 7 if where.kind == "sea" else 4, 50_000.0)
    elif where and where.kind not in ("country", "continent"):
        location = Location(Geometry.point(where.lon, where.lat), where.lat, where.lon, 1, 2_000.0)
    made = Toponym(0, len(name), name, where.kind if where else None, where, location, 0.9 if where else 0.0, "made by hand")
    return replace(made, **more)  # type: ignore[arg-type]


def mention(where: Place | None, role: Role = "reported_target", link: Link = "stated", **more: object) -> Mention:
    return Mention(toponym(where, **more), role, link)


def claim(source: Report, quote: str | None = None, mentions: Iterable[Mention] = (), **more: object) -> Claim:
    words = quote or source.text
    start = source.text.index(words)
    made = Claim(
        id=claim_id(source.id, words),
        report_id=source.id,
        spans=((start, start + len(words)),),
        claimant=Claimant("residents", "unattributed"),
        attribution=Attribution("said", "indirect"),
        modality="asserted",
        evidence=EVIDENCE,
        actors=(Actor("Russia"),),
        weapon=Weapon("air_strike", "air strikes"),
        target=Target((), None),
        when=When(date(2015, 11, 20), date(2015, 11, 20), 1, "on Friday"),
        mentions=tuple(mentions),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def reading(source: Report, claims: Sequence[Claim]) -> Reading:
    toponyms = tuple(one.toponym for made in claims for one in made.mentions)
    return Reading(source, "ok" if claims else "no_strike", bool(claims), toponyms, tuple(claims))


def by_collection(features: Iterable[Feature], collection: str) -> list[Feature]:
    return [feature for feature in features if feature.collection == collection]


def killed(number: int, **more: object) -> Quantity:
    return replace(Quantity("killed", number, number, "exactly", str(number)), **more)  # type: ignore[arg-type]
