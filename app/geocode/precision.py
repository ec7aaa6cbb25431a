"""Place → where it may be drawn and how precisely: points as points, areas as areas (law 3)."""

import math

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.model.codes import AREA_KINDS
from app.model.geometry import Geometry
from app.model.place import Location, Place
from app.model.protocols import Gazetteer

MOST_VERTICES = 200
WHERE_PREC = {"district": 3, "province": 4, "region": 5, "country": 6, "continent": 6, "sea": 7}
"""UCDP GED's ``where_prec`` of areas; point places have 1."""

_METRES_A_DEGREE = 111_195.0
_MOST_CACHED = 500


class Locator:
    """Makes Locations, keeping the outlines it has simplified."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Stand on a gazetteer."""
        self._gazetteer = gazetteer
        self._outlines: dict[str, BaseGeometry | None] = {}
        self._locations: dict[str, Location | None] = {}

    def locate(self, place: Place) -> Location | None:
        """Return where a place may be drawn; None for a country or continent, and for an area whose outline no source has."""
        if place.id not in self._locations:
            if len(self._locations) > _MOST_CACHED:
                self._locations.clear()
            self._locations[place.id] = self._locate(place)
        return self._locations[place.id]

    def outline(self, place: Place) -> BaseGeometry | None:
        """Return the outline of an area with at most 200 vertices, or None for a place without one."""
        if place.id not in self._outlines:
            if len(self._outlines) > _MOST_CACHED:
                self._outlines.clear()
            geometry = self._gazetteer.geometry(place.id)
            self._outlines[place.id] = simplified(shape(geometry)) if geometry is not None and "Polygon" in geometry.type else None
        return self._outlines[place.id]

    def _locate(self, place: Place) -> Location | None:
        if place.kind in ("country", "continent"):
            return None
        if place.kind in AREA_KINDS:
            outline = self.outline(place)
            return None if outline is None else area_location(outline, place.lat, place.lon, WHERE_PREC[place.kind], place.uncertainty_m)
        outline = self.outline(place)
        if outline is not None and place.uncertainty_m is not None and place.uncertainty_m >= 5_000:
            return area_location(outline, place.lat, place.lon, 2, place.uncertainty_m)
        return Location(Geometry.point(place.lon, place.lat), place.lat, place.lon, 1, extent_m(place))


def extent_m(place: Place) -> float:
    """Return the radius in metres within which a point place lies: what the source says, else by population (1 M people: 10 km)."""
    if place.uncertainty_m is not None:
        return float(place.uncertainty_m)
    return float(round(max(1_000.0, 10.0 * math.sqrt(place.population)), -2))


def area_location(outline: BaseGeometry, lat: float, lon: float, where_prec: int, uncertainty_m: float | None = None) -> Location:
    """Return the Location of an area; where no uncertainty is given it is half the diagonal of its box."""
    if uncertainty_m is None:
        west, south, east, north = outline.bounds
        across = (east - west) * math.cos(math.radians((south + north) / 2))
        uncertainty_m = round(math.hypot(across, north - south) / 2 * _METRES_A_DEGREE, -3)
    return Location(frozen(outline), lat, lon, where_prec, float(uncertainty_m))


def frozen(outline: BaseGeometry) -> Geometry:
    """Return a shapely geometry as the model has it, to five decimals, outer rings anticlockwise (RFC 7946)."""
    exact = shapely.set_precision(outline, 0.00001)
    return Geometry.from_geojson(shapely.geometry.mapping(shapely.orient_polygons(exact)))


def simplified(outline: BaseGeometry) -> BaseGeometry:
    """Return a valid outline of at most 200 vertices; small parts go first when an archipelago has too many."""
    if not outline.is_valid:
        outline = outline.buffer(0)
    tolerance = max(outline.bounds[2] - outline.bounds[0], outline.bounds[3] - outline.bounds[1]) / 2_000 or 0.0001
    result = outline
    while shapely.get_num_coordinates(result) > MOST_VERTICES - 10:
        result = _largest_parts(outline, tolerance).simplify(tolerance)
        if not result.is_valid:
            result = result.buffer(0)
        tolerance *= 1.6
    return result


def _largest_parts(outline: BaseGeometry, tolerance: float) -> BaseGeometry:
    """Leave out the parts too small to be seen at this tolerance, but never the largest."""
    parts = getattr(outline, "geoms", None)
    if parts is None:
        return outline
    ordered = sorted(parts, key=lambda part: -part.area)
    kept = [part for part in ordered[:40] if part is ordered[0] or part.area > (3 * tolerance) ** 2]
    return shapely.geometry.MultiPolygon(kept) if len(kept) > 1 else kept[0]
