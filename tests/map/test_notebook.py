"""In a notebook: features in, a folium.Map out, that needs no network."""

import ast
import io
import json
from pathlib import Path
from typing import Any

import folium
import pytest

from app.map import strike_map
from tests.map.markup import fetched, read
from tests.map.sample import collections


def _all(*names: str) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [feature for name in names for feature in collections()[name]]}


def _claims(html: str) -> list[dict[str, Any]]:
    data = json.loads(next(one.text for one in read(html).all("script") if one.attributes.get("id") == "strikemap-data"))
    return list(data["collections"]["claims"])


def test_it_is_a_folium_map_that_fetches_nothing() -> None:
    made = strike_map(_all("reported-targets", "launch-origin-areas", "strike-lines", "claims"))
    assert isinstance(made, folium.Map)
    assert fetched(read(made.html)) == []
    frame = read(made._repr_html_()).all("iframe")[0]
    assert frame.attributes["srcdoc"] == made.html


def test_marks_alone_bring_their_claims() -> None:
    claims = _claims(strike_map(_all("reported-target-areas", "bases")).html)
    assert [claim["id"] for claim in claims] == ["c1", "c2"]
    assert claims[1]["properties"]["places_text"] == "Northern"


def test_claims_that_were_given_are_kept_as_they_are() -> None:
    claims = _claims(strike_map(_all("claims", "reported-target-areas")).html)
    assert [claim["properties"]["places_text"] for claim in claims] == [claim["properties"]["places_text"] for claim in collections()["claims"]]


def test_save_writes_the_file(tmp_path: Path) -> None:
    made = strike_map(_all("claims"))
    made.save(tmp_path / "map.html")
    stream = io.BytesIO()
    made.save(stream, close_file=False)
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == stream.getvalue().decode() == made.html


def test_what_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="no mark"):
        strike_map([{"type": "Feature", "geometry": None, "properties": {"name": "elsewhere"}}])


def test_the_notebook_of_the_docs_runs_and_gives_what_it_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    book = json.loads((Path(__file__).parents[2] / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in (one for one in book["cells"] if one["cell_type"] == "code"):
        *body, last = ast.parse("".join(cell["source"])).body
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(body, []), "notebook", "exec"), names)
        shown = ast.literal_eval("".join(cell["outputs"][0]["data"]["text/plain"]))
        assert eval(compile(ast.Expression(last.value), "notebook", "eval"), names) == shown
    assert (tmp_path / "strikes.html").stat().st_size > 100_000
