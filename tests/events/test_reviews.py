import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.events.corrections import corrected
from app.events.merge import events_of
from app.events.parties import load_vocabulary
from app.events.reviews import Reviewed, amended, apply_reviews, withdrawn
from app.model.claim import Actor, Claim, Claimant
from app.model.event import Witness
from app.model.geometry import Geometry
from app.model.place import Location, Place
from app.model.review import Anchor, Review, ReviewVerb, in_force
from tests.events.made_events import ALDAN, BARAN, ORLAN, Said, witness
from tests.features.made import claim, mention, report

VOCABULARY = load_vocabulary()
SOURCE = report("Jets hit a mill in Aldan on Friday. Shells fell on Baran. Rockets struck a depot near Cerim, the army said.")
FIRST, SECOND, THIRD = SOURCE.text.split(". ")
AT = datetime(2024, 5, 1, tzinfo=UTC)


def made(quote: str, **more: object) -> Claim:
    return claim(SOURCE, quote, [mention(ALDAN)], **more)


def locate(place_id: str) -> tuple[Place, Location | None] | None:
    known = {one.id: one for one in (ALDAN, BARAN, ORLAN)}.get(place_id)
    return (known, Location(Geometry.point(known.lon, known.lat), known.lat, known.lon, 1, 100.0)) if known else None


def review(verb: ReviewVerb, *claims: Claim | Anchor, number: int = 0, **more: object) -> Review:
    anchors = tuple(one if isinstance(one, Anchor) else Anchor.of(one) for one in claims)
    name = more.pop("id", f"{verb}-{number}")
    return Review(str(name), AT, "Ada", verb, "checked against the film", anchors, **more)  # type: ignore[arg-type]


def applied(claims: Sequence[Claim], *reviews: Review) -> Reviewed:
    return apply_reviews(claims, {SOURCE.id: SOURCE.text}, reviews, locate)


ONE, TWO, THREE = made(FIRST), made(SECOND), made(THIRD)


def test_an_accepted_claim_says_who_accepted_it() -> None:
    done = applied([ONE, TWO], review("accept", ONE))
    assert [(one.state, one.reviewed_by) for one in done.claims] == [("accepted", "Ada"), ("machine", None)]
    assert done.claims[0].claim == ONE


def test_a_correction_changes_its_field_and_nothing_else() -> None:
    after = {"claimant": {"name": "Red Crescent", "kind": "monitor"}, "target": {"labels": ["mill"], "class": "other"}}
    (done,) = applied([ONE], review("correct", ONE, after=after)).claims
    assert done.state == "corrected"
    assert done.claim.claimant == Claimant("Red Crescent", "monitor")
    assert replace(done.claim, claimant=ONE.claimant, target=ONE.target) == ONE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("via", "an agency"),
        ("action", "shelled"),
        ("platform", None),
        ("modality", "denied"),
        ("attackers", ["Turkey"]),
        ("supporting", ["Russia"]),
        ("weapon", {"code": "rocket", "label": "rockets"}),
        ("weapon", None),
        ("quantities", [{"unit": "killed", "min": 3, "max": None, "qualifier": "at_least", "text": "at least three", "of": "civilian"}]),
        ("when", {"start": "2024-05-01", "end": "2024-05-02", "text": "overnight"}),
        ("when", None),
        ("places", [{"start": 19, "end": 24, "role": "reported_target", "place_id": BARAN.id}]),
    ],
)
def test_every_field_can_be_corrected(field: str, value: object) -> None:
    assert corrected(ONE, {field: value}, SOURCE.text, locate) != replace(ONE, id="other")
    (done,) = applied([ONE], review("correct", ONE, after={field: value})).claims
    assert done.state == "corrected"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("claimant", {"name": "", "kind": "monitor"}),
        ("claimant", {"name": "Ada", "kind": "friend"}),
        ("claimant", 5),
        ("weapon", {"code": "laser", "label": "laser"}),
        ("quantities", [{"unit": "killed", "min": -1, "max": 2, "qualifier": "range", "text": "x"}]),
        ("quantities", [{"unit": "killed", "min": 3, "max": 2, "qualifier": "range", "text": "x"}]),
        ("quantities", "3"),
        ("when", {"start": "2024-05-02", "end": "2024-05-01"}),
        ("when", {"start": "May", "end": "May"}),
        ("places", [{"start": 5, "end": 2, "role": "reported_target", "place_id": None}]),
        ("places", [{"start": 0, "end": 900, "role": "reported_target", "place_id": None}]),
        ("places", [{"start": 0, "end": 4, "role": "reported_target", "place_id": "nowhere"}]),
        ("places", [{"start": 0, "end": 4, "role": "moon", "place_id": None}]),
        ("places", [{"start": 11, "end": 15, "role": "reported_target", "place_id": BARAN.id}]),
        ("places", [{"start": 20, "end": 24, "role": "reported_target", "place_id": BARAN.id}]),
        ("places", [5]),
        ("target", None),
        ("target", {"labels": ["mill"]}),
        ("weapon", "rockets"),
        ("when", 5),
        ("when", {"start": "2099-01-01", "end": "2099-01-01", "text": ""}),
        ("when", {"start": "0001-01-01", "end": "2015-11-18", "text": ""}),
        ("claimant", {"name": "Evil\u202elive", "kind": "monitor"}),
        ("attackers", ["Russia\u0007"]),
        ("target", {"labels": ["mi\u200bll"], "class": None}),
        ("quantities", [{"unit": "killed", "min": 10**30, "max": None, "qualifier": "exactly", "text": "many"}]),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_waits_in_the_queue(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        corrected(ONE, {field: value}, SOURCE.text, locate, AT.date())
    assert not any(word in str(refused.value) for word in ("NoneType", "object", "subscript", "isoformat", "KeyError"))
    done = applied([ONE], review("correct", ONE, after={field: value}))
    assert [one.state for one in done.claims] == ["machine"]
    assert len(done.orphans) == 1


def test_places_as_corrected_are_all_there_are_and_those_given_as_they_were_stay_what_they_are() -> None:
    near = replace(mention(ALDAN), toponym=replace(mention(ALDAN).toponym, relation="near"))
    one = replace(ONE, mentions=(near, mention(ORLAN, "container")))
    as_it_is = {"start": 0, "end": 5, "role": "reported_target", "place_id": ALDAN.id}
    assert corrected(one, {"places": [as_it_is]}, SOURCE.text, locate).mentions == (near,)
    assert corrected(one, {"places": []}, SOURCE.text, locate).mentions == ()


def test_the_word_for_a_striker_is_no_name_of_another_place_nor_a_later_day_one_of_what_was_told() -> None:
    source = report("Russian jets hit Aldan, residents said.")
    one = claim(source, "Russian jets hit Aldan", [mention(ALDAN)], actors=(Actor("Russia"),))
    with pytest.raises(BadInput, match="no name of a place"):
        corrected(one, {"places": [{"start": 0, "end": 7, "role": "reported_target", "place_id": BARAN.id}]}, source.text, locate)
    later = {"when": {"start": "2015-12-20", "end": "2015-12-20", "text": ""}}
    with pytest.raises(BadInput, match="cannot have happened"):
        corrected(one, later, source.text, locate, date(2015, 11, 20))
    assert corrected(one, {**later, "modality": "threatened"}, source.text, locate, date(2015, 11, 20)).when


def test_a_rejected_claim_is_kept_apart_with_who_rejected_it() -> None:
    done = applied([ONE, TWO], review("reject", ONE), review("accept", ONE))
    assert [one.claim.id for one in done.claims] == [TWO.id]
    assert [(one.claim.id, one.reviewed_by) for one in done.rejected] == [(ONE.id, "Ada")]
    assert ["rejected before" in orphan.why for orphan in done.orphans] == [True]


def test_undoing_takes_a_review_back_and_undoing_that_brings_it_again() -> None:
    first, undo = review("reject", ONE, id="a"), review("undo", undoes="a", id="b")
    assert len(applied([ONE], first, undo).claims) == 1
    assert applied([ONE], first, undo, review("undo", undoes="b", id="c")).claims == ()
    assert in_force([undo, first]) == [first]


def test_a_place_to_be_protected_is_known_by_its_province_only() -> None:
    (done,) = applied([ONE], review("reduce_precision", ONE)).claims
    assert done.claim.mentions[0].toponym.place == ORLAN


def test_an_added_claim_is_there_and_is_not_doubled_when_the_reader_finds_it() -> None:
    anchor = replace(Anchor.of(TWO), claim_id="added")
    after = {"claimant": {"name": "Ada's witness", "kind": "unattributed"}, "weapon": {"code": "artillery", "label": "shells"}}
    add = review("add", anchor, after=after)
    alone = applied([ONE], add)
    assert [one.claim.id for one in alone.claims] == [ONE.id, "added"]
    found = applied([ONE, TWO], add)
    assert [one.claim.id for one in found.claims] == [ONE.id, TWO.id]
    assert found.claims[1].claim.weapon == alone.claims[1].claim.weapon


def test_a_new_version_of_the_reader_moves_a_review_to_the_claim_that_overlaps() -> None:
    longer = replace(ONE, id="new", spans=((0, len(FIRST) + 1),))
    done = applied([longer, TWO], review("accept", ONE))
    assert [(one.claim.id, one.state) for one in done.claims] == [("new", "accepted"), (TWO.id, "machine")]
    again = applied([longer], review("accept", ONE), review("reject", done.claims[0].anchor))
    assert [one.claim.id for one in again.rejected] == ["new"]
    assert again.rejected[0].reviews == ("accept-0", "reject-0")


def test_where_two_claims_are_as_near_the_review_waits_for_a_person() -> None:
    halves = [replace(ONE, id="left"), replace(ONE, id="right")]
    done = applied(halves, review("accept", replace(ONE, id="gone")))
    assert [one.state for one in done.claims] == ["machine", "machine"]
    assert len(done.orphans) == 1


def test_of_two_reviewed_claims_that_became_one_only_one_is_applied() -> None:
    whole = replace(ONE, id="whole", spans=((0, len(FIRST) + len(SECOND)),))
    inside = replace(TWO, spans=((0, len(FIRST) - 4),))
    done = applied([whole], review("accept", ONE), review("correct", inside, after={"via": "an agency"}))
    assert len(done.claims[0].reviews) == 1
    assert len(done.orphans) == 1


def test_two_reviewers_at_once_see_different_versions() -> None:
    before = applied([ONE]).claims[0]
    after = applied([ONE], review("accept", ONE)).claims[0]
    assert before.version != after.version
    assert before.version == applied([ONE]).claims[0].version


def test_a_report_is_amended_and_withdrawn_by_name() -> None:
    mend = review("amend_report", report_id=SOURCE.id, after={"published_at": "2024-05-01", "publisher": "Another"})
    assert (amended(SOURCE, [mend]).published_at, amended(SOURCE, [mend]).publisher) == (date(2024, 5, 1), "Another")
    assert amended(SOURCE, [mend, review("undo", undoes=mend.id)]) == SOURCE
    assert amended(SOURCE, [replace(mend, report_id="other")]) == SOURCE
    gone = review("withdraw", report_id=SOURCE.id)
    assert withdrawn([mend, gone]) == {SOURCE.id: gone}
    for after in ({"text": "other"}, {"publisher": 5}, {"published_at": "May"}):
        with pytest.raises(BadInput):
            amended(SOURCE, [replace(mend, after=after)])


def told(*said: Said) -> tuple[list[Witness], dict[str, str]]:
    witnesses = [witness(one) for one in said]
    return witnesses, {one.report.id: one.report.text for one in witnesses}


def test_a_reviewer_who_merges_or_splits_wins_over_the_scores() -> None:
    witnesses, texts = told(Said(), Said("Red Crescent"), Said("Turkey", "state_third_party", where=(BARAN,)))
    near, same, far = (one.claim for one in witnesses)
    assert [len(event.claim_ids) for event in events_of(witnesses, VOCABULARY)] in ([1, 2], [2, 1])
    merge = review("merge", near, far)
    split = review("split", near, others=(Anchor.of(same),))
    decided = apply_reviews([near, same, far], texts, [merge, split], locate).decisions
    events = events_of(witnesses, VOCABULARY, decided)
    assert {frozenset(event.claim_ids) for event in events} == {frozenset({near.id, far.id}), frozenset({same.id})}
    assert any(join.reasons == ("put together by a reviewer",) for event in events for join in event.joins)
    taken_back = apply_reviews([near, same, far], texts, [merge, split, review("undo", undoes=merge.id)], locate).decisions
    assert len(events_of(witnesses, VOCABULARY, taken_back)) == 3


def test_a_grading_is_on_the_event_with_its_reviewer_and_the_latest_counts() -> None:
    witnesses, texts = told(Said(), Said("Red Crescent"))
    one, other = (each.claim for each in witnesses)
    grades = [review("grade", one, after={"grading": "weak"}, number=1), review("grade", other, after={"grading": "confirmed"}, number=2)]
    decided = apply_reviews([one, other], texts, grades, locate)
    (event,) = events_of(witnesses, VOCABULARY, decided.decisions)
    assert (event.grading, event.graded_by) == ("confirmed", "Ada")
    bad = apply_reviews([one, other], texts, [review("grade", one, after={"grading": "super"})], locate)
    assert len(bad.orphans) == 1


SENTENCES = [f"Number {at} was hit by {word} on that day" for at, word in enumerate(["jets", "rockets", "shells", "drones"] * 50)]
LONG = report(". ".join(SENTENCES) + ".")


def read(version: int, chance: random.Random) -> list[Claim]:
    """What another version of the reader makes of it: some quotes longer or shorter, some gone, some new ids."""
    claims = []
    for sentence in SENTENCES:
        start = LONG.text.index(sentence)
        end = start + len(sentence)
        if version:
            if chance.random() < 0.15:
                continue
            start, end = start + chance.randint(0, 14), end - chance.randint(0, 14)
        claims.append(claim(LONG, LONG.text[start:end], id=f"{version}-{start}-{end}"))
    return claims


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=15)
def test_a_rebuild_with_200_reviews_loses_none_and_applies_none_twice(chance: random.Random) -> None:
    before = read(0, chance)
    verbs: list[ReviewVerb] = [chance.choice(["accept", "reject", "correct"]) for _ in before]
    numbered = enumerate(zip(verbs, before, strict=True))
    reviews = [review(verb, one, number=at, after={"via": str(at)} if verb == "correct" else None) for at, (verb, one) in numbered]
    assert len(reviews) == 200
    after = apply_reviews(read(1, chance), {LONG.id: LONG.text}, reviews, locate)
    done = [review_id for one in after.claims + after.rejected for review_id in one.reviews]
    waiting = [orphan.review.id for orphan in after.orphans]
    assert sorted(done + waiting) == sorted(one.id for one in reviews)
    by_id = {one.id: one for one in reviews}
    for held in after.claims + after.rejected:
        for review_id in held.reviews:
            start, end = by_id[review_id].anchors[0].span
            assert held.claim.quote_span[0] < end
            assert start < held.claim.quote_span[1]
    assert apply_reviews(before, {LONG.id: LONG.text}, reviews, locate).orphans == ()
