"""Folium's Map and Figure, bent to what a strict page needs: local files, fixed ids, one inline script, no inline style."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import folium
from branca.element import Figure
from folium.template import Template

MAP_OPTIONS: Mapping[str, Any] = {
    "zoom_snap": 0.25,
    "zoom_delta": 1,
    "wheel_px_per_zoom_level": 90,
    "world_copy_jump": True,
    "fade_animation": False,
    "attribution_control": False,
    "zoom_control": False,
}


class StrikeMap(folium.Map):
    """A Folium map with Leaflet from this host only, and with an id that never changes.

    The stock class pulls ten files from four hosts and draws its id at random; the ``default_js`` of the stock class is one list for all
    maps, so this class has lists of its own and never calls ``add_js_link``.
    """

    default_js = [("leaflet", "static/leaflet/leaflet.js")]  # noqa: RUF012 - as Folium declares it
    default_css = [("leaflet_css", "static/leaflet/leaflet.css")]  # noqa: RUF012

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id={{ this.get_name()|tojson }} role="region" aria-label="Map of the reported places" tabindex="0"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, "
        "{center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        """Make the empty map; the page's own modules fit it to what was reported."""
        super().__init__(location=(30, 35), zoom_start=3, tiles=None, **MAP_OPTIONS)
        self._id = "page"
        self.options |= {"min_zoom": 2, "max_zoom": 13}


class Shell(Figure):
    """The page around the map, ``templates/page.html``; ``facts`` are its only variables.

    ``facts``: ``offers`` (``app.map.page.Offers``, or None in a file), ``read_only`` (leave the paste box out), ``file_route`` (where the
    same map is given as one file, or None), ``file`` (None, or what a standalone file has inside: ``title``, ``style``, ``data``,
    ``leaflet``, ``program``, ``policy``).
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        """Take the values that the page may show."""
        super().__init__(title="Strikemap")
        self._template = Template(files(__package__).joinpath("templates", "page.html").read_text(encoding="utf-8"))
        self.facts = facts
        self.header._children.clear()
        self.add_child(StrikeMap())
