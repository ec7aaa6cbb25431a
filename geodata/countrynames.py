"""Names of countries and continents in many languages, out of the Unicode CLDR as Babel carries it."""

import csv
import importlib
import io
from pathlib import Path

from geodata import names
from geodata.inputs import Source, python_file

LANGUAGES = (
    *("am", "ar", "az", "be", "bg", "bn", "ckb", "cs", "de", "el", "en", "es", "fa", "fi", "fr", "ha", "he", "hi", "hr", "hu", "hy", "id"),
    *("it", "ja", "ka", "kk", "ko", "ku", "my", "nl", "no", "pl", "ps", "pt", "ro", "ru", "so", "sr", "sv", "sw", "th", "ti", "tr", "uk", "ur"),
    *("uz", "vi", "zh", "zh_Hant"),
)
CONTINENTS = {"002": "AF", "142": "AS", "150": "EU", "003": "NA", "005": "SA", "009": "OC"}


def names_table(source: Source) -> bytes:
    """Write ``code,lang,name`` for every territory: ISO 3166-1 alpha-2 for countries, ``continent:XX`` for continents."""
    for language in LANGUAGES:
        python_file(source, f"babel/locale-data/{language}.dat")
    locale = importlib.import_module("babel").Locale
    rows = set()
    for language in LANGUAGES:
        for code, name in locale.parse(language).territories.items():
            if code in CONTINENTS:
                rows.add((f"continent:{CONTINENTS[code]}", language.replace("_", "-"), names.clean(name)))
            elif len(code) == 2 and code.isalpha():
                rows.add((code, language.replace("_", "-"), names.clean(name)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "lang", "name"))
    writer.writerows(sorted(rows))
    return out.getvalue().encode("utf-8")


def read_names(path: Path) -> dict[str, list[names.Name]]:
    """Read the table: code to names."""
    table: dict[str, list[names.Name]] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            table.setdefault(row["code"], []).append((row["name"], row["lang"]))
    return table
