"""Tables and GeoJSON of places, p-code tables among them → place records, by a mapping of columns.

A mapping leads from ``id``, ``name``, ``names``, ``lat``, ``lon``, ``country``, ``admin1``, ``kind``, ``population`` to column names
(``names`` to several, parted by ``|``). What it leaves out is looked for under the names usual in OCHA's common operational data sets
and elsewhere.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import orjson
from shapely.errors import GEOSException
from shapely.geometry import mapping as as_geojson
from shapely.geometry import shape

from app.errors import BadInput
from app.geocode.importers.provinces import Provinces
from app.geocode.rows import Record
from app.model.codes import AREA_KINDS, PlaceKind

_USUAL = {
    "id": ("pcode", "adm4_pcode", "admin4pcode", "adm3_pcode", "admin3pcode", "adm2_pcode", "admin2pcode", "geonameid", "id", "fid"),
    "name": ("name", "name_en", "nameen", "name_en_ppl", "nameen_ppl", "featurename_en", "featurename", "adm4_en", "admin4name_en", "adm3_en",
             "admin3name_en", "adm2_en", "admin2name_en", "village", "place", "town", "toponym"),
    "names": ("name_ar", "namear", "namear_ppl", "featurename_ar", "adm4_ar", "adm3_ar", "admin3name_ar", "adm2_ar", "admin2name_ar", "alt_names",
              "alternate_names", "alternatenames", "name_alt", "asciiname", "name_local"),
    "lat": ("lat", "latitude", "latitudedd", "latitude_dd", "y", "point_y", "lat_dd"),
    "lon": ("lon", "lng", "long", "longitude", "longitudedd", "longitude_dd", "x", "point_x", "long_dd"),
    "country": ("country", "country_code", "countrycode", "iso2", "iso_a2", "adm0_en", "admin0name_en", "adm0_pcode", "admin0pcode"),
    "admin1": ("admin1", "adm1_en", "admin1name_en", "admin1name", "province", "governorate", "state", "region"),
    "kind": ("kind", "type", "feature_type", "place_type"),
    "population": ("population", "pop"),
}  # fmt: skip
_KINDS = frozenset(get_args(PlaceKind))
_KIND_WORDS = {
    "city": "settlement", "town": "settlement", "village": "settlement", "hamlet": "settlement", "locality": "settlement", "ppl": "settlement",
    "suburb": "neighbourhood", "quarter": "neighbourhood", "neighborhood": "neighbourhood", "airport": "airfield", "airbase": "airfield",
    "camp": "installation", "dam": "installation", "base": "installation", "county": "district", "municipality": "district",
    "governorate": "province",    "state": "province", "lake": "sea",
}  # fmt: skip


def read_csv(path: Path, name: str, provinces: Provinces, mapping: Mapping[str, str] | None = None, country: str | None = None) -> Iterator[Record]:
    """Read a comma, semicolon or tab separated table with a header. Raises ``BadInput`` when names or coordinates have no column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            delimiter = max(",;\t", key=head.count)
            rows = csv.DictReader(lines, delimiter=delimiter)
            columns = _columns(rows.fieldnames or (), mapping)
            missing = [field for field in ("name", "lat", "lon") if field not in columns]
            if missing:
                raise BadInput(f"{path.name} has no column for {', '.join(missing)}; say which with a mapping.")
            for row in rows:
                if record := _record(row, columns, name, provinces, country, None):
                    yield record
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path.name} is not a UTF-8 table: {error}") from error


def read_geojson(
    path: Path, name: str, provinces: Provinces, mapping: Mapping[str, str] | None = None, country: str | None = None
) -> Iterator[Record]:
    """Read a GeoJSON FeatureCollection, or one Feature a line. Raises ``BadInput`` when it is neither."""
    for feature in _features(path):
        properties, geometry = feature.get("properties") or {}, feature.get("geometry")
        if not isinstance(properties, dict) or not isinstance(geometry, dict):
            continue
        properties = {**properties, "id": feature.get("id", properties.get("id"))}
        columns = _columns(properties, mapping)
        if "name" in columns and (record := _record(properties, columns, name, provinces, country, geometry)):
            yield record


def _features(path: Path) -> Iterator[dict[str, Any]]:
    try:
        if path.suffix.lower() in (".geojsonl", ".geojsons", ".ndjson", ".jsonl"):
            with path.open("rb") as lines:
                yield from (orjson.loads(line.strip(b"\x1e\r\n ")) for line in lines if line.strip())
            return
        whole = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise BadInput(f"{path.name} is not JSON: {error}") from error
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list):
        raise BadInput(f"{path.name} is not a GeoJSON FeatureCollection.")
    yield from (feature for feature in features if isinstance(feature, dict))


def _columns(present: Iterable[str], mapping: Mapping[str, str] | None) -> dict[str, list[str]]:
    """Return the columns of each field: those of the mapping, else those that usually hold it."""
    known = {column.lower().strip(): column for column in present}
    found: dict[str, list[str]] = {}
    for field, usual in _USUAL.items():
        if mapping and mapping.get(field):
            found[field] = [known[name.lower().strip()] for name in mapping[field].split("|") if name.lower().strip() in known]
        else:
            hits = [known[name] for name in usual if name in known]
            found[field] = hits if field == "names" else hits[:1]
    return {field: columns for field, columns in found.items() if columns}


def _record(
    row: Mapping[str, Any], columns: Mapping[str, list[str]], source: str, provinces: Provinces, country: str | None, geometry: dict[str, Any] | None
) -> Record | None:
    def cell(field: str) -> str:
        return str(row.get(columns[field][0]) or "").strip() if field in columns else ""

    title = cell("name")
    where = _where(cell("lat"), cell("lon"), geometry)
    if not title or where is None:
        return None
    lat, lon, outline = where
    code = provinces.country(cell("country")[:2] if "pcode" in "".join(columns.get("country", [])).lower() else cell("country")) or country
    kind = _kind(cell("kind"), outline is not None)
    others = {part.strip() for column in columns.get("names", ()) for part in str(row.get(column) or "").split("|") if part.strip()} - {title}
    known = cell("id") or hashlib.sha256(f"{title}\0{lat}\0{lon}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    record: Record = {
        "id": f"{source}:{known}",
        "name": title,
        "names": [(other, "") for other in sorted(others)],
        "kind": kind,
        "country": code,
        "admin1": provinces.by_name(code, cell("admin1")) if kind != "province" else None,
        "population": int(float(cell("population"))) if cell("population").replace(".", "", 1).isdigit() else 0,
        "lat": lat,
        "lon": lon,
    }
    return {**record, "geometry": outline} if outline is not None else record


def _kind(said: str, area: bool) -> str:
    word = said.lower()
    kind = word if word in _KINDS else _KIND_WORDS.get(word, "region" if area else "settlement")
    return "settlement" if kind in AREA_KINDS and not area and word not in _KINDS else kind


def _where(lat: str, lon: str, geometry: dict[str, Any] | None) -> tuple[float, float, dict[str, Any] | None] | None:
    """Return the point of a row and, for an area, its outline; None when there is none."""
    try:
        if geometry is None:
            point, outline = (float(lat.replace(",", ".")), float(lon.replace(",", "."))), None
        else:
            found = shape(geometry)
            area = found.geom_type in ("Polygon", "MultiPolygon")
            if area and not found.is_valid:
                found = found.buffer(0)
            inside = found.representative_point() if area else found.centroid
            point, outline = (round(inside.y, 5), round(inside.x, 5)), as_geojson(found) if area else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, GEOSException):
        return None
    return (*point, outline) if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 else None
