"""How QGIS is to draw a layer: the colours and signs of the map page, as QML."""

from html import escape

_ORIGIN, _TARGET, _BASE, _EVENT = "0,114,178,255", "192,74,0,255", "80,80,80,255", "120,40,110,255"
_CLEAR = "0,0,0,0"

_MARKERS = {
    "reported-targets": ("star", _TARGET, "4"),
    "launch-origins": ("triangle", _ORIGIN, "4"),
    "bases": ("square", _BASE, "3.4"),
    "events": ("diamond", _EVENT, "4.4"),
}
_AREAS = {"reported-target-areas": _TARGET, "launch-origin-areas": _ORIGIN, "event-areas": _EVENT}
_LINES = {"strike-lines": "90,90,90,255"}


def style(layer: str) -> str:
    """The QML of a layer; empty for one that is left to QGIS.

    Marks are hollow, areas are hatched with a dashed edge, lines dotted: nothing here looks more certain than it is.
    """
    if layer in _MARKERS:
        name, colour, size = _MARKERS[layer]
        options = {
            "name": name,
            "color": _CLEAR,
            "outline_color": colour,
            "outline_width": "0.6",
            "outline_style": "solid",
            "size": size,
            "size_unit": "MM",
        }
        return _qml(_symbol("marker", _layer("SimpleMarker", options)))
    if layer in _AREAS:
        colour = _AREAS[layer]
        hatch = _layer("LinePatternFill", {"angle": "45", "color": colour, "distance": "3", "distance_unit": "MM", "line_width": "0.2"})
        edge = {"color": _CLEAR, "style": "no", "outline_color": colour, "outline_style": "dash", "outline_width": "0.5"}
        return _qml(_symbol("fill", hatch + _layer("SimpleFill", edge)))
    if layer in _LINES:
        return _qml(
            _symbol("line", _layer("SimpleLine", {"line_color": _LINES[layer], "line_style": "dot", "line_width": "0.5", "line_width_unit": "MM"}))
        )
    return ""


def _qml(symbol: str) -> str:
    renderer = f'<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>{symbol}</symbols></renderer-v2>'
    return f'<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM"><qgis version="3.28.0" styleCategories="Symbology">{renderer}</qgis>'


def _symbol(kind: str, layers: str) -> str:
    return f'<symbol type="{kind}" name="0" alpha="1" clip_to_extent="1" force_rhr="0">{layers}</symbol>'


def _layer(kind: str, options: dict[str, str]) -> str:
    values = "".join(f'<Option type="QString" name="{name}" value="{escape(value)}"/>' for name, value in options.items())
    return f'<layer class="{kind}" enabled="1" pass="0" locked="0"><Option type="Map">{values}</Option></layer>'
