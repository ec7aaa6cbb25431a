"""A geometry as RFC 7946 section 3.1 has it, but immutable and hashable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

GeometryType = Literal["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """One geometry in WGS 84 longitude/latitude degrees (RFC 7946 section 4).

    ``coordinates`` are nested tuples, the innermost ``(lon, lat)``. ``shapely.geometry.shape`` takes it as it is.
    """

    type: GeometryType
    coordinates: tuple[Any, ...]

    @classmethod
    def from_geojson(cls, value: Mapping[str, Any]) -> "Geometry":
        """Freeze a GeoJSON geometry object, or anything that looks like one."""
        return cls(value["type"], _freeze(value["coordinates"]))

    @classmethod
    def point(cls, lon: float, lat: float) -> "Geometry":
        """Make the Point at these degrees."""
        return cls("Point", (lon, lat))

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The geometry as a GeoJSON object (the Python geo interface)."""
        return {"type": self.type, "coordinates": self.coordinates}


def _freeze(value: Any) -> Any:
    return tuple(_freeze(item) for item in value) if isinstance(value, (list, tuple)) else value
