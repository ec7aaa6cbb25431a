"""What a careful reader knows of the place names in a report, the geocoder knows too."""

import pytest
from shapely.geometry import Point, shape

from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.geocoder import ContextGeocoder
from app.model.place import Toponym
from app.model.report import Report
from tests.geocode.conftest import Read


def one(found: list[Toponym], surface: str, nth: int = 0) -> Toponym:
    hits = [toponym for toponym in found if toponym.surface == surface]
    assert hits, f"{surface!r} is not among {[toponym.surface for toponym in found]}"
    return hits[nth]


def surfaces(found: list[Toponym]) -> list[str]:
    return [toponym.surface for toponym in found]


def test_every_surface_is_its_span(read: Read) -> None:
    text = "Shells fell on the town of Ma'arrat al-Nu'man, in Idlib province\u2019s south, and in Damascus's eastern suburbs on 3 March."
    for toponym in read(text):
        assert text[toponym.start : toponym.end] == toponym.surface


def test_a_town_and_its_province_are_two_places_by_the_words(read: Read) -> None:
    found = read("The militia-held town fell. Rockets hit Deir al-Zour in eastern Syria. Deir al-Zour province is rich in oil.")
    town, province = one(found, "Deir al-Zour"), one(found, "Deir al-Zour", 1)
    assert town.place is not None
    assert province.place is not None
    assert (town.place.kind, province.place.kind, province.kind) == ("settlement", "province", "province")
    assert town.location is not None
    assert province.location is not None
    assert (town.location.geometry.type, town.location.where_prec) == ("Point", 1)
    assert "Polygon" in province.location.geometry.type
    assert province.location.where_prec == 4


def test_the_name_alone_is_the_surface(read: Read) -> None:
    assert "Raqqa" in surfaces(read("Jets bombed Raqqa province in Syria."))


@pytest.mark.parametrize(("name", "kind"), [("Idlib", "settlement"), ("Poltava", "settlement"), ("Quebec", "province")])
def test_a_bare_name_is_the_chief_town_unless_a_much_larger_one_lies_in_the_province(read: Read, name: str, kind: str) -> None:
    found = one(read(f"Drones struck an oil depot in {name} on Monday night."), name)
    assert found.place is not None
    assert found.place.kind == kind


@pytest.mark.parametrize(
    "text",
    ["Missiles hit Raqqa, Idlib and Aleppo provinces in Syria.", "Missiles hit the provinces of Raqqa, Idlib and Aleppo in Syria."],
)
def test_a_plural_makes_every_name_of_its_list_a_province(read: Read, text: str) -> None:
    found = read(text)
    for name in ("Raqqa", "Idlib", "Aleppo"):
        toponym = one(found, name)
        assert toponym.kind == "province"
        assert toponym.place is not None
        assert toponym.place.kind == "province"


def test_a_bare_name_is_the_city_not_its_province(read: Read) -> None:
    idlib = one(read("Fighting went on in Idlib, a Syrian city, residents said."), "Idlib")
    assert idlib.place is not None
    assert idlib.place.kind == "settlement"


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("The missiles came from ships in the Caspian Sea.", "Caspian Sea", "sea"),
        ("Ground troops moved into Bayir Bucak in Syria.", "Bayir Bucak", "region"),
        ("A jet took off from Hmeimim airbase in Syria.", "Hmeimim", "airfield"),
        ("It was launched from the Gulf of Aden.", "Gulf of Aden", "sea"),
    ],
)
def test_seas_regions_and_bases_are_what_they_are(read: Read, text: str, surface: str, kind: str) -> None:
    toponym = one(read(text), surface)
    assert toponym.place is not None
    assert toponym.place.kind == kind
    assert toponym.location is not None
    assert ("Polygon" in toponym.location.geometry.type) == (kind in ("sea", "region"))


def test_a_country_has_a_place_and_no_location(read: Read) -> None:
    syria = one(read("Air strikes continued across Syria."), "Syria")
    assert syria.place is not None
    assert (syria.place.id, syria.location) == ("country:SY", None)


def test_a_demonym_is_a_demonym(read: Read) -> None:
    found = read("Russian jets struck again, a Syrian official said; nearly all the victims were Russians.")
    assert [(toponym.surface, toponym.kind, toponym.place and toponym.place.id) for toponym in found] == [
        ("Russian", "demonym", "country:RU"),
        ("Syrian", "demonym", "country:SY"),
    ]
    assert all(toponym.location is None for toponym in found)


def test_a_village_nobody_lists_is_named_and_not_placed(read: Read) -> None:
    found = read("In Syria, warplanes destroyed the village of Tall Zurzur and the towns of Sarmada and Abu Qalqal al-Jadid.")
    for name in ("Tall Zurzur", "Abu Qalqal al-Jadid"):
        toponym = one(found, name)
        assert (toponym.place, toponym.location, toponym.kind) == (None, None, "settlement")
    sarmada = one(found, "Sarmada")
    assert sarmada.place is not None
    assert sarmada.place.country == "SY"


def test_what_contains_a_name_decides_it(read: Read) -> None:
    text = "Springfield, Ill. saw rain. A fire broke out in Tripoli, Lebanon."
    found = read(text)
    springfield, tripoli = one(found, "Springfield"), one(found, "Tripoli")
    assert springfield.place is not None
    assert tripoli.place is not None
    assert (springfield.place.admin1, tripoli.place.country) == ("Illinois", "LB")
    assert springfield.within is not None
    assert text[slice(*springfield.within)] == "Ill."


def test_the_report_decides_between_namesakes(read: Read) -> None:
    libya = one(read("Libyan forces shelled Tripoli, the Libyan capital, and Misrata."), "Tripoli")
    lebanon = one(read("Lebanese troops deployed in Beirut and Tripoli after clashes in the Bekaa, Lebanon."), "Tripoli")
    assert libya.place is not None
    assert lebanon.place is not None
    assert (libya.place.country, lebanon.place.country) == ("LY", "LB")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells fell on Saraqib at dawn.", ["Saraqib"]),
        ("Three died when Hawija was shelled.", ["Hawija"]),
        ("Jets bombed Tafas, Dael and Inkhil.", ["Tafas", "Dael", "Inkhil"]),
        ("Rockets landed on Tessalit.", ["Tessalit"]),
        ("Sittwe and Ann were hit.", ["Sittwe", "Ann"]),
        ("Fighting spread in Amhara.", ["Amhara"]),
        ("Amhara militias and Ahrar al-Sham denied it.", []),
        ("He grew up in Price, Utah, and Ada, Oklahoma.", ["Price", "Utah", "Ada", "Oklahoma"]),
        ("Missiles were fired from the Black and Azov Seas.", ["Black", "Azov"]),
        ("Governors of the Luhansk and Donetsk regions spoke.", ["Luhansk", "Donetsk"]),
    ],
)
def test_small_towns_are_known_by_what_is_told_of_them_and_by_their_neighbours(read: Read, text: str, wanted: list[str]) -> None:
    assert surfaces(read(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Mr Houston said so.",
        "The actress Paris Jackson smiled.",
        "Jack London wrote it.",
        "He joined in May, on a Sunday.",
        "You'd think so. Reading is fun. Nice try.",
        "The ISIS fighters and the PKK left.",
        "Sunni villages and Alawite towns were spared.",
        "The Los Angeles Times and Syria TV quoted the Kremlin, Xinhua and the Balochistan Liberation Army.",
        "Atletico Madrid played.",
        "Georgia Miller skates; Georgia began at five, said her father.",
        "The case went to the Southern District court.",
    ],
)
def test_people_months_words_and_acronyms_are_no_places(read: Read, text: str) -> None:
    assert surfaces(read(text)) == []


@pytest.mark.parametrize(
    ("text", "surface", "relation", "near"),
    [
        ("In Syria, a convoy was hit 20 km south-east of Palmyra.", "Palmyra", "20 km south-east of", (34.43, 38.43)),
        ("In Syria, a convoy was hit near Palmyra.", "Palmyra", "near", (34.56, 38.28)),
        ("In Syria, a convoy was hit ten miles north of Palmyra.", "Palmyra", "ten miles north of", (34.70, 38.28)),
    ],
)
def test_what_lies_off_a_place_is_an_area_there(read: Read, text: str, surface: str, relation: str, near: tuple[float, float]) -> None:
    toponym = one(read(text), surface)
    assert toponym.relation == relation
    assert toponym.location is not None
    area = shape(toponym.location.geometry)
    assert area.geom_type == "Polygon"
    assert area.is_valid
    assert area.distance(Point(near[1], near[0])) < 0.03
    assert toponym.location.where_prec == 2
    assert toponym.location.uncertainty_m >= 3_000


def test_a_road_between_two_towns_is_a_line_of_country(read: Read) -> None:
    found = read("Jets hit trucks on the Homs-Palmyra road in Syria.")
    homs, palmyra = one(found, "Homs"), one(found, "Palmyra")
    assert homs.location is not None
    assert homs.location == palmyra.location or palmyra.location is not None
    assert (homs.location.where_prec, homs.location.geometry.type) == (5, "Polygon")


def test_a_part_of_a_province_is_a_part_of_its_area(read: Read, gazetteer: SqliteGazetteer) -> None:
    toponym = one(read("Shells fell in northern Aleppo province, Syria."), "Aleppo")
    assert toponym.place is not None
    assert toponym.location is not None
    whole = gazetteer.geometry(toponym.place.id)
    assert whole is not None
    part = shape(toponym.location.geometry)
    assert part.area < 0.8 * shape(whole).area
    assert part.centroid.y > shape(whole).centroid.y


def test_areas_have_at_most_two_hundred_vertices_and_are_valid(read: Read) -> None:
    text = "The Caspian Sea, the Mediterranean Sea, Donetsk oblast, Krasnoyarsk region, Nunavut, Ghouta and Aleppo province, Syria."
    areas = [shape(toponym.location.geometry) for toponym in read(text) if toponym.location is not None]
    assert len(areas) >= 6
    for area in areas:
        assert area.is_valid
        assert sum(len(part.exterior.coords) + sum(len(hole.coords) for hole in part.interiors) for part in getattr(area, "geoms", [area])) <= 200


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("RUSSIAN JETS BOMB PALMYRA AND HOMS AS SYRIA TALKS STALL", "PALMYRA"),
        ("russian jets bombed palmyra and homs on monday and syria said that talks had stalled", "palmyra"),
        ("Russian jets bombed Palmyra and Homs on Monday Syria said that talks had stalled", "Palmyra"),
    ],
)
def test_lost_capitals_and_commas_are_survived(read: Read, text: str, surface: str) -> None:
    toponym = one(read(text), surface)
    assert toponym.place is not None
    assert toponym.place.country == "SY"


def test_given_spans_are_answered_exactly(geocoder: ContextGeocoder) -> None:
    report = Report(id="spans", text="strikes on palmyra near homs in syria")
    found = geocoder.toponyms(report, [(24, 28), (11, 18), (990, 999)])
    assert [(toponym.start, toponym.end) for toponym in found] == [(11, 18), (24, 28)]
    assert all(toponym.place is not None for toponym in found)


def test_one_failing_name_spoils_no_other(read: Read) -> None:
    found = read("In Syria, the village of Qwxyz and the city of Homs were hit.")
    assert one(found, "Qwxyz").place is None
    assert one(found, "Homs").place is not None


def test_reasons_are_sentences_and_alternatives_are_kept(read: Read) -> None:
    tripoli = one(read("Libyan forces shelled Tripoli in Libya."), "Tripoli")
    assert tripoli.reason.endswith(".")
    assert "Libya" in tripoli.reason or "country" in tripoli.reason
    assert any(candidate.place.country != "LY" for candidate in tripoli.alternatives)
    assert 0 < tripoli.score < 1


def test_the_same_text_gives_the_same_answer(read: Read) -> None:
    text = "Air strikes hit Raqqa, Idlib and Aleppo provinces; 20 km south of Palmyra a convoy burned."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [("قصف على إدلب في سوريا", "إدلب", "SY"), ("Удар по Харьков, Украина", "Харьков", "UA"), ("תקיפה ליד חומס, סוריה", "חומס", "SY")],
)
def test_arabic_cyrillic_and_hebrew_names_are_read_as_written(read: Read, text: str, surface: str, place: str) -> None:
    toponym = one(read(text), surface)
    assert toponym.place is not None
    assert toponym.place.country == place


@pytest.mark.parametrize(
    ("text", "surface", "place_kind"),
    [
        ("A missile hit the Hama airbase in Syria.", "Hama", "airfield"),
        ("Drones were seen over Odesa region, Ukraine.", "Odesa", "province"),
        ("Ships left the Red Sea off Sudan.", "Red Sea", "sea"),
    ],
)
def test_the_words_after_a_name_choose_the_place(read: Read, text: str, surface: str, place_kind: str) -> None:
    toponym = one(read(text), surface)
    assert toponym.place is not None
    assert toponym.place.kind == place_kind


@pytest.mark.parametrize(
    "text",
    [
        "Smoke rose on Baghdad Street.",
        "The Anadolu news agency said so.",
        "They swam across the Dnipro.",
        "Guns from across the Dnipro hit a barn.",
        "Guns on the left bank of the Dnipro fired again.",
    ],
)
def test_streets_agencies_and_rivers_are_no_towns(read: Read, text: str) -> None:
    assert all(toponym.place is None for toponym in read(text))


@pytest.mark.parametrize(("text", "surface", "start"), [("قصف على سراقب وإدلب.", "إدلب", 15), ("רקטה נפלה באשקלון.", "אשקלון", 11)])
def test_a_word_of_one_letter_written_together_with_a_name_is_no_part_of_it(read: Read, text: str, surface: str, start: int) -> None:
    found = one(read(text), surface)
    assert found.place is not None and found.start == start


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Near Haditha, one strike hit an ISIL fighter.", "Haditha", "IQ"),
        ("Near Hit, the strike hit ISIS fighters.", "Hit", "IQ"),
        ("A strike near Buale killed al-Shabaab fighters.", "Buale", "SO"),
    ],
)
def test_an_armed_movement_says_where_the_report_is_set(read: Read, text: str, surface: str, country: str) -> None:
    place = one(read(text), surface).place
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [(None, "https://news.example.ca/a", "CA"), ("Canadian Press", None, "CA"), (None, "https://example.co.uk/", "GB"), (None, "https://[", None)],
)
def test_the_publisher_tells_namesakes_apart_where_the_text_does_not(
    geocoder: ContextGeocoder, publisher: str | None, url: str | None, country: str | None
) -> None:
    text = "Council met in Windsor on Monday."
    (town,) = geocoder.toponyms(Report(id="hint", text=text, publisher=publisher, url=url))
    if country is not None:
        assert town.place is not None and town.place.country == country
    abroad = geocoder.toponyms(Report(id="hint", text="In Sudan, shells fell on Kassala.", publisher=publisher, url=url))
    assert [one.place.country for one in abroad if one.place is not None] == ["SD", "SD"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Drones hit the village of Murom in Belgorod region.", "Murom"),
        ("Jets bombed a wedding in Sanban, Dhamar governorate.", "Sanban"),
    ],
)
def test_a_namesake_far_from_what_is_spoken_of_is_not_the_place(read: Read, text: str, surface: str) -> None:
    assert one(read(text), surface).place is None


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [("A soldier died in southern Gaza.", "Gaza", "PS"), ("Shells fell in southern Tripoli, in Libya.", "Tripoli", "LY")],
)
def test_the_south_of_a_city_is_no_namesake_province(read: Read, text: str, surface: str, country: str) -> None:
    place = one(read(text), surface).place
    assert place is not None and place.country == country and place.kind != "province"


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("New York Gov. Ann Smith spoke.", "New York", "province"),
        ("Protesters stood outside the White House in the United States.", "White House", "installation"),
        ("Winds blew over Anatolia.", "Anatolia", "region"),
        ("Jets bombed the T4 airbase.", "T4", "airfield"),
        ("Missiles fell on Ben Gurion airport.", "Ben Gurion", "airfield"),
        ("Missiles fell on Nevatim and Tel Nof air bases in Israel.", "Nevatim", "airfield"),
        ("Shells hit the Zaporizhzhia nuclear plant.", "Zaporizhzhia", "installation"),
        ("Ships sailed the Black and Azov Seas.", "Black", "sea"),
        ("Raids struck the Idlib, Hama and Aleppo provinces.", "Idlib", "province"),
    ],
)
def test_the_word_after_a_name_or_its_list_makes_another_place_of_it(read: Read, text: str, surface: str, kind: str) -> None:
    place = one(read(text), surface).place
    assert place is not None and place.kind == kind


def test_a_base_known_by_its_town_only_is_near_the_town(read: Read) -> None:
    toponym = one(read("A depot burned at the Sarmada barracks in Syria."), "Sarmada")
    assert toponym.location is not None
    assert (toponym.location.geometry.type, toponym.location.where_prec) == ("Polygon", 2)


def test_a_name_near_another_is_a_namesake_close_to_it_or_none(read: Read) -> None:
    by_surface = {found.surface: found for found in read("Iraqi forces held the village of Qara Tapa near Tal Afar, in northern Iraq.")}
    place = by_surface["Qara Tapa"].place
    assert place is None or abs(place.lat - 36.4) < 1
    by_surface = {found.surface: found for found in read("Warplanes bombed Saraqib near Idlib on Monday, the Syrian Observatory said.")}
    assert by_surface["Saraqib"].place is not None


def test_a_name_with_small_words_between_hyphens_is_one_name(read: Read) -> None:
    found = read("Drones struck the refinery in Slavyansk-na-Kubani in Krasnodar region on Sunday.")
    assert "Slavyansk-na-Kubani" in surfaces(found) and "Slavyansk" not in surfaces(found)


def test_a_capital_named_beside_another_country_s_is_no_namesake_there(read: Read) -> None:
    washington = one(read("London and Washington condemned the bombing of Aleppo."), "Washington").place
    assert washington is not None and washington.country == "US"


def test_an_english_article_belongs_to_no_name(read: Read) -> None:
    assert "an Arab" not in surfaces(read("Missiles fell near Tel Aviv and in Tamra, an Arab town in the north."))


def test_whose_mayor_speaks_is_a_town(read: Read) -> None:
    assert "Nikopol" in surfaces(read("The mayor of Nikopol said Russian shells had hit a school."))


def test_two_names_that_share_an_article_are_no_rivers(read: Read) -> None:
    assert {"Aleppo", "Idlib"} <= set(surfaces(read("Warplanes circled over the Aleppo and Idlib countryside in Syria.")))


def test_a_name_may_end_with_its_ayn(read: Read) -> None:
    marea = one(read("Shells fell on Marea’ city in the countryside of Aleppo."), "Marea").place
    assert marea is not None and marea.country == "SY"


def test_a_saint_s_feast_is_no_town(read: Read) -> None:
    assert "St John" not in surfaces(read("It was the feast of St John when jets bombed the market of Mekelle in Ethiopia."))


def test_a_quarter_is_one_of_a_town_that_is_spoken_of(read: Read) -> None:
    assert one(read("Rockets hit the Midan district in Damascus on Monday."), "Midan").place is not None
    midan = one(read("Rockets hit the Midan district, far from the government-held west of Aleppo in Syria."), "Midan").place
    assert midan is None or abs(midan.lat - 36.2) < 0.5


def test_a_further_spelling_of_the_place_s_own_name_counts_as_its_name(read: Read) -> None:
    mara = one(read("Near Mara, one strike hit a position. Near Raqqah, two strikes hit a unit in Syria."), "Mara").place
    assert mara is not None and mara.country == "SY"


def test_a_name_that_something_is_near_may_be_spelt_in_another_way(read: Read) -> None:
    shaddadi = one(read("Near Al Shadaddi, two strikes hit a convoy in Syria."), "Al Shadaddi").place
    assert shaddadi is not None and shaddadi.name == "Al-Shaddadi"


def test_a_desert_of_a_town_is_its_province(read: Read) -> None:
    homs = one(read("Warplanes bombed the desert of Homs in Syria."), "Homs").place
    assert homs is not None and homs.kind == "province"


def test_a_ship_called_after_a_man_is_not_his_airport(read: Read) -> None:
    assert "Charles de Gaulle" not in surfaces(read("Jets from the Charles de Gaulle in the Mediterranean flew over Syria."))
