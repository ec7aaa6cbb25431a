"""Every bench at a small size, one after the other: ``make bench``. Each also runs alone, at the size its own words name."""

import subprocess
import sys
import tempfile

BENCHES = (
    ("bench_extract",),
    ("bench_geocode",),
    ("bench_events", "5000", "10000"),
    ("bench_growth", "50000"),
    ("http_load", "{directory}", "10000"),
)

with tempfile.TemporaryDirectory() as directory:
    for name, *sizes in BENCHES:
        print(f"== {name}", flush=True)
        arguments = [size.format(directory=directory) for size in sizes]
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *arguments], check=True)
