"""The page's ES modules as one classic script and its style sheets as one: a browser asks twice instead of seventy times, and a file on a
disk, where a browser loads no module, works too.

The modules keep to a small grammar (one import or export a line, named only), so no build tool is needed; a module that breaks it raises.
"""

import posixpath
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

_IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "(\.{1,2}/[\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? (\w+)|class (\w+)|const (\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b|\bimport\.meta\b", re.MULTILINE)
_STATIC = files(__package__).joinpath("static")


STYLES = ("base.css", "controls.css", "map.css", "claims.css", "layout.css")
"""The page's style sheets, in order."""


def bundled() -> dict[str, bytes]:
    """The files that the page asks for beside Leaflet's, by name, UTF-8."""
    return {"page.js": program().encode("utf-8"), "page.css": style().encode("utf-8")}


def program() -> str:
    """One script that does what ``<script type="module" src="main.js">`` does.

    Raises:
        ValueError: a module uses a form of import or export that is not bundled, or modules import each other in a ring.
    """
    return program_of(modules(), "main.js")


def style() -> str:
    """All style sheets of the page as one."""
    return "".join(_STATIC.joinpath(name).read_text(encoding="utf-8") for name in STYLES)


def modules(directory: Traversable = _STATIC) -> dict[str, str]:
    """The JavaScript modules of a directory, the page's own unless told, file name to source."""
    return {item.name: item.read_text(encoding="utf-8") for item in sorted(directory.iterdir(), key=str) if item.name.endswith(".js")}


def program_beside(directory: Traversable) -> bytes:
    """The program of another page, UTF-8: its ``main.js``, which may import from beside itself and, as ``../``, from the map page's modules."""
    own = {f"beside/{name}": source for name, source in modules(directory).items()}
    return program_of({**modules(), **own}, "beside/main.js").encode("utf-8")


def program_of(sources: Mapping[str, str], entry: str) -> str:
    """One script of given modules, path to source; raises as ``program``."""
    parts = [_wrapped(name, sources[name]) for name in _in_order(sources, entry)]
    return '(() => {\n"use strict";\nconst modules = {};\n' + "".join(parts) + "})();\n"


def _in_order(sources: Mapping[str, str], entry: str) -> list[str]:
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in open_:
            raise ValueError(f"modules import each other: {' → '.join([*open_, name])}")
        if name in order:
            return
        open_.append(name)
        for _, reference in _IMPORT.findall(sources[name]):
            visit(_meant(name, reference))
        open_.pop()
        order.append(name)

    visit(entry)
    return order


def _wrapped(name: str, source: str) -> str:
    exported = ["".join(groups) for groups in _EXPORT.findall(source)]
    body = _IMPORT.sub(lambda one: f'const {{ {one[1]} }} = modules["{_meant(name, one[2])}"];', source)
    body = _EXPORT.sub("", body)
    if _LEFT_OVER.search(body):
        raise ValueError(f"{name} imports or exports in a form that is not bundled")
    if "</script" in body.lower() or "<!--" in body:
        raise ValueError(f"{name} would end the script element it is put into")
    return f'modules["{name}"] = (() => {{\n{body}return {{ {", ".join(exported)} }};\n}})();\n'


def _meant(name: str, reference: str) -> str:
    """The path of a module that another names as seen from itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))
