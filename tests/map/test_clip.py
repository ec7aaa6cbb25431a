"""A file's base map is what its map looks at, and no more."""

from pathlib import Path

from shapely.geometry import box, shape

from app.map.clip import clipped, view_box
from tests.map.sample import PROVINCE, TOWN

BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"
VIEW = (28.0, 40.0, 42.0, 52.0)


def _features(*geometries: object) -> list[dict[str, object]]:
    return [{"geometry": geometry} for geometry in geometries]


def test_the_view_holds_every_geometry_with_room_around() -> None:
    west, south, east, north = view_box(_features(PROVINCE, TOWN, None)) or (0, 0, 0, 0)
    assert box(west, south, east, north).contains(shape(PROVINCE).buffer(5.9))


def test_nothing_drawn_has_no_view_and_the_whole_world() -> None:
    assert view_box(_features(None)) is None
    world = clipped(BASEMAP, None)
    assert world["regions"] == []
    assert shape(world["world"]["land"]["features"][0]["geometry"]).bounds[0] < -160


def test_every_shape_and_name_is_inside_the_view() -> None:
    cut = clipped(BASEMAP, VIEW, VIEW)
    assert cut["regions"]
    for sheet, frame in [(cut["world"], VIEW), *((one["sheet"], one["bounds"]) for one in cut["regions"])]:
        room = box(*frame).buffer(0.01)
        assert sheet["labels"]
        for name in ("land", "border", "province", "water"):
            assert all(room.contains(shape(feature["geometry"])) for feature in sheet[name]["features"]), name


def test_finer_regions_come_only_where_marks_are() -> None:
    assert clipped(BASEMAP, VIEW, None)["regions"] == []
    assert len(clipped(BASEMAP, VIEW, (33.0, 46.0, 34.0, 47.0))["regions"]) < len(clipped(BASEMAP, VIEW, VIEW)["regions"])
