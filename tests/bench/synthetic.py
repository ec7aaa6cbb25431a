"""Synthetic marks over Syria and its neighbours, for measuring: as many as wanted, always the same."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app.features.columns import COLUMNS
from app.model.feature import Feature, Scalar
from app.model.geometry import Geometry
from app.model.report import Report
from app.store.sqlite import SqliteStore

FIRST = date(2015, 1, 1)
DAYS = 3_650
_CLAIMANTS = ("Ministry of Defence", "Observatory", "Agency", "reports", "Central Command")
_WEAPONS = ("air_strike", "artillery", "drone_strike", "cruise_missile", None)


def marks(count: int, seed: int = 1) -> Iterator[Feature]:
    """That many reported targets, clustered around two hundred towns, with days over ten years."""
    chance = random.Random(seed)
    towns = [(f"Town {number}", chance.uniform(33, 48), chance.uniform(30, 38)) for number in range(200)]
    for number in range(count):
        town, longitude, latitude = chance.choice(towns)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        given: dict[str, Scalar] = {
            "id": f"{number:08}:reported_target",
            "claim_id": f"{number:08}",
            "report_id": f"r{number // 10}",
            "role": "reported_target",
            "link": "stated",
            "place_name": town,
            "place_kind": "settlement",
            "country": "SY",
            "where_prec": chance.randint(1, 2),
            "geo_precision": 1,
            "uncertainty_m": 2_000.0,
            "claimant": chance.choice(_CLAIMANTS),
            "claimant_kind": "monitor",
            "verb": "said",
            "quote": f"Aircraft struck {town} on {day:%A}, the ministry said in a statement, and several buildings were hit.",
            "weapon": chance.choice(_WEAPONS),
            "date_start": day.isoformat(),
            "date_end": day.isoformat(),
            "date_prec": 1,
            "status": "declared",
            "review_state": "machine",
            "publisher": "Synthetic",
        }
        properties = {column.name: given.get(column.name) for column in COLUMNS["reported-targets"]}
        point = Geometry.point(round(longitude + chance.gauss(0, 0.1), 5), round(latitude + chance.gauss(0, 0.1), 5))
        yield Feature(str(given["id"]), "reported-targets", str(given["report_id"]), point, properties, day, day)


def points_file(path: Path, count: int) -> Path:
    """The same marks as a CSV of plain points (``--preset points``); one in fifty without a day."""
    chance = random.Random(2)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "date", "lon", "lat", "weapon", "country", "place_name", "text", "attacker", "target_class"))
        for mark in marks(count):
            told, (lon, lat) = mark.properties, mark.geometry.coordinates if mark.geometry else (0.0, 0.0)
            day = told["date_start"] if chance.random() > 0.02 else ""
            who, what = chance.choice(("North Army", "South Army", "Hill Group", "")), chance.choice(("military", "residential", "oil", "port", ""))
            rows.writerow((mark.id, day, lon, lat, told["weapon"] or "", "SY", told["place_name"], told["quote"], who, what))
    return path


def filled_store(directory: Path, count: int) -> SqliteStore:
    """A store with that many marks; made once for a directory."""
    path = directory / f"synthetic-{count}.sqlite"
    new = not path.exists()
    store = SqliteStore(path, COLUMNS)
    if new:
        record = {"status": "ok", "is_strike_report": True, "toponyms": [], "claims": [], "disputes": [], "not_on_map": []}
        store.save(Report(id="synthetic", text="Synthetic."), record, marks(count))
    return store
