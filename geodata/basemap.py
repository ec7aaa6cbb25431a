"""The offline base map: a coarse world, and finer pieces of the regions that strike reports are about."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.canonical import Place, compact
from geodata.localnames import local_name

Label = list[Any]
"""``[kind, name, lon, lat, zoom, local, lang]``, as ``basemap/README.md`` says."""

WORLD_TOLERANCE = 0.19
PIECE_TOLERANCE = 0.025
BESIDE = 0.06
"""Degrees, about 6 km: within which two labels stand for one town."""
LOCAL = {
    **dict.fromkeys("SY IQ YE LB PS JO LY SD SA AE OM KW BH QA EG DZ TN MA MR DJ SO TD".split(), "ar"),
    **{"IR": "fa", "AF": "fa", "IL": "he", "UA": "uk", "RU": "ru", "BY": "ru", "KZ": "ru", "AM": "hy", "GE": "ka", "PK": "ur"},
    **{"MM": "my", "ET": "am", "GR": "el", "CY": "el", "CN": "zh", "TW": "zh", "JP": "ja", "KR": "ko", "KP": "ko", "TH": "th"},
}
"""The language of the second line of a label, by country."""

PROVINCE_COUNTRIES = frozenset("SY IQ YE LB PS JO IL LY SD SS IR TR UA RU BY GE AM AZ SA AF PK EG SO ET ML NE NG TD MM".split())
WORLD_PROVINCES = frozenset("SY IQ YE UA LY SD".split())
SEAS = {
    2.5: "caspian-sea black-sea mediterranean-sea red-sea persian-gulf arabian-sea indian-ocean north-atlantic south-atlantic",
    3.0: "north-pacific south-pacific southern-ocean arctic-ocean baltic-sea north-sea gulf-of-aden sea-of-japan south-china-sea",
    4.0: "bay-of-bengal barents-sea caribbean-sea gulf-of-mexico gulf-of-guinea philippine-sea yellow-sea aegean-sea adriatic-sea",
    5.5: "gulf-of-oman sea-of-azov sea-of-marmara gulf-of-suez gulf-of-aqaba gulf-of-sidra bab-al-mandab ionian-sea",
}
"""The seas that are named, by the zoom from which."""

LAKE = re.compile("^curated:(?:(?:xx|iq|ir)-lake-|il-dead-sea|il-sea-of-galilee)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A region drawn finer: its file is ``<name>.json``; bounds are west, south, east, north in degrees."""

    name: str
    bounds: tuple[float, float, float, float]
    towns: int


PIECES = (
    Piece("levant", (34.0, 29.0, 42.6, 37.6), 170),
    Piece("iraq", (38.5, 28.8, 49.0, 37.6), 120),
    Piece("arabia", (36.0, 11.5, 60.0, 29.5), 150),
    Piece("iran", (44.0, 25.0, 63.5, 40.0), 130),
    Piece("turkey", (25.5, 35.5, 45.0, 42.5), 110),
    Piece("ukraine", (21.5, 43.8, 41.5, 53.5), 200),
    Piece("caucasus", (38.5, 38.3, 51.0, 45.5), 120),
    Piece("libya", (8.5, 19.0, 26.0, 34.0), 80),
    Piece("egypt", (24.5, 21.5, 37.5, 32.0), 80),
    Piece("sudan", (21.5, 3.0, 39.0, 23.5), 110),
    Piece("horn", (33.0, -2.0, 52.0, 18.5), 100),
    Piece("sahel", (-13.0, 9.0, 24.5, 25.5), 130),
    Piece("afpak", (60.0, 23.5, 78.0, 39.0), 150),
    Piece("myanmar", (91.5, 9.5, 102.0, 28.6), 90),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the map is drawn from."""

    countries: Sequence[Place]
    provinces: Sequence[Place]
    seas: Sequence[Place]
    towns: Sequence[Place]


def files(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """Yield file names and contents: the world, the pieces and their index."""
    nations = _outlines(place for place in sources.countries if place["kind"] == "country" and place["id"] != "country:AQ")
    lakes = _outlines(place for place in sources.seas if place["id"] == "marine:caspian-sea" or LAKE.search(place["id"]))
    units = _outlines(place for place in sources.provinces if place["kind"] == "province" and place.get("country") in PROVINCE_COUNTRIES)
    yield "basemap.json", compact(_world(sources, nations, units, lakes))
    index = []
    for piece in PIECES:
        content = compact(_piece(piece, sources, nations, units, lakes))
        index.append({"file": f"{piece.name}.json", "bounds": list(piece.bounds), "zoom": 6})
        yield f"{piece.name}.json", content
    yield "index.json", compact(index)


def _outlines(places: Iterable[Place]) -> dict[str, BaseGeometry]:
    return {place["id"]: shapely.geometry.shape(place["geometry"]) for place in places}


def _world(sources: Sources, nations: Mapping[str, BaseGeometry], units: Mapping[str, BaseGeometry], lakes: Mapping[str, BaseGeometry]) -> Any:
    chosen = {place["id"] for place in sources.provinces if place.get("country") in WORLD_PROVINCES}
    inner = [outline for key, outline in units.items() if key in chosen]
    labels = [*_nation_labels(sources.countries), *_sea_labels(sources.seas), *_town_labels(sources.towns, 90, 4.0, None)]
    return _sheet(list(nations.values()), inner, list(lakes.values()), labels, WORLD_TOLERANCE, 0.08, 2)


def _piece(
    piece: Piece, sources: Sources, nations: Mapping[str, BaseGeometry], units: Mapping[str, BaseGeometry], lakes: Mapping[str, BaseGeometry]
) -> Any:
    frame = shapely.box(*piece.bounds)

    def cut(outlines: Mapping[str, BaseGeometry]) -> list[BaseGeometry]:
        return [shapely.make_valid(outline).intersection(frame) for outline in outlines.values() if outline.intersects(frame)]

    labels = [*_province_labels(sources.provinces, piece), *_town_labels(sources.towns, piece.towns, 6.0, piece)]
    sheet = _sheet(cut(nations), cut(units), cut(lakes), labels, PIECE_TOLERANCE, PIECE_TOLERANCE, 3)
    land = shapely.geometry.shape(sheet["land"]["features"][0]["geometry"])
    coast = land.boundary.difference(frame.boundary.buffer(0.002))
    return {**sheet, "coast": _features([_merged(coast)], 3)}


def _sheet(
    nations: list[BaseGeometry], units: list[BaseGeometry], lakes: list[BaseGeometry], labels: list[Label], coarse: float, fine: float, decimals: int
) -> dict[str, Any]:
    """Draw one file: land without inner lines, the lines between countries, those between provinces, lakes, names."""
    states = [shapely.set_precision(outline, 10.0**-decimals) for outline in shapely.coverage_simplify(nations, coarse)]
    land = shapely.union_all(states, grid_size=10.0**-decimals)
    kept = [part for part in shapely.get_parts(land) if part.area > coarse * coarse * 0.8]
    coast = shapely.union_all([shapely.LineString(ring.coords) for part in shapely.get_parts(land) for ring in (part.exterior, *part.interiors)])
    border = _lines(states, decimals).difference(coast.buffer(10.0**-decimals))
    simple = [shapely.set_precision(outline, 10.0**-decimals) for outline in shapely.coverage_simplify(units, fine)]
    outer = shapely.union_all([coast, border]).buffer(coarse / 3)
    inner = _lines(simple, decimals).difference(outer)
    return {
        "land": _features([shapely.MultiPolygon(kept)], decimals),
        "border": _features([_merged(border)], decimals),
        "province": _features([_merged(inner)], decimals),
        "water": _features([shapely.set_precision(lake.simplify(fine), 10.0**-decimals) for lake in lakes], decimals),
        "labels": labels,
    }


def _lines(outlines: list[BaseGeometry], decimals: int) -> BaseGeometry:
    return shapely.union_all([outline.boundary for outline in outlines if not outline.is_empty], grid_size=10.0**-decimals)


def _merged(lines: BaseGeometry) -> BaseGeometry:
    kept = [line for line in shapely.get_parts(shapely.line_merge(lines)) if line.geom_type == "LineString" and line.length > 0.02]
    return shapely.MultiLineString(sorted(kept, key=lambda line: (line.bounds, line.length)))


def _features(geometries: Iterable[BaseGeometry], decimals: int) -> dict[str, Any]:
    features = []
    for geometry in geometries:
        if not geometry.is_empty:
            mapping = shapely.geometry.mapping(shapely.normalize(geometry))
            shape = {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"], decimals)}
            features.append({"type": "Feature", "properties": {}, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def _rounded(value: Any, decimals: int) -> Any:
    return round(value, decimals) if isinstance(value, float) else [_rounded(item, decimals) for item in value]


def _label(kind: str, place: Place, zoom: float) -> Label:
    lang = LOCAL.get(place.get("country", ""), "")
    names = [(name, language) for name, language in place.get("names", ())]
    if kind == "town":
        local = local_name(place["name"], place["country"], lang, names) if lang else ""
    else:
        local = next((name for name, language in names if language == lang), "") if lang else ""
    label = [kind, place["name"], round(place["lon"], 3), round(place["lat"], 3), zoom]
    return [*label, local, lang] if local else label


def _nation_labels(countries: Iterable[Place]) -> list[Label]:
    sized = [(shapely.geometry.shape(place["geometry"]).area, place) for place in countries if place["kind"] == "country"]
    sized.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
    return [_label("country", place, _zoom(area)) for area, place in sized if area > 0.05 and place["id"] != "country:AQ"]


def _zoom(area: float) -> float:
    """Show a country from the zoom at which its name has room: area in square degrees."""
    return max(2.0, round(5.5 - math.log(max(area, 0.5), 4) / 1.2, 1))


def _sea_labels(seas: Iterable[Place]) -> list[Label]:
    known = {place["id"].removeprefix("marine:").removeprefix("curated:xx-"): place for place in seas}
    return [_label("sea", known[slug], zoom) for zoom, slugs in SEAS.items() for slug in slugs.split() if slug in known]


def _province_labels(provinces: Iterable[Place], piece: Piece) -> list[Label]:
    west, south, east, north = piece.bounds
    return [
        _label("province", place, 6.5)
        for place in sorted(provinces, key=lambda place: place["id"])
        if place["kind"] == "province" and place.get("country") in PROVINCE_COUNTRIES and west < place["lon"] < east and south < place["lat"] < north
    ]


def _town_labels(towns: Iterable[Place], most: int, first_zoom: float, piece: Piece | None) -> list[Label]:
    """Name the biggest towns, biggest first, the smaller the later; in a piece only those of its frame."""
    west, south, east, north = piece.bounds if piece else (-180.0, -90.0, 180.0, 90.0)
    inside = [town for town in towns if west < town["lon"] < east and south < town["lat"] < north and town.get("population", 0) > 0]
    inside.sort(key=lambda town: (-town["population"], town["id"]))
    known = [town for town in inside[: 2 * most] if not any(_outshines(other, town) for other in inside[: 2 * most])]
    return [_label("town", town, first_zoom + round(2.5 * rank / most, 1)) for rank, town in enumerate(known[:most])]


def _outshines(other: Place, town: Place) -> bool:
    """Tell whether a town is a part, or a double, of one beside it that is large too and that the world has more names for."""
    apart = abs(other["lat"] - town["lat"]) > BESIDE or abs(other["lon"] - town["lon"]) > BESIDE or other.get("country") != town.get("country")
    return not apart and other["population"] * 3 > town["population"] and len(other.get("names", ())) > 2 * len(town.get("names", ()))
