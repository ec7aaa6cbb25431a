"""How long grouping takes: ``python -m tests.bench.bench_events [claims] [known]``; 100,000 claims in at most 60 s, one report against 1 M in 50 ms.

The claims are drawn from a seed: strikes on some thousand towns over years, each told by one to five reports, one in ten of them without a
day. One strike in twenty is on one town, which so is told of every day. The known claims lie in a real store; a new report is matched inside
its write transaction, which then is rolled back. A spot and day that 600 others tell of is asked of too.
"""

import random
import sys
import tempfile
import time
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.events.blocking import BlockIndex
from app.events.cluster import anchors_among
from app.events.matches import Matches
from app.events.merge import events_of, told_at
from app.events.parties import Vocabulary, load_vocabulary
from app.events.regroup import regrouped
from app.events.traits import Traits
from app.features.columns import COLUMNS
from app.model.event import Witness
from app.model.place import Place
from app.model.review import Decisions
from app.model.standing import Standing
from app.service.eventing import Eventing
from app.store.sqlite import SqliteStore
from app.store.writing import insert_report
from tests.events.made_events import Said, witness
from tests.features.made import place

TOWNS = 2000
MONTHS = 60
START = date(2015, 1, 1)
CROWD = 600
LABELS = {
    None: (),
    "residential": ("house", "flats"),
    "market": ("market",),
    "medical": ("hospital",),
    "school": ("school",),
    "power": ("substation",),
    "military": ("rebel positions", "an arms depot"),
    "civilians": ("civilians",),
}
CLASSES = (None, None, "residential", "market", "medical", "school", "power", "military", "civilians")
WEAPONS = (None, "air_strike", "artillery", "missile", "drone_strike", "rocket")
SPEAKERS = (("Observatory", "monitor"), ("Health ministry", "state_belligerent"), ("Russia", "state_belligerent"), ("residents", "unattributed"))
OWN = Standing("single_source", 1, 0)


def towns() -> list[Place]:
    chance, found = random.Random(7), []
    for number in range(TOWNS):
        lon, lat = chance.uniform(30, 45), chance.uniform(30, 52)
        found.append(place(f"Town {number}", lon=lon, lat=lat, admin1_id=f"test:province-{int(lon)}-{int(lat)}"))
    return found


def told(count: int, month: int, seed: int, crowded: float = 0.05, undated: float = 0.1) -> Iterator[Witness]:
    """Claims of strikes in one month of thirty days."""
    chance, places, made = random.Random(f"{seed} {month}"), towns(), 0
    while made < count:
        where = places[0] if chance.random() < crowded else chance.choice(places)
        day = START + timedelta(days=30 * month + chance.randrange(30))
        weapon, cls, killed = chance.choice(WEAPONS), chance.choice(CLASSES), chance.choice((None, 1, 2, 5, 9, 30))
        for _ in range(min(chance.randint(1, 5), count - made)):
            who, kind = chance.choice(SPEAKERS)
            made += 1
            said = Said(
                who, kind, (where,), None if chance.random() < undated else day, None, ("Russia",), weapon, LABELS[cls], cls, killed,
                published=day + timedelta(days=chance.randint(0, 2)), publisher=f"Paper {seed} {month} {made}",
            )  # fmt: skip
            yield witness(said)


def crowd(count: int, seed: int = 8) -> Iterator[Witness]:
    """Claims of strikes on one town of its own on one day."""
    chance, where, day = random.Random(f"crowd {seed}"), place("Crowded Town", lon=29.0, lat=29.0), START - timedelta(days=400)
    for number in range(count):
        who, kind = chance.choice(SPEAKERS)
        weapon, cls, killed = chance.choice(WEAPONS), chance.choice(CLASSES), chance.choice((None, 2, 9, 30))
        open_day = chance.random() < 0.1
        said = Said(
            who, kind, (where,), None if open_day else day, None, ("Russia",), weapon, LABELS[cls], cls, killed,
            published=day + timedelta(days=chance.randint(0, 2)), publisher=f"Paper {seed} {number} of the crowd",
        )  # fmt: skip
        yield witness(said)


class Nothing:
    """Claims that are grouped for the first time."""

    def __init__(self, claims: Sequence[Traits]) -> None:
        self._anchors = anchors_among(claims, ())
        self._indexes = {anchors: BlockIndex(one for one in claims if self.is_anchor(one.claim.id) is anchors) for anchors in (True, False)}

    def candidates(self, traits: Traits, anchors: bool, but: Collection[str] = ()) -> Sequence[Traits]:
        return self._indexes[anchors].candidates(traits)

    def named(self, claim_ids: Iterable[str]) -> Sequence[Traits]:
        return ()

    def beside(self, claim_id: str) -> Sequence[Traits]:
        return ()

    def suitors(self, anchor_ids: Iterable[str]) -> Sequence[tuple[Traits, str]]:
        return ()

    def is_anchor(self, claim_id: str) -> bool:
        return claim_id in self._anchors

    def event(self, claim_id: str) -> str | None:
        return None

    def choice(self, claim_id: str) -> str | None:
        return None

    def was_free(self, claim_id: str) -> bool:
        return False


def fill(store: SqliteStore, eventing: Eventing, witnesses: list[Witness], vocabulary: Vocabulary) -> None:
    """Put claims into the tables as if they had come one by one; those of one month after the other."""
    entries = [entry for one in witnesses for entry in eventing.entries(one.report, [one.claim], {one.claim.id: OWN})]
    unpacked = [eventing._unpack(entry.body)[0] for entry in entries]
    seats = eventing.seats([entry.body for entry in entries], Decisions())
    known = Nothing(unpacked)
    made = regrouped(unpacked, [], known, Matches(vocabulary), Decisions())
    event_of = {}
    for group in made.groups:
        first = min(group.claims, key=told_at).claim.id
        event_of |= {traits.claim.id: f"e{first}" for traits in group.claims}
    with store._connections.writer() as db:
        number = int(db.execute("SELECT ifnull(max(n), 0) FROM claim").fetchone()[0])
        for one in witnesses:
            insert_report(db, one.report)
        for one, entry, seat in zip(witnesses, entries, seats, strict=True):
            number += 1
            anchor = known.is_anchor(entry.id)
            numbers = sorted({*(seat.as_anchor if anchor else seat.as_loose), *([] if seat.spot is None else [seat.spot])})
            state = (event_of[entry.id], made.choices.get(entry.id), int(entry.id in made.free))
            row = (number, entry.id, one.report.id, entry.body, int(anchor), array("q", numbers).tobytes(), *state)
            db.execute("INSERT INTO claim (n, id, report_id, body, anchor, keys, event_id, choice, free) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            db.executemany("INSERT INTO claim_block (key, n) VALUES (?, ?)", [(key, number) for key in numbers])


class _Undone(Exception):
    """Rolls a measured transaction back."""


def matched(store: SqliteStore, eventing: Eventing, late: Witness) -> tuple[float, float]:
    """Seconds by the clock and of the processor to match one new report and to write what it changes."""
    entries = eventing.entries(late.report, [late.claim], {late.claim.id: OWN})
    try:
        with store._connections.writer() as db:
            insert_report(db, late.report)
            started, busy = time.perf_counter(), time.process_time()
            store._events.keep(db, late.report.id, entries, True)
            taken = time.perf_counter() - started, time.process_time() - busy
            raise _Undone
    except _Undone:
        return taken


def against(store: SqliteStore, eventing: Eventing, name: str, late: Sequence[Witness]) -> list[float]:
    """Milliseconds of the processor for each new report, sorted."""
    times = [matched(store, eventing, one) for one in late]
    clock, busy = ([1000 * one for one in sorted(column)] for column in zip(*times, strict=True))
    for unit, found in (("clock", clock), ("CPU", busy)):
        median, most, worst = (found[int(at * (len(found) - 1))] for at in (0.5, 0.95, 1.0))
        print(f"one new report, {name}, {unit}: median {median:.1f} ms, 95 % {most:.1f} ms, worst {worst:.1f} ms", flush=True)
    return busy


def clustered(claims: int) -> float:
    """Seconds of the processor to make the events of so many claims."""
    vocabulary = load_vocabulary()
    witnesses = [one for month in range(MONTHS) for one in told(claims // MONTHS, month, 7)]
    started, busy = time.perf_counter(), time.process_time()
    events = events_of(witnesses, vocabulary)
    spent = time.process_time() - busy
    print(f"{len(witnesses):,} claims → {len(events):,} events in {time.perf_counter() - started:.1f} s ({spent:.1f} s of CPU)", flush=True)
    return spent


@contextmanager
def filled(known: int) -> Iterator[tuple[SqliteStore, Eventing]]:
    """A store with so many claims, and one spot and day that six hundred of them tell of."""
    vocabulary = load_vocabulary()
    with tempfile.TemporaryDirectory() as directory:
        eventing = Eventing(vocabulary, lambda place_id: None)
        store = SqliteStore(Path(directory) / "events.sqlite", COLUMNS, grouping=eventing)
        started = time.perf_counter()
        for month in range(MONTHS):
            fill(store, eventing, list(told(known // MONTHS, month, 7)), vocabulary)
        fill(store, eventing, list(crowd(CROWD)), vocabulary)
        size = (Path(directory) / "events.sqlite").stat().st_size / 1e6
        print(f"{known:,} claims in the store in {time.perf_counter() - started:.0f} s, {size:.0f} MB", flush=True)
        yield store, eventing
        store.close()


def new_reports(store: SqliteStore, eventing: Eventing) -> dict[str, list[float]]:
    """Milliseconds of the processor for new reports of every kind."""
    chance = random.Random(11)
    open_days = [one for month in range(MONTHS) for one in told(3, month, 13, crowded=1.0, undated=1.0)]
    kinds = {
        "anywhere": [one for month in chance.sample(range(MONTHS), 50) for one in told(4, month, 11, crowded=0.0)],
        "in the crowded town": [one for month in range(MONTHS) for one in told(3, month, 12, crowded=1.0)],
        "in the crowded town on an open day": open_days,
        "in the crowded town on no day at all": [Witness(one.claim, replace(one.report, published_at=None)) for one in open_days],
        f"on one spot and day that {CROWD} others tell of": list(crowd(30, 14)),
    }
    return {name: against(store, eventing, name, late) for name, late in kinds.items()}


def main(claims: int, known: int) -> None:
    clustered(claims)
    with filled(known) as (store, eventing):
        new_reports(store, eventing)


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]]
    main(*(sizes + [100_000, 1_000_000][len(sizes) :]))
