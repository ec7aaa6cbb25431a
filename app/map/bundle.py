"""The page's ES modules as one classic script, for a file that must work from disk, where a browser loads no module.

The modules keep to a small grammar (one import or export a line, named only), so no build tool is needed; a module that breaks it raises.
"""

import re
from collections.abc import Mapping
from importlib.resources import files

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? (\w+)|class (\w+)|const (\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b|\bimport\.meta\b", re.MULTILINE)


def bundle(entry: str = "main.js") -> str:
    """One script that does what ``<script type="module" src=entry>`` does.

    Raises:
        ValueError: a module uses a form of import or export that is not bundled, or modules import each other in a ring.
    """
    sources = {item.name: item.read_text(encoding="utf-8") for item in files(__package__).joinpath("static").iterdir() if item.name.endswith(".js")}
    return bundle_sources(sources, entry)


def bundle_sources(sources: Mapping[str, str], entry: str) -> str:
    """The same for given modules, file name to source."""
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
        for _, dependency in _IMPORT.findall(sources[name]):
            visit(dependency)
        open_.pop()
        order.append(name)

    visit(entry)
    return order


def _wrapped(name: str, source: str) -> str:
    exported = ["".join(groups) for groups in _EXPORT.findall(source)]
    body = _EXPORT.sub("", _IMPORT.sub(r'const { \1 } = modules["\2"];', source))
    if _LEFT_OVER.search(body):
        raise ValueError(f"{name} imports or exports in a form that is not bundled")
    if "</script" in body.lower() or "<!--" in body:
        raise ValueError(f"{name} would end the script element it is put into")
    return f'modules["{name}"] = (() => {{\n{body}return {{ {", ".join(exported)} }};\n}})();\n'
