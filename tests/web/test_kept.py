"""Bodies are kept by their tags, within bounds, and never longer than they are right."""

from concurrent.futures import ThreadPoolExecutor

from starlette.testclient import TestClient

from app.web.kept import Kept
from tests.web.fake_service import FakeService

ITEMS = "/collections/reported-targets/items?limit=3"


def test_the_same_question_is_asked_of_the_store_once_while_the_data_stay(client: TestClient, service: FakeService) -> None:
    first = client.get(ITEMS)
    assert client.get(ITEMS).content == first.content
    assert len(service.asked) == 1
    service.changes += 1
    assert client.get(ITEMS).status_code == 200
    assert len(service.asked) == 2


def test_every_form_and_coding_is_kept_for_itself(client: TestClient) -> None:
    bodies = {(form, coding): client.get(f"{ITEMS}&f={form}", headers={"accept-encoding": coding}).content
              for form in ("json", "html", "jsonfg") for coding in ("gzip", "br", "identity")}  # fmt: skip
    assert len(set(bodies.values())) == 3
    for (form, coding), body in bodies.items():
        assert client.get(f"{ITEMS}&f={form}", headers={"accept-encoding": coding}).content == body


def test_the_oldest_make_room_and_large_ones_are_not_kept() -> None:
    kept = Kept(most_bytes=100, largest=60)
    for name in "abc":
        kept.put(name, name.encode() * 40)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (None, b"b" * 40, b"c" * 40)
    kept.get("b")
    kept.put("d", b"d" * 40)
    assert kept.get("c") is None and kept.get("b") == b"b" * 40
    kept.put("e", b"e" * 61)
    assert kept.get("e") is None
    kept.put("b", b"B" * 10)
    assert kept.get("b") == b"B" * 10


def test_many_threads_may_keep() -> None:
    kept = Kept(most_bytes=1_000, largest=100)

    def work(number: int) -> None:
        for turn in range(200):
            kept.put(str((number + turn) % 50), b"x" * (turn % 100))
            kept.get(str(turn % 50))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    held = [body for name in map(str, range(50)) if (body := kept.get(name)) is not None]
    assert sum(map(len, held)) <= 1_000
