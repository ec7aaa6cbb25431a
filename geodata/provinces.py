"""First-level provinces of the world as places: Natural Earth's units, joined up where GeoNames counts coarser."""

import csv
import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geodata import names
from geodata.canonical import Place
from geodata.crosswalk import Crosswalk
from geodata.units import Unit, geojson, inside_point, polygons

LANGUAGES = {"zht": "zh-Hant"}
REGION_SHARE = 0.6
PLAIN_FIELDS = ("name", "name_local", "gn_name", "gns_name", "woe_name")


@dataclass(frozen=True, slots=True)
class Provinces:
    """``places``: every unit and union. ``of_code``: (country, code) to the ids it may be, one where the join by code is plain.
    ``areas``: id to outline, of all. ``first_level``: the ids a settlement may be filed under."""

    places: list[Place]
    of_code: dict[tuple[str, str], list[str]]
    areas: dict[str, BaseGeometry]
    first_level: frozenset[str]
    country_areas: dict[str, list[BaseGeometry]]


def read_unions(path: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Read ``code,name,names`` (names divided by ``|``): how to call a first-level unit that is several of Natural Earth's."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {
            (row["code"].partition(".")[0], row["code"].partition(".")[2]): (row["name"], [n for n in row["names"].split("|") if n])
            for row in csv.DictReader(rows)
        }


def provinces(units: Sequence[Unit], walk: Crosswalk, unions: dict[tuple[str, str], tuple[str, list[str]]]) -> Provinces:
    """Make the places and the table by which settlements are joined to them."""
    places = {unit.id: _place(unit) for unit in units}
    _drop_foreign_names(places)
    areas = {unit.id: unit.geometry for unit in units}
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.id in walk.code_of and "kind" not in unit.correction:
            groups[walk.code_of[unit.id]].append(unit)
    of_code = _join_up(groups, unions, places, areas)
    for key, unit_id in walk.by_vote.items():
        province = places[unit_id].get("admin1", unit_id)
        if places[province]["kind"] == "province":
            of_code.setdefault(key, [province])
    wishes = {unit.id: _wish(unit) for unit in units}
    for place_id, place in places.items():
        place["lon"], place["lat"] = inside_point(areas[place_id], wishes.get(place_id))
        place["geometry"] = geojson(areas[place_id])
    first = frozenset(place_id for place_id, place in places.items() if place["kind"] == "province")
    by_country: dict[str, list[BaseGeometry]] = defaultdict(list)
    for unit in units:
        by_country[unit.country].append(unit.geometry)
    return Provinces(list(places.values()), of_code, areas, first, by_country)


def _wish(unit: Unit) -> tuple[float, float] | None:
    """Read the conventional point (lon, lat) of a unit, written ``lat lon``."""
    if "point" not in unit.correction:
        return None
    lat, lon = unit.correction["point"].split()
    return float(lon), float(lat)


def _join_up(
    groups: dict[tuple[str, str], list[Unit]],
    unions: dict[tuple[str, str], tuple[str, list[str]]],
    places: dict[str, Place],
    areas: dict[str, BaseGeometry],
) -> dict[tuple[str, str], list[str]]:
    """Make one province of the units with one code, where it has a name; its parts become districts. Adds to places and areas."""
    of_code: dict[tuple[str, str], list[str]] = {}
    titles = _region_titles(groups)
    for key, members in groups.items():
        whole = _whole(key, members, unions, titles)
        of_code[key] = [unit.id for unit in members] if whole is None else [whole[2]]
        if whole is not None:
            name, aliases, place_id = whole
            areas[place_id] = polygons(shapely.unary_union([unit.geometry for unit in members], grid_size=0.0001))
            if place_id not in places:
                places[place_id] = _union_place(place_id, key, name, aliases, members)
            for unit in members:
                if unit.id != place_id:
                    places[unit.id] |= {"kind": "district", "admin1": place_id}
        for place_id in of_code[key]:
            places[place_id]["codes"] = {"geonames": ".".join(key), **places[place_id].get("codes", {})}
    return of_code


def _place(unit: Unit) -> Place:
    source = unit.attributes
    english = source.get("name_en") if unit.correction.get("name") is None else unit.correction["name"]
    main = names.clean(english or source["name"]) if names.is_name(english or source["name"]) else names.clean(source["name"])
    candidates = [(str(source.get(field) or ""), "") for field in PLAIN_FIELDS]
    candidates += [(alias, "") for field in ("name_alt", "name") for alias in _pieces(str(source.get(field) or ""))]
    for key, value in source.items():
        code = key.removeprefix("name_")
        if key.startswith("name_") and code not in ("alt", "local", "len") and value and not (code == "en" and "name" in unit.correction):
            candidates.append((value, LANGUAGES.get(code, code)))
    if "names" in unit.correction:
        candidates = [(name, names.language(name)) for name in unit.correction["names"].split("|")]
    codes = {"iso": source["iso_3166_2"], "hasc": source["code_hasc"]}
    return {
        "id": unit.id,
        "name": main,
        "names": names.others(main, candidates),
        "kind": unit.correction.get("kind", "province"),
        "country": unit.country,
        "codes": {k: v for k, v in codes.items() if v and "~" not in v and not v.startswith("-")},
        "source_ref": f"Natural Earth {source['adm1_code']}" + (f", {source['type_en']}" if source.get("type_en") else ""),
    }


def _pieces(text: str) -> list[str]:
    """Divide ``Hasaka (Al Haksa)``, ``A|B`` and ``A, B`` into names."""
    return [piece for piece in text.replace("(", "|").replace(")", "|").replace(", ", "|").split("|") if piece]


def _drop_foreign_names(places: dict[str, Place]) -> None:
    """Take an alias that two provinces of a country share from the one that it resembles less: the source has rows that slipped."""
    owners: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places.values():
        for name in {names.bare(place["name"]), *(names.bare(name) for name, _ in place["names"])}:
            owners[place["country"], name].append(place)
    for (_, name), sharing in owners.items():
        if len(sharing) < 2:
            continue
        best = max(_likeness(name, place) for place in sharing)
        for place in sharing:
            if _likeness(name, place) < best or best < 0.5:
                place["names"] = [pair for pair in place["names"] if names.bare(pair[0]) != name]


def _likeness(name: str, place: Place) -> float:
    return difflib.SequenceMatcher(None, name, names.bare(place["name"])).ratio()


def _region_titles(groups: dict[tuple[str, str], list[Unit]]) -> dict[tuple[str, str], str]:
    """Name a union by what Natural Earth calls its region (or its part of the kingdom), if that names no other union of the country."""
    titles: dict[tuple[str, str], str] = {}
    for key, members in groups.items():
        regions = Counter(str(unit.attributes.get("region") or "") for unit in members)
        region, count = min(regions.items(), key=lambda item: (-item[1], item[0]))
        if region and count >= REGION_SHARE * len(members) and names.is_name(region):
            titles[key] = region
    shared = Counter((country, title) for (country, _), title in titles.items())
    return {key: title for key, title in titles.items() if shared[key[0], title] == 1}


def _whole(
    key: tuple[str, str], members: Sequence[Unit], unions: dict[tuple[str, str], tuple[str, list[str]]], titles: dict[tuple[str, str], str]
) -> tuple[str, list[str], str] | None:
    """Say what the units with one code are together: name, aliases and id; None if they are to stay side by side."""
    if len(members) == 1:
        return members[0].attributes["name"], [], members[0].id
    stated = [unit for unit in members if (unit.country, unit.geonames) == key]
    if key in unions:
        return *unions[key], f"naturalearth:{key[0]}-{key[1]}"
    if len(stated) == 1:
        return stated[0].attributes["name"], [], stated[0].id
    if key in titles:
        return titles[key], [], f"naturalearth:{key[0]}-{key[1]}"
    return None


def _union_place(place_id: str, key: tuple[str, str], name: str, aliases: Iterable[str], members: Sequence[Unit]) -> Place:
    regions = {str(unit.attributes.get("region") or "") for unit in members}
    candidates = [(alias, names.language(alias)) for alias in aliases]
    if len(regions) == 1:
        candidates += [(piece, "") for piece in _pieces(regions.pop())]
    return {
        "id": place_id,
        "name": name,
        "names": names.others(name, candidates),
        "kind": "province",
        "country": key[0],
        "codes": {},
        "source_ref": f"union of {len(members)} units of Natural Earth",
    }
