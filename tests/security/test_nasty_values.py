"""Three hundred nasty values in every parameter, in paths, headers and bodies: no server error, no echo, nothing told of the inside."""

import re
from urllib.parse import quote

import orjson
import pytest

from tests.security.conftest import Answer, Wire
from tests.security.nasty import values

VALUES = values()
ITEMS = b"/collections/reported-targets/items"
PARAMETERS = [
    *("bbox", "bbox-crs", "datetime", "limit", "next", "prev", "f", "crs", "properties", "sortby", "filter", "filter-lang", "filter-crs"),
    *("id", "where_prec", "uncertainty_m", "date_start", "unknown"),
]
PATHS = [
    *("/collections/{}", "/collections/{}/items", "/collections/claims/items/{}", "/collections/claims/download.{}"),
    *("/collections/{}/schema", "/reports/{}", "/{}"),
]
HEADERS = [
    *(b"accept", b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"host", b"origin", b"content-type"),
    *(b"authorization", b"x-forwarded-host", b"cookie"),
]
OURS = {"cql2-text", "items"}
"""Values that are words of our own messages too."""

TELLS = re.compile(r"(?i:sqlite)|SELECT |FROM |Traceback|File \"|site-packages|\.py|/usr/|/home/|/root/|OperationalError|0x[0-9a-f]{8}")


def test_there_are_three_hundred() -> None:
    assert len(VALUES) >= 300


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_no_value_of_a_parameter_breaks_the_service(wire: Wire, parameter: str) -> None:
    for value in VALUES:
        check(wire.ask(ITEMS + f"?{parameter}={_quoted(value)}".encode()), value)


@pytest.mark.parametrize("language", ["cql2-text", "cql2-json"])
def test_no_value_in_a_filter_breaks_the_service(wire: Wire, language: str) -> None:
    for value in VALUES:
        doubled = value.replace("'", "''")
        tree = {"op": "in", "args": [{"property": "claimant"}, [value]]}
        text = f"claimant = '{doubled}' OR place_name LIKE '{doubled}%'" if language == "cql2-text" else orjson.dumps(tree).decode()
        check(wire.ask(ITEMS + f"?filter-lang={language}&filter={_quoted(text)}".encode()), value)


@pytest.mark.parametrize("path", PATHS)
def test_no_value_in_a_path_breaks_the_service(wire: Wire, path: str) -> None:
    for value in VALUES:
        check(wire.ask(path.format(_quoted(value)).encode()), value)


@pytest.mark.parametrize("name", HEADERS)
def test_no_value_of_a_header_breaks_the_service(wire: Wire, name: bytes) -> None:
    for value in VALUES:
        check(wire.ask(ITEMS + b"?limit=1", headers={name: value.encode("utf-8", "surrogatepass")}), value)


@pytest.mark.parametrize("member", ["text", "title", "publisher", "url", "language", "other"])
def test_no_value_of_a_body_breaks_the_service(wire: Wire, member: str) -> None:
    for value in VALUES:
        body = orjson.dumps({"text": "Shells fell.", member: value})
        check(wire.ask(b"/reports", method="POST", headers={b"content-type": b"application/json"}, body=body), value)


def test_no_day_of_publication_breaks_the_service(wire: Wire) -> None:
    for value in VALUES:
        body = orjson.dumps({"text": "Shells fell.", "published_at": value})
        assert wire.ask(b"/reports", method="POST", headers={b"content-type": b"application/json"}, body=body).status < 500


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"%ff%fe", b"%c0%ae", b"\xff", b"%", b"%%", b"%e9", b"a;b", b"&&&&", b"=", b"bbox", b"?", b"+"])
def test_bytes_that_are_no_text_are_answered(wire: Wire, raw: bytes) -> None:
    for template in (b"?%s", b"?claimant=%s", b"?filter=%s", b"?%s=1", b"?next=%s", b"/%s"):
        check(wire.ask(ITEMS + template % raw), "")


def check(answer: Answer, value: str) -> None:
    assert 200 <= answer.status < 500, (answer.status, value[:80])
    if answer.status >= 400:
        assert answer.headers[b"content-type"] == b"application/problem+json"
        detail = orjson.loads(answer.body).get("detail", "")
        assert not TELLS.search(detail), detail
        assert len(value) < 6 or value.isalnum() or value in OURS or value not in detail


def _quoted(value: str) -> str:
    return quote(value, safe="", errors="surrogatepass")
