"""OGC 21-065r2, Common Query Language (CQL2), by requirement class, in both encodings."""

from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from app.web.cql2 import parse_text
from tests.conformance.requirement import requirement

ITEMS = "/collections/reported-targets/items"
CLAIMS = "/collections/claims/items"


def matched(client: TestClient, text: str, path: str = ITEMS) -> int:
    """How many match, by GET as text and as JSON and by POST: always the same."""
    tree = orjson.dumps(parse_text(text)).decode()
    answers = [
        client.get(path, params={"filter": text, "filter-lang": "cql2-text"}),
        client.get(path, params={"filter": tree, "filter-lang": "cql2-json"}),
        client.post(path, content=text.encode(), headers={"content-type": "text/plain"}),
        client.post(path, content=tree, headers={"content-type": "application/json"}),
    ]
    assert {answer.status_code for answer in answers} == {200}, answers[0].text
    counts = {answer.json()["numberMatched"] for answer in answers}
    assert len(counts) == 1
    return int(counts.pop())


def check(client: TestClient, cases: dict[str, int], path: str = ITEMS) -> None:
    assert {text: matched(client, text, path) for text in cases} == cases


@requirement("basic-cql2/cql2-filter", "basic-cql2/property", "cql2-text/basic-cql2", "cql2-json/basic-cql2")
def test_basic_cql2_logic_comparisons_and_null(client: TestClient) -> None:
    check(
        client,
        {
            "where_prec = 1": 13,
            "where_prec <> 1": 12,
            "where_prec < 2": 13,
            "where_prec >= 2": 12,
            "uncertainty_m = 5e2": 25,
            "place_name = 'Town 7'": 1,
            "date_start = DATE('2021-03-02')": 1,
            "date_start < TIMESTAMP('2021-03-03T00:00:00Z')": 1,
            "date_start IS NULL": 1,
            "date_start IS NOT NULL": 24,
            "geometry IS NULL": 0,
            "NOT (where_prec = 1 OR place_name = 'Town 1')": 11,
            "where_prec = 1 AND report_id = 'r1'": 4,
            "TRUE": 25,
            "FALSE": 0,
        },
    )
    check(client, {"is_strike_report": 1, "is_strike_report = FALSE": 0}, "/collections/reports/items")


@requirement("basic-cql2/property")
def test_basic_cql2_what_is_null_is_neither_true_nor_false(client: TestClient) -> None:
    check(client, {"date_start > DATE('2000-01-01')": 24, "NOT (date_start > DATE('2000-01-01'))": 0})


@requirement("cql2-text/escaping")
def test_text_quotes_are_doubled_or_follow_a_backslash(client: TestClient) -> None:
    assert parse_text(r"'it''s' = 'it\'s'") == {"op": "=", "args": ["it's", "it's"]}
    assert parse_text(r"'\a\b\t\n\v\f\r' = 'x'")["args"][0] == "\a\b\t\n\v\f\r"
    assert parse_text(r"'100\% \\' LIKE '100\% \\'")["args"] == [r"100\% \\"] * 2
    check(client, {"place_name = 'it''s'": 0, "\"place_name\" = 'Town 7'": 1, "place_name = ''": 0})


@requirement(
    "advanced-comparison-operators/like-predicate",
    "advanced-comparison-operators/between-predicate",
    "advanced-comparison-operators/in-predicate",
    "cql2-text/advanced-comparison-operators",
    "cql2-json/advanced-comparison-operators",
)
def test_advanced_comparison_operators(client: TestClient) -> None:
    check(
        client,
        {
            "place_name LIKE 'Town 1%'": 11,
            "place_name LIKE 'Town 1_'": 10,
            "place_name NOT LIKE 'Town 1%'": 14,
            "place_name LIKE 'Town \\_'": 0,
            "where_prec BETWEEN 1 AND 2": 25,
            "where_prec NOT BETWEEN 2 AND 3": 13,
            "place_name IN ('Town 1', 'Town 2', 'x')": 2,
            "where_prec NOT IN (1, 3)": 12,
        },
    )


@requirement("case-insensitive-comparison/casei-function", "cql2-text/case-insensitive-comparison", "cql2-json/case-insensitive-comparison")
def test_case_is_left_aside_and_accents_are_not(client: TestClient) -> None:
    check(
        client,
        {
            "CASEI(place_name) = CASEI('tOWN 7')": 1,
            "CASEI(place_name) LIKE CASEI('TOWN 1%')": 11,
            "CASEI(place_name) IN (CASEI('town 1'), CASEI('TOWN 2'))": 2,
            "CASEI('STRASSE') = CASEI('Straße')": 25,
            "CASEI('papá') = CASEI('papa')": 0,
        },
    )


@requirement("accent-insensitive-comparison/accenti-function", "cql2-text/accent-insensitive-comparison", "cql2-json/accent-insensitive-comparison")
def test_accents_are_left_aside_and_case_is_not(client: TestClient) -> None:
    check(
        client,
        {
            "ACCENTI(place_name) = ACCENTI('Tówn 7')": 1,
            "ACCENTI(place_name) = ACCENTI('tówn 7')": 0,
            "ACCENTI(CASEI(place_name)) = ACCENTI(CASEI('tówn 7'))": 1,
            "ACCENTI('débárquér') = ACCENTI('debarquer')": 25,
        },
    )


@requirement(
    "basic-spatial-functions/spatial-predicate",
    "basic-spatial-functions/spatial-functions",
    "cql2-text/basic-spatial-functions",
    "cql2-json/basic-spatial-functions",
)
def test_basic_spatial_functions_take_points_and_boxes(client: TestClient) -> None:
    check(
        client,
        {
            "S_INTERSECTS(geometry, POINT(35.3 35))": 1,
            "S_INTERSECTS(geometry, BBOX(35,34,36,36))": 11,
            "S_INTERSECTS(geometry, BBOX(35,34,0,36,36,9))": 11,
            "S_INTERSECTS(geometry, BBOX(36.95,34,-170,36))": 5,
        },
    )


@requirement("basic-spatial-functions-plus/spatial-data-types", "cql2-text/basic-spatial-functions-plus", "cql2-json/basic-spatial-functions-plus")
def test_every_kind_of_geometry_is_taken(client: TestClient) -> None:
    check(
        client,
        {
            "S_INTERSECTS(geometry, LINESTRING(35 35, 35.5 35))": 6,
            "S_INTERSECTS(geometry, POLYGON((35 34, 36 34, 36 36, 35 36, 35 34)))": 11,
            "S_INTERSECTS(geometry, MULTIPOINT((35 35), (35.1 35)))": 2,
            "S_INTERSECTS(geometry, MULTILINESTRING((35 34, 35 36), (36 34, 36 36)))": 2,
            "S_INTERSECTS(geometry, MULTIPOLYGON(((35 34, 36 34, 36 36, 35 34))))": 6,
            "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(35 35), LINESTRING(36 34, 36 36)))": 2,
        },
    )


@requirement("spatial-functions/spatial-functions", "spatial-functions/spatial-data-types")
@requirement("cql2-text/spatial-functions", "cql2-json/spatial-functions")
def test_the_other_spatial_functions(client: TestClient) -> None:
    check(
        client,
        {
            "S_EQUALS(geometry, POINT(35.3 35))": 1,
            "S_DISJOINT(geometry, BBOX(35,34,36,36))": 14,
            "S_TOUCHES(geometry, BBOX(35,34,36,36))": 2,
            "S_WITHIN(geometry, BBOX(35,34,36,36))": 9,
            "S_CONTAINS(BBOX(35,34,36,36), geometry)": 9,
            "S_OVERLAPS(geometry, BBOX(35,34,36,36))": 0,
            "S_CROSSES(geometry, BBOX(35,34,36,36))": 0,
        },
    )
    check(client, {"S_CONTAINS(geometry, POINT(35.05 35))": 0, "S_CROSSES(geometry, BBOX(0,0,45,90))": 1}, "/collections/strike-lines/items")


@requirement("temporal-functions/temporal-predicates", "temporal-functions/temporal-functions")
@requirement("cql2-text/temporal-functions", "cql2-json/temporal-functions")
def test_temporal_functions(client: TestClient) -> None:
    days = "INTERVAL(date_start, date_end)"
    check(
        client,
        {
            "T_AFTER(date_start, DATE('2021-03-20'))": 5,
            "T_BEFORE(date_start, TIMESTAMP('2021-03-04T12:00:00Z'))": 2,
            "T_EQUALS(date_start, DATE('2021-03-04'))": 1,
            "T_DISJOINT(date_start, INTERVAL('2021-03-04', '..'))": 2,
            f"T_INTERSECTS({days}, INTERVAL('2021-03-04', '2021-03-06'))": 3,
            f"T_DURING({days}, INTERVAL('2021-03-04', '2021-03-06'))": 1,
            f"T_CONTAINS(INTERVAL('2021-03-04', '2021-03-06'), {days})": 1,
            f"T_STARTS({days}, INTERVAL('2021-03-04', '2021-03-06'))": 1,
            f"T_STARTEDBY(INTERVAL('2021-03-04', '2021-03-06'), {days})": 1,
            f"T_FINISHES({days}, INTERVAL('2021-03-04', '2021-03-06'))": 1,
            f"T_FINISHEDBY(INTERVAL('2021-03-04', '2021-03-06'), {days})": 1,
            f"T_MEETS({days}, INTERVAL('2021-03-04', '2021-03-06'))": 1,
            f"T_METBY({days}, INTERVAL('2021-03-04', '2021-03-06'))": 1,
            f"T_OVERLAPS({days}, INTERVAL('2021-03-04', '2021-03-06'))": 0,
            f"T_OVERLAPPEDBY({days}, INTERVAL('2021-03-04', '2021-03-06'))": 0,
        },
    )


@requirement("temporal-functions/temporal-predicates")
@pytest.mark.parametrize(
    "name", ["CONTAINS", "DURING", "FINISHEDBY", "FINISHES", "MEETS", "METBY", "OVERLAPPEDBY", "OVERLAPS", "STARTEDBY", "STARTS"]
)
def test_functions_between_intervals_refuse_instants(client: TestClient, name: str) -> None:
    assert client.get(ITEMS, params={"filter": f"T_{name}(date_start, INTERVAL('2021-03-04', '2021-03-06'))"}).status_code == 400


@requirement("array-functions/array-predicates", "cql2-text/array-functions", "cql2-json/array-functions")
def test_array_functions(client: TestClient) -> None:
    check(
        client,
        {
            "A_CONTAINS(('a', 'b'), ('b'))": 25,
            "A_CONTAINEDBY(('a', 'b'), ('b'))": 0,
            "A_EQUALS(('a', 'b'), ('b', 'a'))": 25,
            "A_OVERLAPS(['a', 'b'], ['b', 'c'])": 25,
            "A_CONTAINS((1, 2.5, 3), (3, 1))": 25,
            "A_EQUALS((1), ('1'))": 0,
            "A_EQUALS((DATE('2021-03-02'), TRUE), (TRUE, TIMESTAMP('2021-03-02T10:00:00Z')))": 25,
            "A_OVERLAPS((POINT(1 2)), (POINT(1 2), 7))": 25,
            "A_CONTAINEDBY((), ('a'))": 25,
            "A_OVERLAPS(('Town 7', 'x'), place_name)": 1,
            "A_CONTAINS(place_name, ('Town 7'))": 1,
            "A_CONTAINEDBY(place_name, ('Town 7', 'Town 8'))": 2,
        },
    )
    labels: dict[str, Any] = client.get(f"{CLAIMS}/c1").json()["properties"]
    listed = [name for name, value in labels.items() if isinstance(value, str) and "; " in value]
    for name in listed:
        for label in labels[name].split("; "):
            assert matched(client, f"A_CONTAINS({name}, ('{label}'))", CLAIMS) >= 1


@requirement("property-property/withdraw-permissions", "cql2-text/property-property", "cql2-json/property-property")
def test_properties_and_literals_stand_on_either_side(client: TestClient) -> None:
    check(
        client,
        {
            "date_start = date_end": 24,
            "where_prec <> geo_precision": 0,
            "2 = where_prec": 12,
            "1 < 2": 25,
            "'Town' LIKE 'To%'": 25,
            "2 BETWEEN where_prec AND 3": 25,
            "2 IN (where_prec, 7)": 12,
            "'r1' IN (report_id, place_name)": 8,
            "S_INTERSECTS(POINT(35.3 35), geometry)": 1,
            "S_CROSSES(LINESTRING(0 0, 2 2), LINESTRING(0 2, 2 0))": 25,
            "S_EQUALS(geometry, geometry)": 25,
            "T_EQUALS(date_start, date_end)": 24,
            "T_DURING(INTERVAL('1969-07-20', '1969-07-21'), INTERVAL('1969-07-16', '1969-07-24'))": 25,
            "A_EQUALS(place_name, place_name)": 25,
            "(date_start = DATE('2021-03-02')) IS NULL": 1,
            "(date_start = DATE('2021-03-02') OR where_prec > 0) IS NULL": 0,
            "(date_start = DATE('2021-03-02') AND where_prec > 0) IS NULL": 1,
            "(NOT (date_start = DATE('2021-03-02') OR where_prec > 9)) IS NOT NULL": 24,
            "S_INTERSECTS(geometry, POINT(1 1)) IS NULL": 0,
            "INTERVAL(date_start, '..') IS NULL": 1,
            "(date_start IS NULL) IS NULL": 0,
            "DATE('2021-03-02') IS NULL": 0,
            "POINT(1 1) IS NOT NULL": 25,
            "TRUE IS NULL": 0,
            "(1 < 2) IS NULL": 0,
        },
    )


@requirement("arithmetic/arithmetic", "cql2-text/arithmetic", "cql2-json/arithmetic")
def test_arithmetic(client: TestClient) -> None:
    check(
        client,
        {
            "where_prec + 1 = 3": 12,
            "where_prec * 2 - 1 = 1": 13,
            "(where_prec + 1) * 2 = 6": 12,
            "where_prec / 2 = 0.5": 13,
            "where_prec ^ 2 = 4": 12,
            "7 % 4 = 3": 25,
            "7 div 2 = 3": 25,
            "uncertainty_m / 0 > 1": 0,
            "-where_prec = -1": 13,
        },
    )
