"""Files of the page: packed ahead of the first reader, or quickly for one who is faster."""

import json

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from app.web.assets import Assets

PROGRAM = json.dumps([{"name": f"place {number}", "position": [number * 7 % 360, number * 11 % 90]} for number in range(2_000)]).encode()


def test_who_is_faster_than_the_packing_gets_the_same_file_packed_less_closely_under_a_tag_of_its_own() -> None:
    assets = Assets({"page.js": PROGRAM}, ahead=["page.js"])
    client = TestClient(Starlette(routes=[Route("/{path:path}", assets.serve)]))
    early = client.get("/page.js", headers={"accept-encoding": "br"})
    assets.prepare()
    later = client.get("/page.js", headers={"accept-encoding": "br"})
    assert early.content == later.content == PROGRAM
    assert early.headers["content-encoding"] == later.headers["content-encoding"] == "br"
    assert int(later.headers["content-length"]) < int(early.headers["content-length"]) < len(PROGRAM)
    assert early.headers["etag"] != later.headers["etag"]
    assert client.get("/page.js", headers={"accept-encoding": "br", "if-none-match": later.headers["etag"]}).status_code == 304
