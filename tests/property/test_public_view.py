"""Nothing that is hidden leaks: a walk through every address of the service, with and without hidden things in the store.

To cover another way of hiding, add a function to ``HIDING``. A new route is walked as it is; one with parameters of a new kind fails the
tests until ``asked_of`` knows values for them.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from app import main
from app.events.parties import load_vocabulary
from app.features.columns import COLUMNS
from app.model.claim import Claim, Claimant, Target
from app.model.coded import SUFFIXES, CodedRow, Dataset
from app.model.geometry import Geometry
from app.model.place import Place, Toponym
from app.model.protocols import Extractor
from app.model.report import Report, SourceKind
from app.model.review import Order
from app.service import Reader, Service
from app.service.eventing import Eventing
from app.settings import Settings
from app.store.sqlite import SqliteStore
from app.store.view import PublicView
from tests.features.made import claim, mention, place, report, toponym

SECRET = "Quellbrunn"
POSITION = (41.23457, 35.76543)
OPEN = "Aldan"
HOSPITAL = "the hospital of"
ROW = f"{0xABC:020x}"
SHARP = (b"41.2345", b"35.7654", struct.pack("<d", POSITION[0]), struct.pack("<d", POSITION[1]))
"""What a position looks like in text and in binary."""

FORMATS = ("geojson", "geojsonl", "csv", "fgjson")
BINARY = ("gpkg", "fgb")


class Places:
    """A gazetteer of the open place and the secret one."""

    version = "test"

    def lookup(self, name: str) -> Sequence[Place]:
        return []

    def place(self, place_id: str) -> Place | None:
        return None

    def geometry(self, place_id: str) -> Geometry | None:
        return Geometry.point(*(POSITION if place_id == place(SECRET).id else (40.0, 35.0)))

    def close(self) -> None:
        pass


def place_of(source: Report) -> Place:
    if HOSPITAL in source.text:
        return place(SECRET, "installation", *POSITION)
    return place(SECRET, lon=POSITION[0], lat=POSITION[1]) if SECRET in source.text else place(OPEN)


class Names:
    """A geocoder that finds the place a report is about."""

    def toponyms(self, source: Report, spans: object = None) -> list[Toponym]:
        return [toponym(place_of(source))]


def claims_of(source: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
    """A strike on the place, from a sea, and one that was threatened; with a base, and a province."""
    name = place_of(source).name
    mentions = [
        mention(place_of(source)),
        mention(place(f"{name} province", "province", 44.0, 33.0)),
        mention(place(f"{name} Sea", "sea", 50.0, 42.0), "launch_origin"),
        mention(place(f"{name} Field", "airfield", 36.0, 35.4), "base"),
        mention(None, surface=f"{name} Nowhere"),
    ]
    target = Target(("hospital",), "medical") if HOSPITAL in source.text else Target((f"{name} people",), "civilians")
    return [claim(source, mentions=mentions, target=target)]


@dataclass
class World:
    """A store with what is open to everybody, the service before it, and its clock."""

    store: SqliteStore
    service: Service
    now: list[float]

    def submit(self, name: str, kind: SourceKind = "text") -> Report:
        source = report(f"Jets hit {name}, said {name}.", source_kind=kind, title=f"Raid on {name}", published_at=date(2015, 11, 20))
        self.service.submit(source)
        return source

    def load(self, data: str, *names: str, public: bool, finish: bool = True, target: str | None = None) -> None:
        dataset = Dataset(data, data, f"Licence of {data}", f"By {data}", "public" if public else "private")
        self.store.begin_import(dataset, "-".join((data, *names)))
        rows = [
            CodedRow(
                ROW if name == SECRET else f"{number:020x}", f"Row on {name}", data, "monitor", *(POSITION if name == SECRET else (40.5, 35.5)),
                place_name=name, attacker=name, date_start="2015-11-20", date_end="2015-11-20", title=name, where_prec=1, target_class=target,
            )
            for number, name in enumerate(names)
        ]  # fmt: skip
        self.store.add_rows(data, self.store.prepare(rows), 1, 1, [(7, f"{names[-1]} is wrong")])
        if finish:
            self.store.finish_import(dataset)


def waits_for_its_time(world: World) -> None:
    world.submit(SECRET)


def was_removed(world: World) -> None:
    world.service.remove(world.submit(SECRET, "example").id)


def was_withdrawn(world: World) -> None:
    source = world.submit(SECRET)
    world.service.desk.on_claim(claims_of(source, [])[0].id, Order("correct", "Ada", "seen", after={"via": SECRET}))
    world.service.desk.on_report(source.id, Order("withdraw", "Ada", "asked"))


def was_rejected_before_anybody_saw_it(world: World) -> None:
    source = world.submit(SECRET)
    world.service.desk.on_claim(claims_of(source, [])[0].id, Order("reject", SECRET, f"ask in {SECRET}"))


def was_accepted_and_then_rejected(world: World) -> None:
    source = world.submit(SECRET)
    for verb in ("accept", "reject"):
        world.service.desk.on_claim(claims_of(source, [])[0].id, Order(verb, SECRET, f"ask in {SECRET}"))  # type: ignore[arg-type]


def in_a_private_data_set(world: World) -> None:
    world.load(SECRET, OPEN, SECRET, public=False)


def in_an_import_under_way(world: World) -> None:
    world.load(SECRET, OPEN, SECRET, public=True, finish=False)


def in_a_data_set_taken_out(world: World) -> None:
    world.load(SECRET, OPEN, SECRET, public=True)
    world.service.remove_dataset(SECRET)


def in_a_data_set_made_private(world: World) -> None:
    world.load(SECRET, OPEN, SECRET, public=True)
    world.load(SECRET, OPEN, SECRET, public=False)


def in_an_older_edition(world: World) -> None:
    world.load("rows", SECRET, "Row town", public=True)
    world.load("rows", "Row town", public=True)


Hide = Callable[[World], None]
HIDING: list[tuple[Hide, PublicView]] = [
    (waits_for_its_time, PublicView(delay=3600)),
    (waits_for_its_time, PublicView(publish="reviewed")),
    (was_rejected_before_anybody_saw_it, PublicView(publish="reviewed")),
    (was_rejected_before_anybody_saw_it, PublicView(delay=3600)),
    (was_accepted_and_then_rejected, PublicView(publish="reviewed")),
    (was_removed, PublicView()),
    (was_withdrawn, PublicView()),
    (in_a_private_data_set, PublicView()),
    (in_an_import_under_way, PublicView()),
    (in_a_data_set_taken_out, PublicView()),
    (in_a_data_set_made_private, PublicView()),
    (in_an_older_edition, PublicView()),
]


@contextmanager
def world_of(
    settings: Settings, directory: Path, view: PublicView, read: Extractor = claims_of
) -> Iterator[tuple[World, TestClient]]:
    # an address of its own makes the client a stranger
    own = Settings(data_dir=directory, cache_dir=settings.cache_dir, base_url="http://map.example.org")
    now = [1_000_000.0]
    vocabulary = load_vocabulary()
    eventing = Eventing(vocabulary, Places().geometry)
    store = SqliteStore(directory / main.STORE, COLUMNS, view=view, clock=lambda: now[0], grouping=eventing)
    reader = Reader(Places(), Names(), read, lambda source: True)
    service = Service(reader, store, vocabulary, lambda source: (None, None), view.publish == "reviewed", eventing)
    world = World(store, service, now)
    world.submit(OPEN, "example")
    world.load("rows", "Row town", public=True)
    with TestClient(main.create_app(own, service)) as client:
        yield world, client


def asked_of(route: str, collection: str, identifiers: Mapping[str, Sequence[str]]) -> list[str]:
    """What to ask of a route: it as it is, or with each value of its parameters, and in every way it can be asked."""
    one = f"/collections/{collection}"
    # of a tile one whole, and deeper ones around the secret
    tiles = ["0/0/0", "6/25/39", "6/39/25"]
    asked = [
        "", "?bbox=-180,-90,180,90", f"?q={SECRET}", f"?q={OPEN}", "?datetime=2015-11-01/..", "?sortby=-id", "?f=html", "?f=jsonfg",
        f"?bbox={POSITION[0] - 0.01},{POSITION[1] - 0.01},{POSITION[0] + 0.01},{POSITION[1] + 0.01}",
        f"?filter=S_INTERSECTS(geometry,POINT({POSITION[0]}%20{POSITION[1]}))", "?filter=id%20IS%20NOT%20NULL",
    ]  # fmt: skip
    special = {
        "/collections/{collection_id}/items": [f"{one}/items{more}" for more in asked],
        "/overview": ["/overview", *(f"/overview?report_id={each}" for each in identifiers["reports"])],
        "/map.html": ["/map.html", *(f"/map.html?report={each}" for each in identifiers["reports"])],
        "/list": ["/list", f"/list?q={SECRET}", f"/list?q={OPEN}", *(f"/list?report={each}" for each in identifiers["reports"])],
        "/list/{collection_id}.{extension}": [f"/list/{collection}.{each}?q={SECRET}" for each in FORMATS],
        "/search": ["/search", f"/search?q={SECRET}"],
        "/geocode": ["/geocode", f"/geocode?name={SECRET}"],
        "/minimap.svg": [f"/minimap.svg?{of}={each}" for of in ("event", "place", "report") for each in identifiers[f"{of}s"]],
        "/census": ["/census", f"/census?q={SECRET}"],
        "/census/beside": ["/census/beside", f"/census/beside?q={SECRET}"],
        "/census/lines": ["/census/lines", f"/census/lines?q={SECRET}"],
        "/census/claims": ["/census/claims", f"/census/claims?q={SECRET}"],
        "/census/tiles/{z}/{x}/{y}/{cell}": [f"/census/tiles/0/0/0/{cell}" for cell in range(0, 65_536, 8_209)],
        "/static/{path:path}": ["/static/app.js"],
        "/basemap/{path:path}": ["/basemap/world.json"],
    }
    if route in special:
        return special[route]
    values = {
        "{collection_id}": [collection],
        "{feature_id:path}": identifiers[collection],
        "{extension}": [*FORMATS, *(BINARY if collection in SUFFIXES else ())],
        "{z}/{y}/{x}": tiles,
        "{z}/{x}/{y}": tiles,
        **{f"{{{name}_id}}": identifiers.get(f"{name}s", ()) for name in ("report", "claim", "place", "event")},
    }
    filled = [route]
    for parameter, given in values.items():
        filled = [path.replace(parameter, value) for path in filled for value in given] if parameter in route else filled
    assert not any("{" in path for path in filled), f"asked_of() knows no values for {route}"
    return filled


def identifiers_of() -> dict[str, list[str]]:
    """Ids of hidden and open features, as somebody who knows them could ask for them."""
    source = report(f"Jets hit {SECRET}, said {SECRET}.")
    found: dict[str, list[str]] = {collection: [ROW + suffix] for collection, suffix in SUFFIXES.items()}
    found["reports"].append(source.id)
    made = claims_of(source, [])[0].id
    found["claims"].append(made)
    secret = place(SECRET).id
    for collection in COLUMNS:
        found.setdefault(collection, []).extend([f"{made}:reported_target:{secret}", secret, f"{secret}@{source.id}"])
    found["events"].append(f"e{made}")
    return found


def walked(client: TestClient) -> dict[str, bytes]:
    """Every answer of every route, by its address."""
    identifiers = identifiers_of()
    routes = [route.path for route in client.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    asked = dict.fromkeys(address for collection in COLUMNS for route in routes for address in asked_of(route, collection, identifiers))
    return {address: client.get(address, headers={"accept-encoding": "identity"}).content for address in asked}


def told(answer: bytes) -> bytes:
    """An answer without what was asked, which pages and links repeat, and without moments."""
    without = re.sub(rb"q=\w+|type=\"search\" value=\"\w+\"|\d{4}-\d\d-\d\dT[\d:.]+Z?|\d\d:\d\d|edition=[\w-]+", b"", answer)
    return without


def leaks(answers: Mapping[str, bytes]) -> list[str]:
    """The addresses whose answers hold a word or the position of what is hidden."""
    traces = [SECRET.encode(), SECRET.lower().encode(), *SHARP]
    return [address for address, answer in answers.items() if any(trace in told(answer) for trace in traces) and not _echoes(address)]


def _echoes(address: str) -> bool:
    """Whether an address itself holds what is looked for, so that its links do."""
    return "bbox=41" in address or "filter=S_" in address or SECRET.lower() in address


INCOMPARABLE = re.compile(r"gpkg|fgb|/metrics|/ready|/api$")
"""What holds moments and counts of requests, or nothing that is stored."""


@pytest.fixture(scope="module")
def unhidden(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Callable[[PublicView], Mapping[str, bytes]]:
    """Every answer where nothing is hidden, under some rules."""
    known: dict[PublicView, Mapping[str, bytes]] = {}

    def answers(view: PublicView) -> Mapping[str, bytes]:
        if view not in known:
            with world_of(settings, tmp_path_factory.mktemp("unhidden"), view) as (_, client):
                known[view] = walked(client)
        return known[view]

    return answers


@pytest.mark.parametrize(("hide", "view"), HIDING, ids=[f"{hide.__name__} ({view.policy})" for hide, view in HIDING])
def test_what_is_hidden_is_in_no_answer_and_changes_none(
    settings: Settings, tmp_path: Path, unhidden: Callable[[PublicView], Mapping[str, bytes]], hide: Hide, view: PublicView
) -> None:
    with world_of(settings, tmp_path, view) as (world, client):
        hide(world)
        answers = walked(client)
    assert leaks(answers) == []
    without = unhidden(view)
    assert [one for one, answer in answers.items() if not INCOMPARABLE.search(one) and told(answer) != told(without[one])] == []


def claims_in_town(source: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
    """One strike on the place itself, told with its name in every field that takes words."""
    (named,) = (mention(place_of(source)),)
    target = Target((f"people of {named.toponym.surface}",), "civilians")
    return [claim(source, mentions=[named], target=target, claimant=Claimant(f"{named.toponym.surface} council", "official_unnamed"))]


def test_a_place_that_a_reviewer_protects_is_named_and_sharp_in_no_answer(settings: Settings, tmp_path: Path) -> None:
    with world_of(settings, tmp_path, PublicView(), claims_in_town) as (world, client):
        source = world.submit(SECRET)
        claim_id = claims_in_town(source, [])[0].id
        assert all(trace in client.get("/collections/reported-targets/items").content for trace in (SECRET.encode(), *SHARP[:2]))
        world.service.desk.on_claim(claim_id, Order("correct", "Ada", f"seen in {SECRET}", after={"via": f"{SECRET} radio"}))
        world.service.desk.on_claim(claim_id, Order("reduce_precision", "Ada", f"people of {SECRET} asked"))
        answers = walked(client)
        assert client.get(f"/history/{claim_id}").json()["withheld"] is True
        assert SECRET in world.service.desk.of_report(source.id)["text"]
        assert SECRET in repr(world.service.lives.history(claim_id, reviewer=True))
    assert leaks(answers) == []


def test_protected_targets_are_sharp_in_no_answer(settings: Settings, tmp_path: Path) -> None:
    with world_of(settings, tmp_path, PublicView()) as (world, client):
        world.service.submit(report(f"Jets hit {HOSPITAL} {SECRET}."))
        world.load("rows", SECRET, public=True, target="medical")
        answers = walked(client)
    assert any(SECRET.encode() in answer for address, answer in answers.items() if "/items" in address and not _echoes(address))
    assert [one for one, answer in answers.items() if any(trace in told(answer) for trace in SHARP) and not _echoes(one)] == []


def test_the_walk_would_see_it(settings: Settings, tmp_path: Path) -> None:
    with ExitStack() as stack:
        world, client = stack.enter_context(world_of(settings, tmp_path, PublicView()))
        world.submit(SECRET)
        world.load("rows", "Row town", SECRET, public=True)
        seen = leaks(walked(client))
    for part in ("/items", "/items/", "download.csv", "download.gpkg", "/reports/", "/overview", "/feed.atom", "/tiles/", "/census", "map.html"):
        assert any(part in address for address in seen), part
