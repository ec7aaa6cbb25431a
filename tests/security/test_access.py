"""Who may do what: every route and every kind of caller, each cell stated."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from app import main
from app.model.access import SCOPES, Scope
from app.service import Service
from app.settings import Settings
from app.store.keys import KeyRing
from app.web.auth import need_of

CALLERS = ("nobody", "read", "submit", "review", "admin", "expired", "revoked", "local", "local with keys")
"""Callers of a service for strangers: without a key, with a key of each scope, with one that opens nothing any more; and of a local one."""

OPEN = "yes yes yes yes yes yes yes yes yes"
READ = "yes yes yes yes yes 401 401 yes yes"
SUBMIT = "401 403 yes yes yes 401 401 yes yes"
REVIEW = "401 403 403 yes yes 401 401 yes 401"
ADMIN = "401 403 403 403 yes 401 401 yes 401"

MATRIX = {
    "GET /": READ,
    "GET /map": READ,
    "GET /api": READ,
    "GET /conformance": READ,
    "GET /collections": READ,
    "GET /collections/{collection_id}": READ,
    "GET /collections/{collection_id}/items": READ,
    "POST /collections/{collection_id}/items": READ,
    "GET /collections/{collection_id}/items/{feature_id:path}": READ,
    "GET /collections/{collection_id}/queryables": READ,
    "GET /collections/{collection_id}/sortables": READ,
    "GET /collections/{collection_id}/schema": READ,
    "GET /collections/{collection_id}/schema/feature": READ,
    "GET /collections/{collection_id}/download.{extension}": READ,
    "GET /collections/{collection_id}/tiles": READ,
    "GET /collections/{collection_id}/tiles/WebMercatorQuad": READ,
    "GET /collections/{collection_id}/tiles/WebMercatorQuad/tilejson": READ,
    "GET /collections/{collection_id}/tiles/WebMercatorQuad/{z}/{y}/{x}": READ,
    "GET /tileMatrixSets": READ,
    "GET /tileMatrixSets/WebMercatorQuad": READ,
    "GET /download.gpkg": READ,
    "GET /map.html": READ,
    "GET /reports/{report_id}": READ,
    "POST /reports": SUBMIT,
    "GET /reports/{report_id}/reviews": REVIEW,
    "POST /reports/{report_id}/reviews": REVIEW,
    "POST /reports/{report_id}/reviews to withdraw": ADMIN,
    "GET /claims/{claim_id}/reviews": READ,
    "POST /claims/{claim_id}/reviews": REVIEW,
    "GET /reviews": REVIEW,
    "POST /reviews": REVIEW,
    "GET /history/{claim_id}": READ,
    "GET /session": OPEN,
    "GET /sign-in": OPEN,
    "POST /sign-in": "400 400 400 400 400 400 400 400 400",
    "POST /sign-out": OPEN,
    "GET /review": REVIEW,
    "GET /review/{report_id}": REVIEW,
    "GET /events/{event_id}": READ,
    "GET /places/{place_id}": READ,
    "GET /list": READ,
    "GET /list/{collection_id}.{extension}": READ,
    "GET /about": READ,
    "GET /methodology": READ,
    "GET /share.png": READ,
    "GET /minimap.svg": READ,
    "GET /overview": READ,
    "GET /census": READ,
    "GET /census/areas": READ,
    "GET /census/claims": READ,
    "GET /census/lines": READ,
    "GET /census/beside": READ,
    "GET /census/tiles/{z}/{x}/{y}": READ,
    "GET /census/tiles/{z}/{x}/{y}/{cell}": READ,
    "GET /geocode": READ,
    "GET /search": READ,
    "POST /geoparse": READ,
    "GET /data": READ,
    "GET /accuracy": READ,
    "GET /feed.atom": READ,
    "GET /health": OPEN,
    "GET /ready": OPEN,
    "GET /metrics": READ,
    "GET /document.css": OPEN,
    "GET /static/{path:path}": OPEN,
    "GET /basemap/{path:path}": READ,
}
"""What each kind of caller gets while reading is open: ``yes`` is any answer but a refusal."""

CLOSED = {READ: "401 yes yes yes yes 401 401 401 401", REVIEW: "401 403 403 yes yes 401 401 401 401", SUBMIT: "401 403 yes yes yes 401 401 401 401"}
"""The rows that differ where reading needs a key, on this machine too."""

VALUES = {"collection_id": "claims", "feature_id": "x", "extension": "csv", "z": "0", "x": "0", "y": "0", "cell": "0", "path": "none"}


@dataclass(frozen=True)
class Door:
    """Who asks, of which service."""

    client: TestClient
    headers: dict[str, str]


Doors = Callable[[bool], dict[str, Door]]


@pytest.fixture(scope="module")
def doors(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """Each caller in front of a service whose reading is open, or not."""
    public = replace(settings, data_dir=tmp_path_factory.mktemp("public"), host="0.0.0.0")
    fresh = replace(settings, data_dir=tmp_path_factory.mktemp("fresh"))
    service, untouched = main.build_service(public), main.build_service(fresh)
    secrets = _keys(service)

    @cache
    def of(read_open: bool) -> dict[str, Door]:
        reading = {"read": "open" if read_open else "key"}
        strangers = _client(replace(public, **reading), service)  # type: ignore[arg-type]
        found = {name: Door(strangers, {"authorization": f"Bearer {secret}"} if secret else {}) for name, secret in secrets.items()}
        found["local"] = Door(_client(replace(fresh, **reading), untouched), {})  # type: ignore[arg-type]
        found["local with keys"] = Door(_client(replace(fresh, **reading), service), {})  # type: ignore[arg-type]
        return found

    yield of
    service.close()
    untouched.close()


def _client(settings: Settings, service: Service) -> TestClient:
    return TestClient(main.create_app(settings, service), follow_redirects=False)


def _keys(service: Service) -> dict[str, str]:
    secrets = {"nobody": ""}
    for scope in SCOPES:
        secrets[scope] = service.keys.create(f"The {scope} key", scope)[1]
    key, secrets["revoked"] = service.keys.create("Gone", "admin")
    service.keys.revoke(key.id)
    ring = service.keys
    assert isinstance(ring, KeyRing)
    now = ring._clock
    ring._clock = lambda: now() - 3 * 86_400
    _, secrets["expired"] = ring.create("Old", "admin", days=1)
    ring._clock = now
    return secrets


def test_every_route_stands_in_the_matrix(doors: Doors) -> None:
    app = doors(True)["nobody"].client.app
    routes = app.routes  # type: ignore[attr-defined]
    assert all(type(route) is Route for route in routes), "what is mounted, or speaks no HTTP, stands in no row"
    found = {f"{method} {route.path}" for route in routes for method in (route.methods or ()) if method != "HEAD"}
    assert found == {row for row in MATRIX if " to " not in row}


@pytest.mark.parametrize("read_open", [True, False])
@pytest.mark.parametrize("row", MATRIX)
def test_each_caller_gets_what_the_matrix_says(doors: Doors, row: str, read_open: bool) -> None:
    expected = MATRIX[row] if read_open else CLOSED.get(MATRIX[row], MATRIX[row])
    if row.endswith("withdraw") and not read_open:
        expected = "401 403 403 403 yes 401 401 401 401"
    request, _, withdrawing = row.partition(" to ")
    method, path = request.split()
    path = re.sub(r"\{(\w+)(?::path)?\}", lambda name: VALUES.get(name.group(1), "none"), path)
    body = {"verb": "withdraw", "reason": "asked", "reviewer": "Ada"} if withdrawing else {}
    got = []
    for caller in CALLERS:
        door = doors(read_open)[caller]
        headers = door.headers | ({"if-match": "*"} if withdrawing else {"if-none-match": "*"})
        answer = door.client.request(method, path, json=body if method == "POST" else None, headers=headers)
        assert answer.status_code < 500 or answer.status_code == 503, answer.text
        got.append(str(answer.status_code) if answer.status_code in (401, 403) or (path == "/sign-in" and method == "POST") else "yes")
    assert " ".join(got) == expected


def test_a_route_that_writes_and_has_no_rule_cannot_be_made() -> None:
    with pytest.raises(LookupError):
        need_of("POST", "/new")
    with pytest.raises(LookupError):
        need_of("DELETE", "/reports/{report_id}")


def test_a_browser_is_shown_the_way_to_sign_in(doors: Doors) -> None:
    for path, read_open in (("/reviews", True), ("/map", False)):
        answer = doors(read_open)["nobody"].client.get(path, headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "http://testserver/sign-in")


def test_what_needs_a_key_to_be_read_is_kept_by_no_shared_cache(doors: Doors) -> None:
    door = doors(False)["read"]
    assert door.client.get("/collections", headers=door.headers).headers["cache-control"].startswith("private")


def test_100_keys_are_found_in_no_dump_and_no_log(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    own = replace(settings, data_dir=tmp_path / "data", host="0.0.0.0")
    service = main.build_service(own)
    issued = [service.keys.create(f"Key {number}", SCOPES[number % 4])[1] for number in range(100)]
    tokens = []
    caplog.set_level("DEBUG")
    with TestClient(main.create_app(own, service), follow_redirects=False) as client:
        for secret in issued:
            client.get("/collections", headers={"authorization": f"Bearer {secret}"})
            client.post("/reports", json={"text": "Shells fell."}, headers={"authorization": f"Bearer {secret}"})
            signed = client.post("/sign-in", data={"key": secret}, headers={"sec-fetch-site": "same-origin"})
            tokens.append(signed.cookies["strikemap_session"])
            assert secret not in signed.text and secret not in str(signed.headers)
            client.cookies.clear()
        wrong = [client.post("/reports", json={}, headers={"authorization": f"Bearer {secret}x"}) for secret in issued]
        assert {answer.status_code for answer in wrong} == {401, 429}
        stored = b"".join(file.read_bytes() for file in own.data_dir.iterdir())
    stored += b"".join(file.read_bytes() for file in own.data_dir.iterdir())
    with closing(sqlite3.connect(next(own.data_dir.glob("*.sqlite")))) as db:
        stored += repr([db.execute(f"SELECT * FROM {table}").fetchall() for table in ("access_key", "key_use", "session", "review")]).encode()
    told = "".join(capfd.readouterr()) + caplog.text
    assert len(set(issued)) == len(set(tokens)) == 100
    for secret in issued + tokens:
        assert len(secret.removeprefix("strikemap_")) >= 43
        assert secret.encode() not in stored
        assert secret.removeprefix("strikemap_").encode() not in stored
        assert secret.removeprefix("strikemap_") not in told


def test_scopes_rise() -> None:
    scopes: tuple[Scope, ...] = ("read", "submit", "review", "admin")
    assert scopes == SCOPES
