"""How many requests a second one worker answers, beside its peers: ``python -m tests.bench.http_load DIRECTORY [POINTS ...]``.

Points are made and imported with ``strikemap import`` (100,000 and 1,000,000 unless given), once for a directory; PostGIS is filled with
the same points from this service's own download. Every server runs with one worker and is asked the same kinds of questions in turn,
with other values every time; this service's deep pages and its pages of 10,000 begin at a random place each, so that rows that it holds
from earlier answers are no help (the peers are asked for their first 10,000). A round asks all of them, the median of rounds counts. A
fixed body of the same length tells what server and client together can do. Ratios are what means something on another machine.
"""

import base64
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import orjson
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.bench import peers
from tests.bench.bench_growth import COUNTRIES, VALUES, write_points
from tests.bench.serving import Address, Running, ask, strikemap
from tests.bench.synthetic import DAYS, FIRST

CONNECTIONS = 2
ROUNDS = 5
SECONDS = 2.0
DEEP = 0.5
"""How deep the deep page lies, as a share of all."""

GOALS = {
    "items?limit=100": 10,
    "bbox + month": 10,
    "CQL2, three terms": 10,
    "CQL2, with a range": 10,
    "one feature": 5,
    "limit=10000": 5,
    "deep page": 50,
}
"""How many times the better peer is aimed at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One server: where it is, the collection's path, and what it calls things."""

    name: str
    running: Running
    items: str
    extra: Mapping[str, str]
    language: str
    cursor: bool


class Round(NamedTuple):
    """What one server did in one round: requests a second, and milliseconds of CPU for one."""

    rate: float
    cpu_ms: float


def questions(chance: random.Random, server: Asked, points: int, ids: list[str]) -> dict[str, Callable[[], str]]:
    """The targets of each kind of question, made anew with every call."""

    def items(**given: str | int) -> str:
        return f"{server.items}?{urlencode({'limit': 100, **server.extra, **given})}"

    def box_and_month() -> str:
        west, south = chance.uniform(30, 42), chance.uniform(30, 44)
        first = (FIRST + timedelta(days=chance.randrange(DAYS))).replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return items(bbox=f"{west:.4f},{south:.4f},{west + 6:.4f},{south + 6:.4f}", datetime=f"{first}T00:00:00Z/{last}T00:00:00Z")

    def three_terms() -> str:
        known = {"country": COUNTRIES, **{name: [one for one in VALUES[name] if one] for name in ("weapon", "target_class", "attacker")}}
        terms = [f"{name} IN {tuple(chance.sample(list(known[name]), 2))!r}" for name in chance.sample(list(known), 3)]
        return items(filter=" AND ".join(terms), **{"filter-lang": server.language})

    def terms_and_range() -> str:
        weapon, target = (chance.choice([one for one in VALUES[name] if one]) for name in ("weapon", "target_class"))
        since = FIRST + timedelta(days=chance.randrange(DAYS // 2))
        text = f"weapon = '{weapon}' AND target_class = '{target}' AND date_start >= '{since}'"
        return items(filter=text, **{"filter-lang": server.language})

    def begin(share: float) -> str:
        # ids are hashes: their first digits say how deep they lie
        return base64.urlsafe_b64encode(orjson.dumps([f"{int(share * 16**20):020x}"])).decode().rstrip("=")

    def deep() -> str:
        return items(next=begin(DEEP + chance.uniform(0, 0.1))) if server.cursor else items(offset=int(points * DEEP) + chance.randrange(1_000))

    def large() -> str:
        return items(limit=10_000, **({"next": begin(chance.uniform(0, 0.85))} if server.cursor else {}))

    return {
        "items?limit=100": items,
        "bbox + month": box_and_month,
        "CQL2, three terms": three_terms,
        "CQL2, with a range": terms_and_range,
        "one feature": lambda: f"{server.items}/{quote(chance.choice(ids), safe='')}" + (f"?{urlencode(server.extra)}" if server.extra else ""),
        "limit=10000": large,
        "deep page": deep,
    }


def measure(points: int, directory: Path) -> dict[str, float]:
    """Print what each server answers; gives the milliseconds that this service takes for each question with one connection."""
    data = _imported(directory, points)
    alone: dict[str, float] = {}
    with ExitStack() as stack:
        own = stack.enter_context(strikemap(data))
        servers = [Asked("strikemap", own, "/collections/reported-targets/items", {}, "cql2-text", True)]
        if peers.database() and peers.programs():
            table = f"points_{points}"
            peers.load(table, _downloaded(own.address, data))
            tipg, pygeoapi = stack.enter_context(peers.tipg(data)), stack.enter_context(peers.pygeoapi(data, table))
            named = {"f": "geojson", "datetime-column": "date_start"}
            servers.append(Asked("tipg", tipg, f"/collections/public.{table}/items", named, "cql2-text", False))
            servers.append(Asked("pygeoapi", pygeoapi, f"/collections/{table}/items", {"f": "json"}, "cql-text", False))
        ids = _known(own.address)
        print(f"{points:,} points, one worker each, {CONNECTIONS} connections, median of {ROUNDS} rounds of {SECONDS} s; CPU with the database's")
        for kind in GOALS:
            targets = {one.name: [questions(random.Random(seed), one, points, ids)[kind]() for seed in range(3_000)] for one in servers}
            rounds: dict[str, list[Round]] = {one.name: [] for one in servers}
            for number in range(ROUNDS):
                for one in servers:
                    rounds[one.name].append(_round(one.running, targets[one.name][number * 600 :], SECONDS))
            alone[kind] = _median_ms(own.address, targets["strikemap"][:200])
            size = len(_once(own.address, targets["strikemap"][0]))
            with fixed(size) as ceiling:
                most = _hammered(ceiling, ["/"], SECONDS) / SECONDS
            print(f"{kind:18} {size:10,} bytes, fixed body {most:8,.0f} /s, {alone[kind]:.2f} ms alone")
            _tell({name: Round(*map(statistics.median, zip(*found, strict=True))) for name, found in rounds.items()}, GOALS[kind])
    return alone


def _tell(medians: Mapping[str, Round], goal: int) -> None:
    own = medians["strikemap"]
    for name, found in medians.items():
        ratios = f"   {own.rate / found.rate:6.1f} × by rate, {found.cpu_ms / own.cpu_ms:6.1f} × by CPU (goal {goal} ×)"
        beside = "" if name == "strikemap" else ratios
        print(f"    {name:12} {found.rate:9,.1f} /s  {found.cpu_ms:9.2f} ms of CPU{beside}", flush=True)


def _imported(directory: Path, points: int) -> Path:
    """The data directory of a store with that many points."""
    data = directory / f"data-{points}"
    if not (data / "strikemap.sqlite").exists():
        data.mkdir(parents=True, exist_ok=True)
        write_points(directory / "points.csv", points)
        run = [sys.executable, "-c", "from app.cli import main; main()", "import", str(directory / "points.csv"), "--preset", "points"]
        environment = {"STRIKEMAP_DATA_DIR": str(data)}
        subprocess.run([*run, "--name", "points", "--visibility", "public"], env={**os.environ, "PYTHONPATH": os.getcwd(), **environment}, check=True)
    return data


def _downloaded(own: Address, data: Path) -> Path:
    file = data / "points.csv"
    if not file.exists():
        file.write_bytes(_once(own, "/collections/reported-targets/download.csv"))
    return file


def _known(own: Address) -> list[str]:
    """Ids that are there."""
    target = "/collections/reported-targets/items?limit=1000"
    return [feature["id"] for feature in orjson.loads(_once(own, target))["features"]]


@contextmanager
def fixed(size: int) -> Iterator[Address]:
    """A server of the same kind that answers with a constant."""
    body = b"x" * size

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(size).encode())]})
            await send({"type": "http.response.body", "body": body})

    app: ASGIApp = answer
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False, proxy_headers=False, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[:2]
    server.should_exit = True
    thread.join()


def _once(address: Address, target: str) -> bytes:
    with socket.create_connection(address) as connection:
        return ask(connection, target)


def _round(running: Running, targets: list[str], seconds: float) -> Round:
    used = running.cpu()
    count = _hammered(running.address, targets, seconds)
    return Round(count / seconds, (running.cpu() - used) / max(count, 1) * 1_000)


def _hammered(address: Address, targets: list[str], seconds: float) -> int:
    """How many requests are answered over some connections, from another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_hammer, (address, targets, seconds))


def _hammer(address: Address, targets: list[str], seconds: float) -> int:
    counts = [0] * CONNECTIONS
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        with socket.create_connection(address) as connection:
            while time.monotonic() < end:
                ask(connection, targets[(counts[number] * CONNECTIONS + number) % len(targets)])
                counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _median_ms(address: Address, targets: list[str]) -> float:
    times = []
    with socket.create_connection(address) as connection:
        for target in targets:
            begun = time.perf_counter()
            ask(connection, target)
            times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1_000


def main(directory: Path, sizes: list[int]) -> None:
    """Measure every size, and tell how the largest compares to the smallest."""
    alone = [measure(points, directory) for points in sizes]
    if len(sizes) > 1:
        print("p50 at the largest against the smallest: " + ", ".join(f"{kind} {alone[-1][kind] / alone[0][kind]:.2f}" for kind in GOALS))


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), [int(value) for value in sys.argv[2:]] or [100_000, 1_000_000])
