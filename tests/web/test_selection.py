"""What a filter says of place is looked for in that place only."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from app.web.cql2 import compile_filter, parse_text
from app.web.selection import around
from tests.web.fake_service import FakeService

MARKS = {column.name: column for column in COLUMNS["reported-targets"]}
ITEMS = "/collections/reported-targets/items"


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("S_INTERSECTS(geometry, BBOX(35,33,40,37))", (35, 33, 40, 37)),
        ("where_prec = 1 AND (link = 'x' AND S_WITHIN(geometry, POLYGON((1 1,2 1,2 2,1 1))))", (1, 1, 2, 2)),
        ("where_prec = 1 OR S_INTERSECTS(geometry, BBOX(35,33,40,37))", None),
        ("NOT S_INTERSECTS(geometry, BBOX(35,33,40,37))", None),
        ("S_DISJOINT(geometry, BBOX(35,33,40,37))", None),
        ("where_prec = 1", None),
        ("TRUE", None),
    ],
)
def test_a_bound_is_taken_only_from_what_must_hold(text: str, box: Any) -> None:
    assert around(compile_filter(parse_text(text), MARKS)) == box


def test_the_bound_changes_no_answer(client: TestClient, service: FakeService) -> None:
    found = client.get(ITEMS, params={"filter": "S_INTERSECTS(geometry, POLYGON((35 34,36 34,35 36,35 34)))", "limit": 100}).json()
    assert service.asked[-1].bbox == (35, 34, 36, 36)
    inside = [one["geometry"]["coordinates"][0] for one in found["features"]]
    assert inside and max(inside) <= 35.5
    assert client.get(ITEMS, params={"filter": "S_INTERSECTS(geometry, BBOX(35,34,36,36))", "bbox": "40,34,41,36"}).json()["numberMatched"] == 0
