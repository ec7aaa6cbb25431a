"""Packed answers: what the client weighs, what it gets, and that every form unpacks to the same."""

import gzip
from collections.abc import Callable, Iterator
from typing import get_args

import brotli
import pytest
import zstandard
from starlette.testclient import TestClient

from app.web.codings import Coding, packed, packed_stream

ITEMS = "/collections/reported-targets/items?limit=25"
ADDRESSES = ("/", "/api", "/collections", ITEMS, "/collections/claims/items/c1", "/collections/reported-targets/download.geojson", "/static/app.js")
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdDecompressor().stream_reader(body).read(),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": bytes,
}


def raw(client: TestClient, path: str, accepted: str | None) -> tuple[str, bytes, str]:
    """Coding, body as it came and tag."""
    with client.stream("GET", path, headers={"accept-encoding": accepted} if accepted is not None else {}) as answer:
        assert answer.status_code == 200
        assert "Accept-Encoding" in answer.headers["vary"]
        return answer.headers.get("content-encoding", "identity"), b"".join(answer.iter_raw()), answer.headers["etag"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_coding_unpacks_to_the_plain_body_and_has_a_tag_of_its_own(client: TestClient, path: str) -> None:
    found = {coding: raw(client, path, coding) for coding in UNPACK}
    plain = found["identity"][1]
    for coding, (said, body, _) in found.items():
        assert said == coding
        assert UNPACK[coding](body) == plain
    assert len({tag for _, _, tag in found.values()}) == 4
    assert all(len(body) < len(plain) for coding, (_, body, _) in found.items() if coding != "identity")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("coding", UNPACK)
def test_the_same_question_packed_the_same_is_the_same_byte_for_byte_and_known_by_its_tag(client: TestClient, path: str, coding: str) -> None:
    _, body, tag = raw(client, path, coding)
    assert raw(client, path, coding)[1:] == (body, tag)
    assert client.get(path, headers={"accept-encoding": coding, "if-none-match": tag}).status_code == 304
    other = "gzip" if coding != "gzip" else "br"
    assert client.get(path, headers={"accept-encoding": other, "if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "wanted"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate", "identity"),
        ("compress, nonsense", "identity"),
        ("*", "zstd"),
        ("*;q=0.1, gzip", "gzip"),
        ("zstd;q=0.5, br;q=0.9, gzip;q=0.8", "br"),
        ("br;q=0, zstd;q=0, gzip", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0.2, gzip;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0, *", "zstd"),
        ("*;q=0, identity", "identity"),
        ("*;q=0, br", "br"),
        ("gzip;q=2", "gzip"),
        ("gzip;q=nan", "identity"),
        (";;;,,,", "identity"),
    ],
)
def test_the_coding_is_the_one_the_client_weighs_most(client: TestClient, accepted: str, wanted: str) -> None:
    assert raw(client, ITEMS, accepted)[0] == wanted


def test_files_that_are_kept_are_packed_the_closest_way(client: TestClient) -> None:
    assert raw(client, "/static/app.js", "gzip, br, zstd")[0] == "br"
    assert raw(client, "/static/leaflet/dot.png", "gzip, br, zstd")[0] == "identity"


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "identity;q=0, gzip;q=0", "*;q=0, deflate"])
@pytest.mark.parametrize("path", [ITEMS, "/", "/collections/reported-targets/download.csv", "/static/app.js"])
def test_a_client_that_takes_nothing_is_told_what_there_is(client: TestClient, path: str, accepted: str) -> None:
    answer = client.get(path, headers={"accept-encoding": accepted})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")


def test_even_the_smallest_body_is_packed_for_a_client_that_takes_no_other(client: TestClient) -> None:
    assert raw(client, "/conformance", "identity;q=0, br")[0] == "br"


@pytest.mark.parametrize("coding", get_args(Coding))
def test_a_stream_is_packed_piece_by_piece_while_it_is_made(coding: Coding) -> None:
    wanted = [(f"feature {number} ".encode() * 40_000)[:500_000] for number in range(40)]
    made = 0

    def pieces() -> Iterator[bytes]:
        nonlocal made
        for piece in wanted:
            made += 1
            yield piece

    stream = packed_stream(pieces(), coding)
    first = next(stream)
    assert made < len(wanted)
    assert UNPACK[coding](first + b"".join(stream)) == b"".join(wanted)


@pytest.mark.parametrize("coding", get_args(Coding))
def test_packing_an_empty_body_unpacks_to_one(coding: Coding) -> None:
    assert UNPACK[coding](packed(b"", coding)) == b""
    assert UNPACK[coding](b"".join(packed_stream([], coding))) == b""
