"""The three lines of the README work in a notebook."""

import re
from pathlib import Path

from app.main import open_places

README = Path(__file__).parents[2] / "README.md"


def test_the_lines_of_the_readme_run() -> None:
    block = next(found for found in re.findall(r"(?m)(?:^    .*\n)+", README.read_text(encoding="utf-8")) if "open_places" in found)
    lines = [line.strip() for line in block.splitlines()]
    assert len(lines) == 3
    values: dict[str, object] = {}
    exec("\n".join(lines[:2]), values)
    found, answer = eval(lines[2], values)
    assert ("Saraqib", 35.86) in [(name, round(lat, 2)) for name, lat, _lon in found]
    assert answer.place.name == "Deir ez-Zor"


def test_it_may_stand_in_a_with_statement() -> None:
    with open_places() as places:
        assert places.geocode("Damascus", "Syria").place is not None
        (city,) = places.toponyms("Shells fell on Damascus.")
        assert city.place is not None and city.place.country == "SY"
