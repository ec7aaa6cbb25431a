"""A made-up GeoNames dump in the proportions of allCountries: as many rows as wanted, always the same."""

import random
from pathlib import Path

_CLASSES = (
    ("P", "PPL", 40), ("S", "SCH", 19), ("H", "STM", 12), ("H", "LK", 5), ("T", "HLL", 7), ("T", "MT", 6), ("L", "LCTY", 4), ("A", "ADM4", 4),
    ("R", "RD", 1), ("V", "FRST", 1), ("S", "AIRP", 1),
)  # fmt: skip
_COUNTRIES = "SY IQ YE UA RU SD ET MM PK AF IN TR IR US CN FR BR NG ML LY".split()
_SYLLABLES = "ba da fa ga ha ja ka la ma na ra sa ta za al dar kar mar sun tel vil kov burg".split()
_ARABIC = "ابتثجحدرزسشعفقكلمنهوي"


def write_dump(path: Path, rows: int, seed: int = 1) -> None:
    """Write that many rows; about 120 bytes each, every third with alternate names, every ninth with one in Arabic letters."""
    chance = random.Random(seed)
    kinds = [(cls, code) for cls, code, weight in _CLASSES for _ in range(weight)]
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            cls, code = chance.choice(kinds)
            name = _name(chance)
            others = [_name(chance), name.replace("a", "e")] if number % 3 == 0 else []
            if number % 9 == 0:
                others.append("".join(chance.choices(_ARABIC, k=6)))
            cells = [str(number), name, name, ",".join(others), f"{chance.uniform(-60, 70):.5f}", f"{chance.uniform(-180, 180):.5f}", cls, code]
            cells += [chance.choice(_COUNTRIES), "", f"{chance.randrange(1, 20):02}", "", "", "", str(chance.randrange(5_000) if cls == "P" else 0)]
            out.write("\t".join([*cells, "", "77", "Etc/UTC", "2024-01-01"]) + "\n")


def _name(chance: random.Random) -> str:
    words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))).title() for _ in range(chance.choice((1, 1, 2))))
    return " ".join(words)
