"""What a page costs in ten times the data: ``python -m tests.bench.bench_growth [POINTS] [DIRECTORY]``; budget: at most 1.5 times.

Two data sets of the same kind, the second ten times the first, are imported as ``strikemap import --preset points`` would; then the same
kinds of questions are asked of both, every one of them once (nothing remembered helps), in turn, each with its exact count.
"""

import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from app.features.columns import COLUMNS
from app.ingest.mapping import preset
from app.model.query import And, Compare, Query
from app.service.importing import import_file
from app.store import cursor
from app.store.sqlite import SqliteStore
from tests.bench.synthetic import DAYS, FIRST

QUESTIONS = 200
PAGES = {10: (2.5, 4.0), 100: (8.0, 12.0)}
"""Features of a page, as where none is asked for and as GIS clients ask, with the sides of boxes in degrees at which both data sets fill it, so
that the same work is compared."""

COUNTRIES = ("SY", "IQ", "UA", "YE", "PS", "LB")
VALUES = {
    "weapon": ("air_strike", "artillery", "drone_strike", "cruise_missile", "rocket", None),
    "target_class": ("medical", "school", "market", "residential", "military", "power", None),
    "attacker": ("North", "South", "East", "West", "Unknown", None),
    "where_prec": (1, 2),
    "killed_min": (0, 1, 3, None),
}


def write_points(path: Path, count: int, seed: int = 1) -> None:
    """A file of points around two thousand towns of very different sizes, over ten years."""
    chance = random.Random(seed)
    towns = [(f"Town {n}", f"Province {n % 30}", COUNTRIES[n % 6], chance.uniform(30, 48), chance.uniform(30, 50)) for n in range(2_000)]
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "date", "lon", "lat", "place_name", "admin1", "country", *VALUES, "notes"])
        for number in range(count):
            large = min(int(chance.paretovariate(0.7)) - 1, len(towns) - 1)
            town, province, country, lon, lat = towns[large] if chance.random() < 0.3 else chance.choice(towns)
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            position = (round(lon + chance.gauss(0, 0.1), 5), round(lat + chance.gauss(0, 0.1), 5))
            note = f"Aircraft struck {town} in {province}; {chance.randrange(50)} buildings near the road were hit, residents said (report {number})."
            rows.writerow([number, day, *position, town, province, country, *(chance.choice(values) for values in VALUES.values()), note])


def questions(chance: random.Random, limit: int) -> dict[str, Callable[[], Query]]:
    """The kinds of questions for pages of a size, each made anew with every call."""

    def id_page() -> Query:
        return Query("reported-targets", limit=limit)

    def box_and_month() -> Query:
        side = chance.uniform(*PAGES[limit])
        west, south = chance.uniform(30, 48 - side), chance.uniform(30, 50 - side)
        start = FIRST + timedelta(days=chance.randrange(DAYS))
        month = (start.replace(day=1), (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        return Query("reported-targets", bbox=(west, south, west + side, south + side), interval=month, limit=limit)

    def three_attributes() -> Query:
        columns = chance.sample(["weapon", "target_class", "attacker", "where_prec", "country"], 3)
        asked = tuple(Compare(name, "=", chance.choice([one for one in VALUES.get(name, COUNTRIES) if one is not None])) for name in columns)
        return Query("reported-targets", filter=And(asked), limit=limit)

    def deep_page() -> Query:
        return Query("reported-targets", after=cursor.encode((f"{chance.getrandbits(80):020x}-claim-target",)), limit=limit)

    return {"id page": id_page, "bbox + month": box_and_month, "three ANDed attributes": three_attributes, "deep page": deep_page}


def imported(directory: Path, count: int) -> SqliteStore:
    """A store with that many points, made once for a directory; tells what the import took."""
    path = directory / f"points-{count}.sqlite"
    new = not path.exists()
    store = SqliteStore(path, COLUMNS)
    if new:
        file = directory / f"points-{count}.csv"
        write_points(file, count)
        begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        import_file(store, file, preset("points"), name="points", visibility="public")
        wall = time.perf_counter() - begun
        own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = own.ru_utime + own.ru_stime - used.ru_utime - used.ru_stime
        print(
            f"{count:,} rows imported in {wall:.1f} s: {busy:.1f} s of CPU to write, {others.ru_utime + others.ru_stime:.1f} s to read in all; "
            f"{own.ru_maxrss // 1024} MB at most, file of {path.stat().st_size // 2**20} MB"
        )
    return store


def _compare(kind: str, stores: tuple[SqliteStore, SqliteStore], asked: Sequence[Query]) -> None:
    """Ask both stores in turn, and print what each took."""
    times: tuple[list[float], list[float]] = ([], [])
    matched = [0, 0]
    for query in asked:
        for which, store in enumerate(stores):
            begun = time.perf_counter()
            page = store.page(query)
            times[which].append(1_000 * (time.perf_counter() - begun))
            matched[which] += page.matched
    few, many = (statistics.median(one) for one in times)
    late = [statistics.quantiles(one, n=20)[-1] for one in times]
    print(
        f"{kind:24} {few:7.2f} ms → {many:7.2f} ms, ratio {many / few:5.2f} (95 %: {late[0]:.1f} → {late[1]:.1f} ms); "
        f"{matched[0] / QUESTIONS:,.0f} → {matched[1] / QUESTIONS:,.0f} match"
    )


def main(points: int, directory: Path) -> None:
    """Measure and print."""
    stores = (imported(directory, points // 10), imported(directory, points))
    for limit in PAGES:
        print(f"pages of {limit}")
        for kind in questions(random.Random(0), limit):
            _compare(kind, stores, [questions(random.Random(seed), limit)[kind]() for seed in range(QUESTIONS)])
    for store in stores:
        store.close()


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(wanted, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(wanted, Path(made))
