"""Airports and air bases as places."""

import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from geodata import names
from geodata.canonical import Place
from geodata.settlements import ProvinceFinder

CONFLICT_COUNTRIES = frozenset(
    "AE AF AM AZ BA BF BH BY CD CF CM CY DJ DZ EG ER ET FK GE IL IN IQ IR JO KE KP KR KW LB LY MD ML MM MZ NE NG OM PK PS QA RS RU SA SD SO SS "
    "SY TD TN TR TW UA XK YE".split()
)
"""Where small fields are kept too: countries at war, their neighbours and those who strike, since 1999."""

MILITARY = re.compile(r"\b(air ?base|air force|airfield|air station|naval|army|military|air defen[cs]e)\b", re.IGNORECASE)
EVERYWHERE = frozenset({"large_airport", "medium_airport"})


def airfields(table: Path, finder: ProvinceFinder) -> Iterator[Place]:
    """Make the places from the package's ``airports.csv.gz``."""
    with gzip.open(table, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if wanted(row):
                yield _place(row, finder)


def wanted(row: Mapping[str, str]) -> bool:
    """Tell whether a row is kept."""
    if row["type"] in EVERYWHERE:
        return True
    if row["iso_country"] not in CONFLICT_COUNTRIES:
        return bool(row["type"] == "small_airport" and re.search(r"\bair (force )?base\b", row["name"], re.IGNORECASE))
    return row["type"] == "small_airport" or bool(row["type"] in ("closed", "heliport") and MILITARY.search(row["name"]))


def _place(row: Mapping[str, str], finder: ProvinceFinder) -> Place:
    main = names.clean(row["name"])
    lat, lon = round(float(row["latitude_deg"]), 5), round(float(row["longitude_deg"]), 5)
    codes = {"icao": row["gps_code"] or row["ident"], "iata": row["iata_code"]}
    keywords = [keyword for keyword in re.split(r"[,;/]", row["keywords"]) if keyword.strip().upper() not in {row["ident"], *codes.values()}]
    return {
        "id": f"ourairports:{row['ident']}",
        "name": main,
        "names": names.others(main, ((name, names.language(name)) for name in (*keywords, *_short_forms(main)))),
        "kind": "airfield",
        "country": row["iso_country"],
        "admin1": finder.province(row["iso_country"], "", lon, lat)[0],
        "lat": lat,
        "lon": lon,
        "codes": {key: value for key, value in codes.items() if re.fullmatch("[A-Z]{3,4}", value)},
        "source_ref": f"OurAirports {row['ident']}, {row['type'].replace('_', ' ')}",
    }


def _short_forms(name: str) -> list[str]:
    """Give the forms that reports use: "X International Airport" is "X Airport", "X Air Base" is "X Airbase"."""
    forms = []
    if " International Airport" in name:
        forms.append(name.replace(" International Airport", " Airport"))
    for base in (" Air Base", " Air Force Base"):
        if base in name:
            forms += [name.replace(base, " Airbase"), name.replace(base, " Airport")]
    return forms
