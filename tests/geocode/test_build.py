"""The gazetteer file: the same data give the same file, whole or not at all."""

import gzip
import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import orjson
import pytest

from app.geocode.build import build_gazetteer
from app.geocode.open import open_gazetteer

PLACES = [
    {"id": "country:SY", "name": "Syria", "names": [["سوريا", "ar"]], "kind": "country", "country": "SY", "lat": 35.0, "lon": 38.0},
    {"id": "x:P1", "name": "Aleppo", "kind": "province", "country": "SY", "lat": 36.2, "lon": 37.5, "codes": {"iso": "SY-HL"},
     "geometry": {"type": "Polygon", "coordinates": [[[37, 36], [38, 36], [38, 37], [37, 37], [37, 36]]]}},
    {"id": "x:1", "name": "Aleppo", "names": [["Ḩalab", ""], ["Haleb", "ku"]], "kind": "settlement", "country": "SY", "admin1": "x:P1",
     "population": 2_000_000, "lat": 36.2, "lon": 37.16},
    {"id": "x:2", "name": "Al Bāb", "kind": "settlement", "country": "SY", "admin1": "x:P1", "population": 130_000, "lat": 36.37, "lon": 37.51},
]  # fmt: skip


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    folder = tmp_path / "geodata" / "sources" / "small"
    folder.mkdir(parents=True)
    with gzip.GzipFile(folder / "places.jsonl.gz", "wb", mtime=0) as out:
        out.write(b"".join(orjson.dumps(place) + b"\n" for place in PLACES))
    (folder / "source.toml").write_text('version = "1"\nlicence = "CC0-1.0"\nattribution = "us"\n')
    return tmp_path / "geodata"


def test_the_same_data_give_the_same_bytes(geodata: Path, tmp_path: Path) -> None:
    build_gazetteer(geodata, tmp_path / "a.sqlite")
    build_gazetteer(geodata, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_progress_is_told_and_ends(geodata: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_gazetteer(geodata, tmp_path / "a.sqlite", lambda *step: told.append(step))
    assert told[-1] == ("Indexing names", 1, 1)
    assert all(done <= of for _what, done, of in told)


def test_a_build_that_fails_leaves_what_was_there_and_no_rest(geodata: Path, tmp_path: Path) -> None:
    target = tmp_path / "cache" / "g.sqlite"
    build_gazetteer(geodata, target)
    before = target.read_bytes()
    with gzip.open(geodata / "sources" / "small" / "places.jsonl.gz", "ab") as out:
        out.write(b'{"id": "x:3"}\n')
    with pytest.raises(KeyError):
        build_gazetteer(geodata, target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_two_processes_starting_at_once_both_get_a_whole_gazetteer(geodata: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        counts = list(pool.map(_count, [geodata] * 2, [tmp_path / "cache"] * 2))
    assert counts == [len(PLACES)] * 2
    assert len(list((tmp_path / "cache").glob("*.sqlite"))) == 1


def _count(geodata: Path, cache: Path) -> int:
    gazetteer = open_gazetteer(geodata, cache)
    path = next(cache.glob("*.sqlite"))
    gazetteer.close()
    db = sqlite3.connect(path)
    count = int(db.execute("SELECT COUNT(*) FROM place").fetchone()[0])
    db.close()
    return count


def test_no_data_is_an_error_that_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing-here"):
        build_gazetteer(tmp_path / "nothing-here", tmp_path / "g.sqlite")


def test_a_change_in_the_data_is_another_version(geodata: Path, tmp_path: Path) -> None:
    first = open_gazetteer(geodata, tmp_path / "cache")
    (geodata / "curated").mkdir()
    (geodata / "curated" / "aliases.csv").write_text("id,name,lang,why\nx:1,Halep,tr,usual in Turkish news\n")
    second = open_gazetteer(geodata, tmp_path / "cache")
    assert first.version != second.version
    assert [place.id for place in second.lookup("Halep")] == ["x:1"]
    assert not first.bearers(["halep"])
    first.close()
    second.close()


def test_lookups(geodata: Path, tmp_path: Path) -> None:
    gazetteer = open_gazetteer(geodata, tmp_path / "cache")
    assert {place.id for place in gazetteer.lookup("ALEPPO")} == {"x:1", "x:P1"}
    assert [place.id for place in gazetteer.lookup("Halab")] == ["x:1"]
    assert [place.id for place in gazetteer.lookup("el-Bab")] == ["x:2"], "by its family"
    assert [place.id for place in gazetteer.lookup("سوريا")] == ["country:SY"]
    assert list(gazetteer.lookup("Nowhere")) == []
    place = gazetteer.place("x:1")
    assert place is not None
    assert (place.admin1, place.admin1_id, place.source) == ("Aleppo", "x:P1", "small")
    assert ("Haleb", "ku") in place.names
    assert gazetteer.place("x:404") is None
    outline, point = gazetteer.geometry("x:P1"), gazetteer.geometry("x:2")
    assert outline is not None
    assert point is not None
    assert (outline.type, point.type, point.coordinates) == ("Polygon", "Point", (37.51, 36.37))
    assert gazetteer.geometry("x:404") is None
    by_code = gazetteer.by_code("iso", "SY-HL")
    assert by_code is not None
    assert by_code.id == "x:P1"
    gazetteer.close()


def test_old_versions_and_killed_builds_do_not_pile_up(geodata: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for number in range(6):
        (cache / f"gazetteer-{number}.sqlite").write_bytes(b"old")
        os.utime(cache / f"gazetteer-{number}.sqlite", (number, number))
    (cache / "gazetteer-x.part").write_bytes(b"killed")
    os.utime(cache / "gazetteer-x.part", (1, 1))
    open_gazetteer(geodata, cache).close()
    assert len(list(cache.glob("*.sqlite"))) == 3
    assert not list(cache.glob("*.part"))
