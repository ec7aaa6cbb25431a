"""The census counts as one would by hand, and a tile holds every point of the claims that pass."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.map.census.census import Census
from app.map.census.grid import Grid
from app.map.census.morton import keys_of, within
from app.map.census.precision import precision_of
from app.map.census.table import table_of
from app.model.census import ClaimRow, MarkRow, Part
from app.model.choice import Choice

CODED, NEWS = Part("coded", 1, True), Part("news", 2, False)
DAY = date(2015, 11, 20)

claims = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from([b"monitor", b"news_media", None]),
        attacker=st.sampled_from([b"North", b"South", b"North; South", None]),
        days=st.one_of(st.none(), st.tuples(st.integers(0, 40), st.integers(0, 9))),
        at=st.one_of(st.none(), st.tuples(st.floats(-179, 179), st.floats(-80, 80))),
    ),
    max_size=30,
)


def _row(number: int, told: dict) -> ClaimRow:
    first = None if told["days"] is None else DAY.toordinal() + told["days"][0]
    last = None if first is None else first + told["days"][1]
    lon, lat = told["at"] or (None, None)
    said = (b"A", told["kind"], told["attacker"], b"bomb", None, b"single_source", b"asserted", None, b"P")
    return ClaimRow(number, first, last, *said, lon, lat, int(told.get("example", False)))


def _census(told: list[dict]) -> Census:
    rows = [_row(number + 5, one) for number, one in enumerate(told)]
    tables = [table_of(CODED, [rows] if rows else [], []), table_of(NEWS, [], [])]
    return Census(tables, lambda part, text, report: [row.n for row in rows[::2]] if part == CODED else [])


def _passes(one: dict, kinds: set[str], attackers: set[str], first: date | None, last: date | None) -> bool:
    own = {part.decode() for part in (one["attacker"] or b"").split(b"; ")}
    if (kinds and (one["kind"] or b"").decode() not in kinds) or (attackers and not own & attackers):
        return False
    if one["days"] is None:
        return True
    start = DAY + timedelta(one["days"][0])
    return not (first and start + timedelta(one["days"][1]) < first) and not (last and start > last)


@given(claims, st.sets(st.sampled_from(["monitor", ""])), st.sets(st.sampled_from(["North", "South", ""])), st.integers(0, 30), st.integers(0, 20))
def test_the_mask_and_the_counts_are_those_of_a_walk_over_the_claims(
    told: list[dict], kinds: set[str], attackers: set[str], start: int, length: int
) -> None:
    first, last = DAY + timedelta(start), DAY + timedelta(start + length)
    census = _census(told)
    values = tuple((name, frozenset(chosen)) for name, chosen in (("kind", kinds), ("attacker", attackers)) if chosen)
    choice = Choice(values, first=first, last=last)
    expected = [_passes(one, kinds, attackers, first, last) for one in told]
    assert census.mask(choice).tolist() == expected
    summary = census.summary(choice)
    assert summary.matched == sum(expected)
    without = [one for one in told if _passes(one, kinds, set(), first, last)]
    north = sum(b"North" in (one["attacker"] or b"") for one in without)
    assert dict(summary.facets["attacker"]).get("North", 0) == north
    anytime = [one for one in told if _passes(one, kinds, attackers, None, None)]
    assert summary.undated == sum(one["days"] is None for one in anytime)
    for step, count in summary.bins:
        touching = [one for one in anytime if one["days"] and _passes(one, set(), set(), step.start, step.end)]
        assert count == len(touching)


def test_words_and_reports_are_found_by_the_store() -> None:
    told = [{"kind": None, "attacker": None, "days": None, "at": None}] * 5
    assert _census(told).mask(Choice(text="depot")).tolist() == [True, False, True, False, True]


@given(claims, st.integers(0, 12))
def test_the_tiles_of_a_level_hold_every_point_once(told: list[dict], z: int) -> None:
    census = _census(told)
    grid = Grid(census, census.mask(Choice()))
    placed = [one["at"] for one in told if one["at"]]
    keys = keys_of(np.array([at[0] for at in placed], float), np.array([at[1] for at in placed], float))
    across, down = within(keys, 0, 0, 0)
    tiles = {(int(x * 2**z), int(y * 2**z)) for x, y in zip(across, down, strict=True)}
    counted = 0
    for x, y in tiles:
        tile = grid.tile(z, x, y)
        counted += sum(sum(counts) for _, *counts in tile["cells"]) + sum(spot[3] for spot in tile["spots"])
        assert all(0 <= spot[0] <= 1 and 0 <= spot[1] <= 1 for spot in tile["spots"])
        for cell, *counts in tile["cells"]:
            assert grid.marks_of(z, x, y, cell, 100)[0] == sum(counts)
    assert counted == len(placed)


def test_several_marks_of_one_place_are_one_spot_and_two_places_a_number() -> None:
    told = [{"kind": None, "attacker": None, "days": None, "at": at} for at in [(36.5, 34.5), (36.5, 34.5), (100.0, 10.0), (100.001, 10.0)]]
    census = _census(told)
    tile = Grid(census, census.mask(Choice())).tile(0, 0, 0)
    assert [spot[3] for spot in tile["spots"]] == [2]
    assert [counts for _, *counts in tile["cells"]] == [[2, 0, 0]]


def test_marks_of_news_are_points_and_areas_and_say_how_well_they_are_placed() -> None:
    claims = [_row(number, {"kind": b"monitor", "attacker": None, "days": None, "at": None}) for number in (3, 4, 9)]
    marks = [
        MarkRow(11, 3, 0, 36.0, 35.0, b"g:1", b"settlement", 1, 1),
        MarkRow(12, 3, 3, None, None, b"g:2", b"province", 4, 0),
        MarkRow(13, 9, 3, None, None, b"g:2", b"province", 4, 0),
        MarkRow(14, 9, 5, None, None, None, None, None, 0),
    ]
    table = table_of(NEWS, [claims], [marks])
    census = Census([table], lambda part, text, report: [])
    assert dict(census.summary(Choice()).facets["precision"]) == {"province": 2, "settlement": 1, "unmapped": 1}
    assert [(area.claims, area.numbers) for area in table.areas] == [((0, 2), (12, 13))]
    assert table.lines == ((2, 14),)
    assert Grid(census, census.mask(Choice())).tile(0, 0, 0)["spots"][0][2:] == [1, 1, 1]


def test_a_mark_stored_after_the_claims_were_read_waits_for_its_own_census() -> None:
    said = {"kind": b"monitor", "attacker": None, "days": None, "at": None}
    marks = [MarkRow(11, 3, 0, 36.0, 35.0, b"g:1", b"settlement", 1, 1), MarkRow(12, 400, 0, 37.0, 35.0, b"g:2", b"settlement", 1, 0)]
    table = table_of(NEWS, [[_row(3, said)]], [marks])
    assert table.points.numbers.tolist() == [11]


def test_precision_is_said_as_the_page_says_it() -> None:
    assert [precision_of(*one) for one in [("settlement", 2), ("sea", 7), ("settlement", 1), ("airfield", 1), (None, None)]] == [
        "near",
        "sea",
        "settlement",
        "site",
        "site",
    ]


def test_the_example_stands_in_only_until_there_are_others() -> None:
    def census(*examples: bool) -> Census:
        told = {"kind": None, "attacker": None, "days": None, "at": None}
        rows = [_row(number, {**told, "example": example}) for number, example in enumerate(examples)]
        return Census([table_of(NEWS, [rows], [])], lambda part, text, report: [0, 2])

    assert census(True, True).summary(Choice()).claims == 2
    mixed = census(True, False, True)
    assert mixed.mask(Choice()).tolist() == [False, True, False]
    assert mixed.summary(Choice()).claims == 1
    assert mixed.mask(Choice(report="example")).tolist() == [True, False, True]
