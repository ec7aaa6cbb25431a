"""Every class that is declared has its requirements listed, every requirement its tests, and the README says the same."""

import csv
import importlib
import re
from pathlib import Path

from app.web.conformance import CLASSES

HERE = Path(__file__).parent
SPEC = "http://www.opengis.net/spec/"
STANDARDS = {
    "Common Part 1": "ogcapi-common-1/1.0/conf/",
    "Features Part 1": "ogcapi-features-1/1.0/conf/",
    "Features Part 2": "ogcapi-features-2/1.0/conf/",
    "Features Part 3": "ogcapi-features-3/1.0/conf/",
    "Features Part 4": "ogcapi-features-4/1.0/conf/",
    "CQL2": "cql2/1.0/conf/",
    "Features Part 5": "ogcapi-features-5/1.0/conf/",
    "Features Part 8": "ogcapi-features-8/1.0/conf/",
    "Tiles Part 1": "ogcapi-tiles-1/1.0/conf/",
    "Tile Matrix Set": "tms/2.0/conf/",
    "JSON-FG Part 1": "json-fg-1/1.0/conf/",
}


def listed() -> list[tuple[str, str]]:
    """Class and requirement as ``class/requirement``, with the conformance class it belongs to."""
    with (HERE / "requirements.csv").open() as lines:
        return [(f"{row['class']}/{row['requirement']}", SPEC + row["conformance_class"]) for row in csv.DictReader(lines)]


def held() -> set[str]:
    """The requirements that a test of this directory names."""
    found: set[str] = set()
    for path in HERE.glob("test_*.py"):
        module = importlib.import_module(f"tests.conformance.{path.stem}")
        for name in dir(module):
            if name.startswith("test_"):
                found.update(getattr(getattr(module, name), "requirements", ()))
    return found


def test_every_declared_class_has_its_requirements_listed() -> None:
    assert {uri for _, uri in listed()} == set(CLASSES)


def test_every_requirement_has_a_test_and_every_test_a_requirement() -> None:
    names = [name for name, _ in listed()]
    assert len(names) == len(set(names))
    assert set(names) == held()


def test_the_readme_shows_each_class_as_it_is_declared() -> None:
    readme = (HERE.parent.parent / "README.md").read_text(encoding="utf-8")
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for standard, classes, sign, reason in re.findall(r"^\| ([^|]+) \| ((?:`[a-z0-9-]+` ?)+)\| (✅|❌) ([^|]*)\|", readme, re.MULTILINE):
        assert (sign == "❌") == bool(reason), f"{standard} {classes}: what is not met has a reason"
        shown[sign == "✅"].update(f"{SPEC}{STANDARDS[standard]}{name}" for name in re.findall("`([^`]+)`", classes))
    assert shown[True] == set(CLASSES)
    assert shown[False] and not shown[False] & set(CLASSES)
