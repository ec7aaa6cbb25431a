"""GeoNames dumps (a country's or allCountries, .zip or .txt, with alternateNamesV2 where given) → place records.

Format: the readme.txt of the GeoNames export: 19 tab-separated columns, UTF-8, no header.
"""

import io
import sqlite3
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.errors import BadInput
from app.geocode.importers.provinces import Provinces
from app.geocode.rows import Record

LICENCE, ATTRIBUTION = "CC-BY-4.0", "© GeoNames (geonames.org), CC BY 4.0"
_COLUMNS = 19
_BATCH = 500
_NOT_NAMES = frozenset({"post", "link", "wkdt", "unlc", "phon", "piny"})
_CODES: dict[str, str | None] = {
    "ADM1": "province", "ADM2": "district", "ADM3": "district", "ADM4": "district", "ADM5": "district", "ADMD": "district",
    "PCLI": None, "PCLD": None, "PCLS": None, "PCLF": None, "PCLIX": None, "PCL": None, "TERR": "region", "ZN": "region",
    "PPLX": "neighbourhood", "PPLH": None, "PPLCH": None, "AIRP": "airfield", "AIRF": "airfield", "AIRB": "airfield", "AIRH": "airfield",
    "AIRQ": "airfield", "SEA": "sea", "OCN": "sea", "GULF": "sea", "BAY": "sea", "STRT": "sea", "CHN": "sea", "LK": "sea", "RSV": "sea",
    "CONT": None, "RGN": "region", "AREA": "region", "MILB": "installation", "INDS": "installation", "OILF": "installation",
    "GASF": "installation", "PRT": "installation", "RESN": "region", "LCTY": "settlement", "ISL": "region", "ISLS": "region", "PEN": "region",
    "DSRT": "region", "MTS": "region", "MT": "region", "VAL": "region", "PLN": "region",
}  # fmt: skip
_CLASSES: dict[str, str | None] = {
    "P": "settlement",
    "A": "district",
    "H": None,
    "L": "region",
    "R": None,
    "S": "installation",
    "T": "region",
    "U": None,
    "V": "region",
}


def kind_of(feature_class: str, feature_code: str) -> str | None:
    """Return the place kind of a GeoNames feature class and code; None for what the gazetteer does not hold (countries, streams, roads)."""
    return _CODES[feature_code] if feature_code in _CODES else _CLASSES.get(feature_class)


def read_geonames(path: Path, provinces: Provinces, alternates: Path | None = None) -> Iterator[Record]:
    """Read a dump row by row in flat memory. Raises ``BadInput`` when it is none, ``OSError`` when it cannot be read."""
    if alternates is None:
        for line in _lines(path):
            if record := _record(line, provinces, ()):
                yield record
        return
    with _Alternates(path, alternates) as further:
        rows = _lines(path)
        while batch := list(islice(rows, _BATCH)):
            names = further.of([int(line.partition("\t")[0]) for line in batch])
            for line in batch:
                if record := _record(line, provinces, names.get(int(line.partition("\t")[0]), ())):
                    yield record


def _lines(path: Path) -> Iterator[str]:
    """Yield the rows of a text file, or of the dump inside a zip (never its readme)."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from _checked(path, lines)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            inner = max((info for info in archive.infolist() if info.filename.endswith(".txt")), key=lambda info: info.file_size, default=None)
            if inner is None:
                raise BadInput(f"{path.name} holds no .txt file.")
            with archive.open(inner) as raw:
                yield from _checked(path, io.TextIOWrapper(raw, encoding="utf-8", newline="\n"))
    except zipfile.BadZipFile as error:
        raise BadInput(f"{path.name} is not a zip file.") from error


def _checked(path: Path, lines: Iterator[str] | io.TextIOBase) -> Iterator[str]:
    try:
        for number, line in enumerate(lines):
            if number == 0 and not line.partition("\t")[0].isdigit():
                raise BadInput(f"{path.name} is not a GeoNames dump: its first row does not begin with a number.")
            if line.partition("\t")[0].isdigit():
                yield line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name} is not UTF-8 text.") from error


def _record(line: str, provinces: Provinces, further: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> Record | None:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        return None
    kind = kind_of(cells[6], cells[7])
    try:
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError:
        return None
    if kind is None or not cells[1] or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    names = {(name.strip(), "") for name in (cells[2], *cells[3].split(",")) if name.strip()} | set(further)
    country = cells[8] or None
    return {
        "id": f"geonames:{cells[0]}",
        "name": cells[1],
        "names": sorted(name for name in names if name[0] != cells[1]),
        "kind": kind,
        "country": country,
        "admin1": provinces.by_code("geonames", f"{country}.{cells[10]}") if country and cells[10] and kind != "province" else None,
        "population": population,
        "lat": lat,
        "lon": lon,
    }


class _Alternates:
    """The names of alternateNamesV2 that belong to the places of a dump, in a temporary file, so that memory stays flat."""

    def __init__(self, path: Path, alternates: Path) -> None:
        self._path, self._alternates = path, alternates
        self._db = sqlite3.connect("")

    def __enter__(self) -> "_Alternates":
        wanted = array("q", sorted(int(line.partition("\t")[0]) for line in _lines(self._path)))
        self._db.execute("CREATE TABLE alternate (id INTEGER, name TEXT, lang TEXT)")
        self._db.executemany("INSERT INTO alternate VALUES (?,?,?)", self._names(wanted))
        self._db.execute("CREATE INDEX by_id ON alternate (id)")
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _names(self, wanted: "array[int]") -> Iterator[tuple[int, str, str]]:
        for line in _lines(self._alternates):
            cells = line.split("\t")
            if len(cells) < 4 or cells[2] in _NOT_NAMES or not cells[1].isdigit():
                continue
            place = int(cells[1])
            at = bisect_left(wanted, place)
            if at < len(wanted) and wanted[at] == place and cells[3]:
                yield place, cells[3], cells[2] if len(cells[2]) <= 3 else ""

    def of(self, places: list[int]) -> dict[int, list[tuple[str, str]]]:
        """Return the names of these places."""
        found: dict[int, list[tuple[str, str]]] = {}
        marks = ",".join("?" * len(places))
        for place, name, lang in self._db.execute(f"SELECT id, name, lang FROM alternate WHERE id IN ({marks})", places):  # noqa: S608
            found.setdefault(place, []).append((name, lang))
        return found
