import math

import geojson
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, get_num_coordinates, is_valid
from shapely.geometry import shape

from app.features.outlines import VERTICES, line, served, thinned
from app.model.geometry import Geometry


def star(points: int, lon: float = 40.0, lat: float = 35.0) -> Geometry:
    ring = [
        (lon + (1 + i % 2) * math.cos(2 * math.pi * i / points), lat + (1 + i % 2) * math.sin(2 * math.pi * i / points)) for i in range(points)
    ]
    return Geometry("Polygon", ((*ring, ring[0]),))


@settings(deadline=None)
@given(st.integers(3, 1500), st.floats(-170, 170), st.floats(-80, 80))
def test_a_thinned_area_is_small_valid_and_about_where_it_was(points: int, lon: float, lat: float) -> None:
    area = thinned(star(points * 2, lon, lat))
    assert area.type == "MultiPolygon"
    assert 4 <= get_num_coordinates(shape(area)) <= VERTICES
    assert is_valid(shape(area))
    west, south, east, north = shape(area).bounds
    assert lon - 2.01 <= west <= east <= lon + 2.01
    assert lat - 2.01 <= south <= north <= lat + 2.01


def test_many_small_islands_are_thinned_to_the_largest() -> None:
    islands = tuple((((x, y), (x + 0.1, y), (x + 0.1, y + 0.1), (x, y)),) for x in range(30) for y in range(30))
    assert get_num_coordinates(shape(thinned(Geometry("MultiPolygon", islands)))) <= VERTICES


def test_outer_rings_turn_anticlockwise_as_rfc_7946_asks() -> None:
    clockwise = Geometry("Polygon", (((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)),))
    for area in (served(clockwise), thinned(clockwise)):
        assert all(Polygon(part[0]).exterior.is_ccw for part in area.coordinates)
        assert geojson.MultiPolygon(area.coordinates).is_valid


def test_an_outline_past_180_degrees_is_cut_in_two() -> None:
    crossing = Geometry("Polygon", (((170.0, 60.0), (190.0, 60.0), (190.0, 70.0), (170.0, 70.0), (170.0, 60.0)),))
    area = shape(served(crossing))
    assert len(area.geoms) == 2
    assert area.bounds == (-180.0, 60.0, 180.0, 70.0)
    assert area.area == 200.0


@given(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
def test_no_part_of_a_line_is_longer_than_half_the_world(start: tuple[float, float], end: tuple[float, float]) -> None:
    made = line(start, end)
    parts = made.coordinates if made.type == "MultiLineString" else (made.coordinates,)
    assert all(abs(part[1][0] - part[0][0]) <= 180 for part in parts)
    assert all(-180 <= x <= 180 for part in parts for x, _ in part)
