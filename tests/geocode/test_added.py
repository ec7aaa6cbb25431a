"""Sources a user adds: read, used, told apart by licence, and gone again when removed."""

import zipfile
from pathlib import Path

import orjson
import pytest

from app.errors import BadInput, NotFound
from app.geocode.added import add_source, added_files, list_sources, remove_source
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.importers.geonames import kind_of
from app.geocode.open import open_gazetteer
from app.main import geodata_directory
from app.settings import Settings
from tests.bench.bench_geocode import import_cost

ROWS = [
    ("9000001", "Zurzur at Tahta", "P", "PPL", 35.51, 36.61, "12", 800, "Zurzur al-Tahta,زرزور"),
    ("9000002", "Zurzur District", "A", "ADM2", 35.50, 36.60, "12", 9000, ""),
    ("9000003", "Zurzur Province", "A", "ADM1", 35.40, 36.50, "12", 90000, ""),
    ("9000004", "Bahr Zurzur", "H", "LK", 35.52, 36.62, "12", 0, ""),
    ("9000005", "Wadi Zurzur", "H", "STM", 35.53, 36.63, "12", 0, ""),
    ("9000006", "Zurzur Plain", "L", "RGN", 35.54, 36.64, "12", 0, ""),
    ("9000007", "Zurzur Military Base", "L", "MILB", 35.55, 36.65, "12", 0, ""),
    ("9000008", "Zurzur Road", "R", "RD", 35.56, 36.66, "12", 0, ""),
    ("9000009", "Zurzur Airport", "S", "AIRP", 35.57, 36.67, "12", 0, "ZZU"),
    ("9000010", "Zurzur Dam", "S", "DAM", 35.58, 36.68, "12", 0, ""),
    ("9000011", "Jabal Zurzur", "T", "MT", 35.59, 36.69, "12", 0, ""),
    ("9000012", "Zurzur Seamount", "U", "SMU", 35.60, 36.70, "12", 0, ""),
    ("9000013", "Zurzur Forest", "V", "FRST", 35.61, 36.71, "12", 0, ""),
    ("9000014", "Zurzur Quarter", "P", "PPLX", 35.51, 36.60, "12", 0, ""),
    ("9000015", "Old Zurzur", "P", "PPLH", 35.51, 36.62, "12", 0, ""),
]


def dump(rows: list[tuple[str, str, str, str, float, float, str, int, str]]) -> str:
    return "".join(
        "\t".join(
            (
                key,
                name,
                name,
                alternates,
                str(lat),
                str(lon),
                cls,
                code,
                "SY",
                "",
                admin1,
                "",
                "",
                "",
                str(people),
                "",
                "",
                "Asia/Damascus",
                "2024-01-01",
            )
        )
        + "\n"
        for key, name, cls, code, lat, lon, admin1, people, alternates in rows
    )


@pytest.fixture
def added(tmp_path: Path) -> Path:
    return tmp_path / "added"


def reopened(added: Path) -> SqliteGazetteer:
    return open_gazetteer(geodata_directory(), Settings.from_environment().cache_dir, added_dir=added)


def test_a_geonames_dump_of_every_class_resolves_and_goes_again(gazetteer: SqliteGazetteer, tmp_path: Path, added: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "GeoNames")
        archive.writestr("SY.txt", dump(ROWS))
    told: list[str] = []
    source = add_source(added, gazetteer, str(tmp_path / "SY.zip"), version="2024-01-01", progress=lambda what, _done, _of: told.append(what))
    assert (source.name, source.licence, source.version, source.built_in) == ("geonames-sy", "CC-BY-4.0", "2024-01-01", False)
    assert source.places == sum(kind_of(cls, code) is not None for _key, _name, cls, code, *_ in ROWS)
    assert told
    with_it = reopened(added)
    village = with_it.place("geonames:9000001")
    assert village is not None
    assert (village.kind, village.admin1) == ("settlement", "Idlib")
    assert "geonames:9000001" in [place.id for place in with_it.lookup("زرزور")]
    assert {place.kind for key, *_ in ROWS if (place := with_it.place(f"geonames:{key}"))} == {
        "settlement", "district", "province", "sea", "region", "installation", "airfield", "neighbourhood",
    }  # fmt: skip
    assert with_it.version != gazetteer.version
    assert with_it.stats()["settlement"] == gazetteer.stats()["settlement"] + 1
    assert [one.name for one in list_sources(added, with_it) if not one.built_in] == ["geonames-sy"]
    with_it.close()
    remove_source(added, "geonames-sy")
    assert added_files(added) == []
    without = reopened(added)
    assert without.place("geonames:9000001") is None
    without.close()


def test_alternate_names_are_joined_by_number(gazetteer: SqliteGazetteer, tmp_path: Path, added: Path) -> None:
    (tmp_path / "SY.txt").write_text(dump(ROWS[:1]), encoding="utf-8")
    (tmp_path / "alternateNamesV2.txt").write_text(
        "1\t9000001\tfr\tZourzour\t\t\t\t\n2\t9000001\tlink\thttps://x\t\t\t\t\n3\t77\tfr\tAutre\t\t\t\t\n", encoding="utf-8"
    )
    add_source(added, gazetteer, str(tmp_path / "SY.txt"), alternates=tmp_path / "alternateNamesV2.txt")
    opened = reopened(added)
    assert [place.id for place in opened.lookup("Zourzour")] == ["geonames:9000001"]
    assert not opened.bearers(["https x", "autre ville"])
    opened.close()


def test_a_p_code_table_and_geojson_are_read_by_their_usual_columns(gazetteer: SqliteGazetteer, tmp_path: Path, added: Path) -> None:
    (tmp_path / "pplp.csv").write_text(
        "PCODE,NameEn,NameAr,ADM1_EN,LatitudeDD,LongitudeDD\nC9999,Tall Zurzur,تل زرزور,Idleb,35.5,36.6\n,,,,x,y\n", encoding="utf-8-sig"
    )
    square = [[[36, 35], [36.2, 35], [36.2, 35.2], [36, 35.2], [36, 35]]]
    features = [
        {
            "type": "Feature",
            "id": "f1",
            "properties": {"name": "Zurzur Plateau", "kind": "region"},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
    ]
    (tmp_path / "areas.geojson").write_bytes(orjson.dumps({"type": "FeatureCollection", "features": [*features, {"type": "Feature"}, 7]}))
    add_source(added, gazetteer, str(tmp_path / "pplp.csv"), name="ocha-syr", licence="CC-BY-IGO", country="Syria")
    add_source(added, gazetteer, str(tmp_path / "areas.geojson"), licence="CC0-1.0", country="SY")
    opened = reopened(added)
    village, area = opened.place("ocha-syr:C9999"), opened.place("areas:f1")
    assert village is not None
    assert area is not None
    assert (village.country, village.admin1, village.kind) == ("SY", "Idlib", "settlement")
    assert [place.id for place in opened.lookup("تل زرزور")] == ["ocha-syr:C9999"]
    outline = opened.geometry("areas:f1")
    assert outline is not None
    assert (area.kind, outline.type) == ("region", "Polygon")
    opened.close()


def test_a_mapping_says_what_columns_hold(gazetteer: SqliteGazetteer, tmp_path: Path, added: Path) -> None:
    (tmp_path / "own.csv").write_text("titel;breite;laenge;art\nZurzur Camp;35,5;36,6;camp\n", encoding="utf-8")
    source = add_source(
        added,
        gazetteer,
        str(tmp_path / "own.csv"),
        licence="CC0-1.0",
        mapping={"name": "titel", "lat": "breite", "lon": "laenge", "kind": "art"},
        country="Syria",
    )
    assert source.places == 1
    opened = reopened(added)
    assert [(place.kind, place.lat) for place in opened.lookup("Zurzur Camp")] == [("installation", 35.5)]
    opened.close()


@pytest.mark.parametrize(
    ("name", "content", "options", "message"),
    [
        ("x.csv", b"name,lat,lon\nA,1,2\n", {}, "licence"),
        ("x.csv", b"a,b\n1,2\n", {"licence": "CC0"}, "column"),
        ("x.txt", b"not a dump\n", {}, "GeoNames"),
        ("x.zip", b"not a zip", {}, "zip"),
        ("x.geojson", b"{", {"licence": "CC0"}, "JSON"),
        ("x.geojson", b"[]", {"licence": "CC0"}, "FeatureCollection"),
        ("x.pdf", b"%PDF", {"licence": "CC0"}, "ending"),
        ("x.csv", b"name,lat,lon\n", {"licence": "CC0", "name": "../../etc"}, "name for a source"),
        ("x.csv", b"\xff\xfe\x00", {"licence": "CC0"}, "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    gazetteer: SqliteGazetteer, tmp_path: Path, added: Path, name: str, content: bytes, options: dict[str, str], message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=message):
        add_source(added, gazetteer, str(tmp_path / name), **options)  # type: ignore[arg-type]
    assert not added.exists() or list(added.iterdir()) == []


@pytest.mark.soak
def test_a_million_rows_are_added_in_flat_memory_and_ninety_seconds() -> None:
    few, many = import_cost(100_000), import_cost(1_000_000)
    assert many[0] <= 90
    assert many[0] <= 15 * few[0]
    assert many[1] - few[1] <= 200, "megabytes: caches fill up, and then no more"


def test_removing_what_is_not_there_is_an_error(added: Path) -> None:
    for name in ("nothing", "../x"):
        with pytest.raises(NotFound):
            remove_source(added, name)


def test_placeroot_says_how_to_get_it_when_it_is_not_installed(gazetteer: SqliteGazetteer, added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.geocode.importers.placeroot.PACKAGE", "no-such-package-here")
    monkeypatch.setattr("app.geocode.added.placeroot.PACKAGE", "no-such-package-here")
    with pytest.raises(BadInput, match="pip install"):
        add_source(added, gazetteer, "no-such-package-here")
