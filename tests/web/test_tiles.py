"""Vector tiles: what they hold, what they thin, what they refuse."""

import struct
from typing import Any

import pytest
from shapely.geometry import LineString, Point, Polygon
from starlette.testclient import TestClient

from app.formats import mvt
from app.web import tiles

ROOT = "/collections/reported-targets/tiles"
QUAD = f"{ROOT}/WebMercatorQuad"


def test_tile_sets_lead_to_tiles(client: TestClient) -> None:
    listed = client.get(ROOT).json()["tilesets"][0]
    assert listed["tileMatrixSetURI"].endswith("/WebMercatorQuad")
    links = {link["rel"]: link["href"] for link in client.get(QUAD).json()["links"]}
    template = links["item"]
    assert client.get(template.replace("{tileMatrix}", "0").replace("{tileRow}", "0").replace("{tileCol}", "0")).status_code == 200
    assert client.get(links["http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"]).json()["id"] == "WebMercatorQuad"
    assert client.get("/tileMatrixSets").json()["tileMatrixSets"][0]["id"] == "WebMercatorQuad"
    assert client.get(links["describedby"]).json()["tiles"] == ["http://testserver/collections/reported-targets/tiles/WebMercatorQuad/{z}/{y}/{x}"]


def test_the_tile_matrix_set_is_the_well_known_one(client: TestClient) -> None:
    levels = client.get("/tileMatrixSets/WebMercatorQuad").json()["tileMatrices"]
    assert levels[0]["scaleDenominator"] == pytest.approx(559_082_264.0287178, rel=1e-9)
    assert (levels[3]["matrixWidth"], levels[0]["cellSize"]) == (8, pytest.approx(156_543.0339280410))


def test_a_tile_holds_its_features_with_their_columns(client: TestClient) -> None:
    answer = client.get(f"{QUAD}/0/0/0")
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    layer = decoded(answer.content)
    assert (layer["name"], layer["extent"], len(layer["features"])) == ("reported-targets", 4_096, 25)
    first = layer["features"][0]
    assert first["properties"]["place_name"] == "Town 0"
    assert first["properties"]["count"] == 1
    assert "quote" not in first["properties"]
    assert client.get(f"{QUAD}/5/0/0").content == b""


def test_a_tile_is_selected_like_items(client: TestClient) -> None:
    assert len(decoded(client.get(f"{QUAD}/0/0/0?report_id=r1").content)["features"]) == 8
    assert len(decoded(client.get(f"{QUAD}/0/0/0", params={"filter": "where_prec = 2"}).content)["features"]) == 12
    assert len(decoded(client.get(f"{QUAD}/0/0/0?datetime=2021-03-02").content)["features"]) == 2
    assert client.get(f"{QUAD}/0/0/0?bbox=1,2,3,4").status_code == 400


def test_many_points_are_thinned_and_every_one_is_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "WHOLE", 5)
    features = decoded(client.get(f"{QUAD}/4/6/9").content)["features"]
    assert len(features) < 25
    assert sum(feature["properties"]["count"] for feature in features) == 25


@pytest.mark.parametrize("collection", ["reported-target-areas", "strike-lines", "claims", "places", "reports"])
def test_every_kind_of_geometry_is_written(client: TestClient, collection: str) -> None:
    content = client.get(f"/collections/{collection}/tiles/WebMercatorQuad/3/3/4").content
    assert (content == b"") == (collection == "reports")
    if content:
        assert all(feature["geometry"] for feature in decoded(content)["features"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("0/0/1", 404), ("19/0/0", 404), ("3/8/0", 404), ("a/0/0", 400), ("0/-1/0", 400), ("0/0/1.5", 400), ("0/0/9999999", 400), ("٠/0/0", 400)],
)
def test_a_tile_that_is_none_is_refused(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"{QUAD}/{path}").status_code == status


def test_a_tile_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(f"{QUAD}/0/0/0").headers["etag"]
    assert client.get(f"{QUAD}/0/0/0", headers={"if-none-match": tag}).status_code == 304


def test_bounds_of_tiles_are_those_of_the_web_mercator_quad() -> None:
    assert mvt.bounds(0, 0, 0) == pytest.approx((-180, -85.0511287798, 180, 85.0511287798))
    assert mvt.bounds(6, 38, 25) == pytest.approx((33.75, 31.9521622380, 39.375, 36.5978891331))


def test_shapes_are_clipped_wound_and_relative() -> None:
    west, south, east, north = mvt.bounds(6, 38, 25)
    middle = ((west + east) / 2, (south + north) / 2)
    hole = [(middle[0] - 1, middle[1] - 1), (middle[0] + 1, middle[1] - 1), (middle[0] + 1, middle[1] + 1), (middle[0] - 1, middle[1] + 1)]
    area = Polygon([(west - 9, south - 9), (east + 9, south - 9), (east + 9, north + 9), (west - 9, north + 9)], [hole])
    given = [
        (area, {"a": "x", "b": True, "n": -5, "f": 1.5, "none": None}),
        (LineString([(0, 0), middle]), {"n": 2**40}),
        (Point(0, 0), {}),
        (Point(*middle), {}),
    ]
    layer = decoded(mvt.tile("layer", given, 6, 38, 25))
    polygon, line, point = layer["features"]
    assert polygon["properties"] == {"a": "x", "b": True, "n": -5, "f": 1.5}
    outer, inner = polygon["geometry"]
    assert {coordinate for position in outer for coordinate in position} == {-64, 4_160}
    assert surveyed(outer) > 0 > surveyed(inner)
    assert line["properties"] == {"n": 2**40}
    assert line["geometry"][0][-1] == point["geometry"][0][0]


def surveyed(ring: list[tuple[int, int]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def decoded(content: bytes) -> dict[str, Any]:
    """A reader of the format of its own: one layer."""
    ((_, layer),) = fields(content)
    keys = [text.decode() for number, text in fields(layer) if number == 3]
    values = [value(one) for number, one in fields(layer) if number == 4]
    plain = dict(fields(layer))
    assert plain[15] == 2
    features = []
    for number, feature in fields(layer):
        if number == 2:
            parts = dict(fields(feature))
            tags = numbers(parts.get(2, b""))
            properties = {keys[key]: values[index] for key, index in zip(tags[::2], tags[1::2], strict=True)}
            features.append({"properties": properties, "geometry": geometry(numbers(parts[4]))})
    return {"name": plain[1].decode(), "extent": plain[5], "features": features}


def fields(content: bytes) -> list[tuple[int, Any]]:
    found, at = [], 0
    while at < len(content):
        tag, at = varint(content, at)
        if tag & 7 == 2:
            size, at = varint(content, at)
            found.append((tag >> 3, content[at : at + size]))
            at += size
        elif tag & 7 == 1:
            found.append((tag >> 3, content[at : at + 8]))
            at += 8
        else:
            number, at = varint(content, at)
            found.append((tag >> 3, number))
    return found


def varint(content: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (content[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if content[at - 1] < 0x80:
            return number, at


def numbers(content: bytes) -> list[int]:
    found, at = [], 0
    while at < len(content):
        number, at = varint(content, at)
        found.append(number)
    return found


def value(content: bytes) -> Any:
    ((number, one),) = fields(content)
    return {1: lambda: one.decode(), 3: lambda: struct.unpack("<d", one)[0], 6: lambda: (one >> 1) ^ -(one & 1), 7: lambda: bool(one)}[number]()


def geometry(commands: list[int]) -> list[list[tuple[int, int]]]:
    parts: list[list[tuple[int, int]]] = []
    at, x, y = 0, 0, 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        for _ in range(count if command != 7 else 0):
            x += (commands[at] >> 1) ^ -(commands[at] & 1)
            y += (commands[at + 1] >> 1) ^ -(commands[at + 1] & 1)
            at += 2
            if command == 1:
                parts.append([])
            parts[-1].append((x, y))
    return parts
