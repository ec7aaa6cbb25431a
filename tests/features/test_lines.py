from app.features.columns import NOT_A_TRACK
from app.features.reading import features_of
from app.model.feature import Feature
from tests.features.made import by_collection, claim, mention, place, reading, report

SEA = place("Grey Sea", "sea", 50.0, 42.0)
TOWN = place("Aldan")
OTHER = place("Baran", lon=41.0)


def lines(*mentions: object) -> list[Feature]:
    source = report()
    return by_collection(features_of(reading(source, [claim(source, mentions=mentions)])), "strike-lines")  # type: ignore[arg-type]


def test_law_10_a_line_says_what_it_joins_and_what_it_is_not() -> None:
    (line,) = lines(mention(SEA, "launch_origin"), mention(TOWN))
    assert line.properties["link"] == "stated"
    assert line.properties["claim_ids"] == line.properties["claim_id"]
    assert line.properties["note"] == NOT_A_TRACK
    assert (line.properties["from_precision"], line.properties["to_precision"]) == (7, 1)
    assert line.geometry is not None
    assert line.geometry.coordinates == ((50.0, 42.0), (40.0, 35.0))


def test_law_10_a_line_is_inferred_as_soon_as_one_end_is() -> None:
    assert [line.properties["link"] for line in lines(mention(SEA, "launch_origin", "inferred"), mention(TOWN))] == ["inferred"]
    assert [line.properties["link"] for line in lines(mention(SEA, "launch_origin"), mention(TOWN, link="inferred"))] == ["inferred"]


def test_a_line_stays_within_one_claim() -> None:
    source = report("Missiles flew from the Grey Sea. Jets hit Aldan.")
    one = claim(source, "Missiles flew from the Grey Sea.", [mention(SEA, "launch_origin")])
    two = claim(source, "Jets hit Aldan.", [mention(TOWN)])
    assert by_collection(features_of(reading(source, [one, two])), "strike-lines") == []


def test_every_target_of_the_claim_gets_its_line_and_bases_and_countries_none() -> None:
    country = place("Syria", "country")
    made = lines(mention(SEA, "launch_origin"), mention(TOWN), mention(OTHER), mention(country), mention(place("Field", "airfield"), "base"))
    assert [line.properties["target_name"] for line in made] == ["Aldan", "Baran"]


def test_a_line_over_the_antimeridian_is_cut_there() -> None:
    (line,) = lines(mention(place("East Sea", "sea", 179.0, 60.0), "launch_origin"), mention(place("Westtown", lon=-179.0, lat=62.0)))
    assert line.geometry is not None
    assert line.geometry.type == "MultiLineString"
    assert line.geometry.coordinates == (((179.0, 60.0), (180.0, 61.0)), ((-180.0, 61.0), (-179.0, 62.0)))
