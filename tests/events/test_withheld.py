"""Names that strangers are not told: blacked out in every field, as the report and the gazetteer spell them, and nowhere else."""

from dataclasses import replace

import pytest

from app.events.corrections import sharp_places
from app.events.withheld import BLACK, withheld
from app.model.claim import Claim, Claimant, Mention, Target
from app.model.place import Location, Place
from app.model.reading import Reading
from tests.features.made import claim, place, reading, report, toponym

PROVINCE = place("Orlan", "province")
TOWN = place("Aldan", admin1_id=PROVINCE.id, names=(("Al Dan", ""), ("Ал Дан", "ru"), ("Al", "")))
HOSPITAL = place("Aldan hospital", "installation", admin1_id=PROVINCE.id)
OTHER = place("Birta", admin1_id=PROVINCE.id)
REGION = place("Aldan Hills", "region")
KNOWN = {one.id: one for one in (PROVINCE, TOWN, HOSPITAL, OTHER, REGION)}

TEXT = "Jets hit ALDAN at dawn, in Al Dan and Ал Дан. Al Jones saw Aldan hospital burn. Shells hit Birta in the Aldan Hills, the Aldanian said."


def locate(place_id: str) -> tuple[Place, Location | None] | None:
    known = KNOWN.get(place_id)
    return (known, toponym(known).location) if known else None


def said(where: Place, surface: str) -> Mention:
    start = TEXT.index(surface)
    return Mention(toponym(where, surface, start=start, end=start + len(surface)), "reported_target")


def shown(url: str | None = None) -> tuple[Reading, list[Claim]]:
    source = report(TEXT, title="Aldan and Birta", publisher="Voice of al  dan", url=url)
    first = claim(source, "Jets hit ALDAN at dawn", [said(TOWN, "ALDAN")], claimant=Claimant("Aldan council", "official_unnamed"))
    second = claim(source, "Al Jones saw Aldan hospital burn", [said(HOSPITAL, "Aldan hospital")], target=Target(("Aldan hospital",), "medical"))
    third = claim(source, "Shells hit Birta in the Aldan Hills", [said(OTHER, "Birta"), said(REGION, "Aldan Hills")])
    made = reading(source, [first, second, third])
    return withheld(made, made.claims, sharp_places(first), locate), list(made.claims)


def test_a_name_is_blacked_out_in_every_spelling_and_no_other_word_is() -> None:
    found, _ = shown()
    expected = TEXT
    for name in ("ALDAN", "Al Dan", "Ал Дан", "Aldan"):
        expected = expected.replace(name, BLACK * len(name))
    assert found.report.text == expected.replace(f"{BLACK * 5}ian", "Aldanian")
    assert (found.report.title, found.report.publisher) == (f"{BLACK * 5} and Birta", f"Voice of {BLACK * 7}")
    assert found.claims[0].claimant.name == f"{BLACK * 5} council" and found.claims[1].target.labels == (f"{BLACK * 5} hospital",)


def test_the_place_and_what_bears_its_name_are_known_by_their_province_and_others_stay_as_they_are() -> None:
    found, given = shown()
    where = [[(one.toponym.surface, one.toponym.place) for one in made.mentions] for made in found.claims]
    assert where == [[("Orlan", PROVINCE)], [("Orlan", PROVINCE)], [("Birta", OTHER), ("Aldan Hills", REGION)]]
    assert [(made.id, made.spans) for made in found.claims] == [(made.id, made.spans) for made in given]
    assert "Aldan" not in repr([one for one in found.toponyms if one.place != REGION])


@pytest.mark.parametrize(("path", "kept"), [("al-dan/raid", False), ("ALDAN", False), ("raid", True)])
def test_an_address_with_the_name_in_it_is_left_out(path: str, kept: bool) -> None:
    url = f"https://post.example.org/{path}"
    assert shown(url)[0].report.url == (url if kept else None)


def test_a_name_that_no_claim_uses_is_left_out_of_the_names_read() -> None:
    source = report(TEXT)
    made = reading(source, [claim(source, "Jets hit ALDAN at dawn", [said(TOWN, "ALDAN")])])
    more = replace(made, toponyms=(*made.toponyms, said(HOSPITAL, "Aldan hospital").toponym, said(OTHER, "Birta").toponym))
    found = withheld(more, more.claims, {TOWN.id}, locate)
    assert [one.surface for one in found.toponyms] == ["Orlan", "Birta"]
