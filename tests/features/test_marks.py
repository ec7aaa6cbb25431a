from app.features.columns import COLUMNS
from app.features.reading import features_of
from app.model.claim import Quantity
from app.model.feature import Feature
from app.model.geometry import Geometry
from app.model.place import Location
from tests.features.made import by_collection, claim, killed, mention, place, reading, report

MARKS = ("reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases")
SEA = place("Grey Sea", "sea", 50.0, 42.0, country=None, admin1=None)
TOWN = place("Aldan", lon=40.1234567, lat=35.7654321)
PROVINCE = place("Orlan", "province", 39.0, 36.0)
COUNTRY = place("Syria", "country", 38.0, 35.0)


def salvo(**more: object) -> list[Feature]:
    source = report("The ministry said 18 missiles from the Grey Sea hit Aldan, Orlan province and Syria, and Nowhere.")
    mentions = [mention(SEA, "launch_origin"), mention(TOWN), mention(PROVINCE), mention(COUNTRY), mention(None)]
    quantities = (Quantity("munitions", 18, 18, "exactly", "18", noun="missiles"), killed(3))
    return features_of(reading(source, [claim(source, mentions=mentions, quantities=quantities, **more)]))


def test_law_1_every_mark_carries_its_claim_claimant_and_quote() -> None:
    marks = [feature for feature in salvo() if feature.collection in MARKS]
    assert len(marks) == 3
    for mark in marks:
        assert mark.properties["claim_id"] == by_collection(salvo(), "claims")[0].id
        assert mark.properties["claimant"] == "residents"
        assert mark.properties["quote"] == "The ministry said 18 missiles from the Grey Sea hit Aldan, Orlan province and Syria, and Nowhere."


def test_law_2_marks_have_quantities_as_text_only_and_claims_as_numbers() -> None:
    for mark in (feature for feature in salvo() if feature.collection in MARKS):
        assert mark.properties["quantity_text"] == "18 missiles; 3 killed"
        assert not any(name.endswith(("_min", "_max")) for name in mark.properties)
    (whole,) = by_collection(salvo(), "claims")
    assert (whole.properties["munitions_min"], whole.properties["killed_max"]) == (18, 3)


def test_law_3_areas_are_areas_and_a_country_is_no_mark() -> None:
    features = salvo()
    assert [mark.properties["place_name"] for mark in by_collection(features, "reported-targets")] == ["Aldan"]
    (area,) = by_collection(features, "reported-target-areas")
    assert area.geometry is not None
    assert area.geometry.type == "MultiPolygon"
    (sea,) = by_collection(features, "launch-origin-areas")
    assert sea.properties["place_name"] == "Grey Sea"
    assert not any(feature.properties.get("place_name") == "Syria" for feature in features if feature.collection in MARKS)


def test_law_3_an_area_without_an_outline_is_never_drawn_as_its_middle() -> None:
    source = report()
    middle = Location(Geometry.point(39.0, 36.0), 36.0, 39.0, 4, 50_000.0)
    features = features_of(reading(source, [claim(source, mentions=[mention(PROVINCE, location=middle)])]))
    assert not [feature for feature in features if feature.collection in MARKS]


def test_law_4_what_is_not_stated_is_null_and_a_stated_zero_is_zero() -> None:
    source = report("Residents said a raid hit Aldan and nobody died.")
    none_killed = killed(0, text="nobody")
    (feature,) = by_collection(features_of(reading(source, [claim(source, quantities=(none_killed,))])), "claims")
    assert (feature.properties["killed_min"], feature.properties["killed_max"]) == (0, 0)
    assert feature.properties["injured_min"] is None
    assert feature.properties["quantity_text"] == "none killed (stated)"


def test_only_asserted_claims_make_marks_and_lines() -> None:
    for modality in ("denied", "threatened", "planned", "hypothetical", "historical"):
        features = salvo(modality=modality)
        assert {feature.collection for feature in features} == {"claims", "reports", "places"}
        assert by_collection(features, "claims")[0].geometry is None


def test_a_place_named_twice_in_one_role_is_one_mark_stated_if_once_stated() -> None:
    source = report()
    features = features_of(reading(source, [claim(source, mentions=[mention(TOWN, link="inferred"), mention(TOWN)])]))
    (mark,) = by_collection(features, "reported-targets")
    assert mark.properties["link"] == "stated"
    assert mark.properties["claim_places_n"] == 1


def test_columns_are_exactly_those_declared_in_their_order() -> None:
    features = salvo()
    assert {feature.collection for feature in features} >= {"claims", "reports", "places", "strike-lines", "reported-targets"}
    for feature in features:
        assert list(feature.properties) == [column.name for column in COLUMNS[feature.collection]]
        assert feature.id == feature.properties["id"]


def test_positions_are_rounded_to_what_can_be_known() -> None:
    (mark,) = by_collection(salvo(), "reported-targets")
    assert mark.geometry == Geometry.point(40.12346, 35.76543)


def test_a_claim_with_a_point_target_stands_on_points_and_one_with_areas_on_areas() -> None:
    assert by_collection(salvo(), "claims")[0].geometry == Geometry("MultiPoint", ((40.12346, 35.76543),))
    source = report()
    (areas,) = by_collection(features_of(reading(source, [claim(source, mentions=[mention(PROVINCE)])])), "claims")
    assert areas.geometry is not None
    assert areas.geometry.type == "MultiPolygon"


def test_places_tell_their_roles_and_keep_unresolved_names_out() -> None:
    roles = {feature.properties["name"]: feature.properties["roles"] for feature in by_collection(salvo(), "places")}
    assert roles == {"Grey Sea": "launch_origin", "Aldan": "reported_target", "Orlan": "reported_target", "Syria": "reported_target"}


def test_law_8_what_cannot_be_drawn_is_named_with_its_claim() -> None:
    (whole,) = by_collection(salvo(), "claims")
    assert whole.properties["not_on_map"] == "Syria; Nowhere"
    assert whole.properties["places_text"] == "Aldan; Orlan province; Syria; Nowhere"
