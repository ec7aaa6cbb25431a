"""geopy's and QGIS's own Nominatim clients, given another address, work against /search unchanged."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.clients.conftest import Live, need, need_module

pytestmark = [pytest.mark.system, pytest.mark.filterwarnings("ignore")]

SYSTEM_PYTHON = Path("/usr/bin/python3")
LOCATOR = """
import json, sys
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeocoderContext, QgsGeometry, QgsNominatimGeocoder, QgsProject, QgsRectangle
application = QgsApplication([], False)
application.initQgis()
geocoder = QgsNominatimGeocoder(sys.argv[2], sys.argv[1] + "/search")
context = QgsGeocoderContext(QgsProject.instance().transformContext())
context.setAreaOfInterest(QgsGeometry.fromRect(QgsRectangle(35, 35, 38, 38)))
context.setAreaOfInterestCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
print(json.dumps([
    [one.identifier(), one.geometry().asPoint().x(), one.viewport().xMinimum(), one.viewport().yMaximum(), one.group(), one.additionalAttributes()]
    for one in geocoder.geocodeString(sys.argv[3], context)
]))
"""


def test_geopy_finds_a_place(live: Live) -> None:
    geocoder = need_module("geopy.geocoders").Nominatim(scheme="http", domain=live.address.removeprefix("http://"), user_agent="strikemap-tests")
    found = geocoder.geocode("Tal Rifaat")
    assert (found.address, found.latitude, found.longitude) == ("Tal Rifaat, Aleppo, Syria", 36.47, 37.1)
    several = geocoder.geocode("Tal Rifaat", exactly_one=False, limit=5, addressdetails=True, language="en", namedetails=True)
    assert [one.raw["address"]["country"] for one in several] == ["Syria", "Iraq"]
    assert geocoder.geocode("Tal Rifaat", country_codes=["iq"]).longitude == 42.1
    assert geocoder.geocode("Tal Rifaat", viewbox=[(37.0, 41.0), (36.0, 43.0)], bounded=True).longitude == 42.1
    assert geocoder.geocode({"city": "Tal Rifaat", "country": "Iraq"}).longitude == 42.1
    assert geocoder.geocode({"country": "Syria"}, featuretype="country").raw["boundingbox"] == ["34.0", "36.0", "36.0", "38.0"]
    assert geocoder.geocode("Nowhere") is None


def test_qgis_finds_a_place(live: Live) -> None:
    present = SYSTEM_PYTHON.exists() and subprocess.run([SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True).returncode == 0
    need("qgis", present)

    def ask(name: str, countries: str = "") -> list[list[object]]:
        asked = [SYSTEM_PYTHON, "-c", LOCATOR, live.address, countries, name]
        answer = subprocess.run(asked, capture_output=True, check=True, env={"QT_QPA_PLATFORM": "offscreen", "HOME": "/nonexistent"})
        found: list[list[object]] = json.loads(answer.stdout)
        return found

    (label, longitude, west, north, group, attributes), other = ask("Tal Rifaat")
    assert (label, longitude, west, north, group) == ("Tal Rifaat, Aleppo, Syria", 37.1, 37.08, 36.49, "Aleppo")
    assert isinstance(attributes, dict)
    assert {"class": "place", "type": "town", "town": "Tal Rifaat", "state": "Aleppo", "country": "Syria"}.items() <= attributes.items()
    assert other[1] == 42.1
    assert [found[1] for found in ask("Tal Rifaat", "IQ")] == [42.1]
    assert ask("Nowhere") == []
