"""How long grouping takes: ``python -m tests.bench.bench_events [claims] [known]``; 100,000 claims in at most 60 s, one report against 1 M in 50 ms.

The claims are drawn from a seed: strikes on some thousand towns over years, one in twenty of them on one town, each told by one to five reports.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from app.events.blocking import BlockIndex
from app.events.cluster import grouped, touched
from app.events.merge import events_from, events_of
from app.events.parties import load_vocabulary
from app.events.traits import traits_of
from app.model.event import Witness
from app.model.place import Place
from tests.events.made_events import Said, witness
from tests.features.made import place

TOWNS = 2000
YEARS = 5
CLASSES = (None, None, "residential", "market", "medical", "school", "power", "military", "civilians")
WEAPONS = (None, "air_strike", "artillery", "missile", "drone_strike", "rocket")
SPEAKERS = (("Observatory", "monitor"), ("Health ministry", "state_belligerent"), ("Russia", "state_belligerent"), ("residents", "unattributed"))


def towns(chance: random.Random) -> list[Place]:
    found = []
    for number in range(TOWNS):
        lon, lat = chance.uniform(30, 45), chance.uniform(30, 52)
        found.append(place(f"Town {number}", lon=lon, lat=lat, admin1_id=f"test:province-{int(lon)}-{int(lat)}"))
    return found


def told(count: int, seed: int = 7) -> Iterator[Witness]:
    chance = random.Random(seed)
    places = towns(random.Random(7))
    made = 0
    while made < count:
        where = places[min(int(chance.paretovariate(0.9)) - 1, TOWNS - 1)] if chance.random() < 0.1 else chance.choice(places)
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(365 * YEARS))
        weapon, cls, killed = chance.choice(WEAPONS), chance.choice(CLASSES), chance.choice((None, 1, 2, 5, 9, 30))
        for _ in range(min(chance.randint(1, 5), count - made)):
            who, kind = chance.choice(SPEAKERS)
            made += 1
            said = Said(
                who, kind, (where,), None if chance.random() < 0.1 else day, None, ("Russia",), weapon, (), cls, killed,
                published=day + timedelta(days=chance.randint(0, 2)), publisher=f"Paper {made}",
            )  # fmt: skip
            yield witness(said)


def main(claims: int, known: int) -> None:
    vocabulary = load_vocabulary()
    witnesses = list(told(claims))
    started, busy = time.perf_counter(), time.process_time()
    events = events_of(witnesses, vocabulary)
    taken = f"{time.perf_counter() - started:.1f} s ({time.process_time() - busy:.1f} s of CPU)"
    print(f"{claims:,} claims → {len(events):,} events in {taken}")
    started = time.perf_counter()
    index = BlockIndex(traits_of(one, vocabulary) for one in told(known))
    print(f"{known:,} claims indexed in {time.perf_counter() - started:.1f} s")
    times = []
    for late in told(200, seed=11):
        started = time.perf_counter()
        near = touched([traits_of(late, vocabulary)], index, vocabulary)
        events_from(grouped(near, vocabulary), vocabulary)
        times.append(time.perf_counter() - started)
    times.sort()
    print(f"one report against {known:,}: median {1000 * times[100]:.1f} ms, 95 % {1000 * times[190]:.1f} ms, worst {1000 * times[-1]:.1f} ms")


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]]
    main(*(sizes + [100_000, 1_000_000][len(sizes) :]))
