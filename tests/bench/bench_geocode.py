"""How fast the geocode floor answers: names a CPU-second, milliseconds a report, seconds to build, megabytes held.

Run as ``python -m tests.bench.bench_geocode``; prints one line a figure. The budgets are in docs/architecture.md.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.geocode.answer import NameGeocoder
from app.geocode.build import build_gazetteer
from app.geocode.geocoder import ContextGeocoder
from app.geocode.names import fold
from app.geocode.open import open_gazetteer
from app.main import geodata_directory
from app.model.report import Report
from app.settings import Settings
from tests.bench.dump import write_dump

PARAGRAPH = (
    "BEIRUT (AP) - Warplanes struck the town of Kafr Zita in Hama province and villages near Jisr al-Shughur on Tuesday, a monitor said. "
    "Missiles fired from the Caspian Sea hit Raqqa, Idlib and Aleppo provinces, Moscow said. A convoy was hit 20 km south-east of Palmyra. "
    "In Kharkiv, Ukraine, a drone damaged a substation; officials in Kyiv blamed Russian forces in Belgorod. "
)
WORDS = 600
_ADD = """
import os, sys, time
os.environ["STRIKEMAP_DATA_DIR"] = sys.argv[2]
from app.cli import app
app(["gazetteer", "add", sys.argv[1]], standalone_mode=False)
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time(), most.split()[1])
"""


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def import_cost(rows: int) -> tuple[float, float]:
    """Return the CPU seconds and the most megabytes that ``strikemap gazetteer add`` of a made-up dump takes, in a process of its own (Linux)."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "made-up.txt"
        write_dump(dump, rows)
        found = subprocess.run([sys.executable, "-c", _ADD, str(dump), folder], check=True, capture_output=True, text=True)
    spent, resident = found.stdout.splitlines()[-1].split()
    return float(spent), float(resident) / 1024


def main() -> None:
    """Measure and print."""
    cache = Settings.from_environment().cache_dir
    open_gazetteer(geodata_directory(), cache).close()
    start = time.perf_counter()
    gazetteer = open_gazetteer(geodata_directory(), cache)
    geocoder, names = ContextGeocoder(gazetteer), NameGeocoder(gazetteer)
    geocoder.toponyms(Report(id="warm", text=PARAGRAPH))
    print(f"ready after {time.perf_counter() - start:.2f} s (budget 1)")

    text = PARAGRAPH * (WORDS // len(PARAGRAPH.split()) + 1)
    report = Report(id="bench", text=" ".join(text.split()[:WORDS]))
    geocoder.toponyms(report)
    print(f"{cpu(lambda: [geocoder.toponyms(report) for _ in range(20)]) / 20 * 1000:.1f} ms of CPU for a report of {WORDS} words (budget 14)")

    known = [(place.name, place.country) for fields in ("a", "b", "d", "h", "k", "m") for place in (c.place for c in names.suggest(fields, limit=50))]
    known += [(name, "SY") for name in ("Deir al-Zour", "Homs", "Palmyra", "Kafr Zita", "Idlib", "Damascus", "Kobani", "Afrin", "Manbij", "Azaz")]
    spelt = [(fold(name), country) for name, country in known if country == "SY"]
    for what, asked, budget in (("exact", known, 20_000), ("similar", [(name[:-1] + "x" + name[-1:], country) for name, country in spelt * 5], 500)):
        for name, country in asked:
            names.geocode(name, country)
        rounds = max(1, 2_000 // len(asked))
        spent = cpu(lambda asked=asked, rounds=rounds: [names.geocode(name, country) for _ in range(rounds) for name, country in asked])  # type: ignore[misc]
        print(f"{len(asked) * rounds / spent:,.0f} {what} names a CPU-second (budget {budget:,})")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == 'linux' else 1024**2):.0f} MB resident at most")

    with tempfile.TemporaryDirectory() as folder:
        spent = cpu(lambda: build_gazetteer(geodata_directory(), Path(folder) / "g.sqlite"))
        print(f"{spent:.1f} s of CPU to build, {(Path(folder) / 'g.sqlite').stat().st_size / 1e6:.0f} MB (budget 20 s)")
    gazetteer.close()
    spent, resident = import_cost(1_000_000)
    print(f"{spent:.1f} s of CPU to add a GeoNames dump of 1,000,000 rows, {resident:.0f} MB resident at most (budget 90 s)")


if __name__ == "__main__":
    main()
