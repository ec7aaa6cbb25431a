"""The Folium page, the self-contained file, and the map in a notebook."""

from app.map.notebook import strike_map

__all__ = ["strike_map"]
