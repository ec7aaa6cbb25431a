"""Reviews at work over a real store: applied at once, kept over every rebuild, never lost, never applied twice."""

import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadInput, Changed, Forbidden, NotFound
from app.ingest.text import report_from_text
from app.model.query import Query
from app.model.report import Report
from app.model.review import Order, ReviewVerb
from app.store.care import audit, backup, check
from app.store.view import PublicView
from tests.service.conftest import PROVINCE, TOWN, Bureau, Open

TEXT = "Jets hit a mill in Aldan at dawn. Rockets hit a depot by the river. The wind was calm. Shells hit the old bridge at noon."


def sent(bureau: Bureau, text: str = TEXT, **more: Any) -> str:
    return bureau.service.submit(report_from_text(text, **{"published_at": "2020-05-02", **more})).id


def held(bureau: Bureau, report_id: str) -> list[dict[str, Any]]:
    return bureau.service.desk.of_report(report_id)["claims"]


def order(verb: ReviewVerb, **more: Any) -> Order:
    return Order(verb, **{"reviewer": "Ada", "reason": "seen on film", "authority": "local", **more})


def claims(bureau: Bureau) -> dict[str, dict[str, Any]]:
    return {one["id"]: one["properties"] for one in map(json.loads, bureau.service.stream(Query("claims")))}


def test_a_review_is_on_the_map_when_it_is_answered(bureau: Bureau) -> None:
    first, second, third = held(bureau, sent(bureau))
    done = bureau.service.desk.on_claim(first["claim_id"], order("accept"))
    assert (done["claim"]["state"], done["claim"]["reviewed_by"]) == ("accepted", "Ada")
    bureau.service.desk.on_claim(second["claim_id"], order("correct", reviewer="Bob", after={"weapon": {"code": "rocket", "label": "rockets"}}))
    bureau.service.desk.on_claim(third["claim_id"], order("reject"))
    seen = claims(bureau)
    assert seen.keys() == {first["claim_id"], second["claim_id"]}
    assert (seen[first["claim_id"]]["review_state"], seen[first["claim_id"]]["reviewed_by"]) == ("accepted", "Ada")
    assert [seen[second["claim_id"]][name] for name in ("review_state", "reviewed_by", "weapon")] == ["corrected", "Bob", "rocket"]
    (mark,) = bureau.service.layers(["reported-targets"])["reported-targets"]
    assert (mark["properties"]["review_state"], mark["properties"]["reviewed_by"]) == ("accepted", "Ada")


def test_what_does_not_fit_is_refused_and_leaves_no_trace(bureau: Bureau) -> None:
    first = held(bureau, sent(bureau))[0]
    for wrong in (
        order("correct", after={"weapon": {"code": "laser", "label": "laser"}}),
        order("correct", after={"colour": "red"}),
        order("correct"),
        order("grade", after={"grading": "splendid"}),
        order("reject", reason=" "),
        order("accept", reviewer=""),
        order("merge"),
        order("undo", undoes="r99"),
    ):
        with pytest.raises((BadInput, NotFound)):
            bureau.service.desk.on_claim(first["claim_id"], wrong)
    assert bureau.store.reviews.page(None, 10) == []
    assert held(bureau, first["report_id"])[0] == first


def test_a_second_reviewer_is_shown_what_the_first_one_did(bureau: Bureau) -> None:
    first = held(bureau, sent(bureau))[0]
    tag = first["etag"].strip('"')
    bureau.service.desk.on_claim(first["claim_id"], order("accept", tag=tag))
    with pytest.raises(Changed) as late:
        bureau.service.desk.on_claim(first["claim_id"], order("reject", tag=tag))
    assert isinstance(late.value.present, dict) and late.value.present["state"] == "accepted"
    assert len(bureau.store.reviews.page(None, 10)) == 1


def test_one_key_accepts_the_rest_of_a_report_and_undoing_takes_one_back(bureau: Bureau) -> None:
    report_id = sent(bureau)
    bureau.service.desk.on_claim(held(bureau, report_id)[1]["claim_id"], order("reject"))
    done = bureau.service.desk.on_report(report_id, order("accept"))
    assert [one["state"] for one in done["report"]["claims"]] == ["accepted", "rejected", "accepted"]
    assert len(done["reviews"]) == 2
    with pytest.raises(BadInput, match="No claim"):
        bureau.service.desk.on_report(report_id, order("accept"))
    undone = bureau.service.desk.on_report(report_id, order("undo", undoes=done["reviews"][0]["id"]))
    assert Counter(one["state"] for one in undone["report"]["claims"]) == {"accepted": 1, "rejected": 1, "machine": 1}
    with pytest.raises(BadInput, match="undone already"):
        bureau.service.desk.on_report(report_id, order("undo", undoes=done["reviews"][0]["id"]))


def test_an_added_claim_stands_beside_what_was_read_in_the_same_words(bureau: Bureau) -> None:
    report_id = sent(bureau)
    start, end = held(bureau, report_id)[0]["claim"]["spans"][0]
    after = {"claimant": {"name": "A neighbour", "kind": "unattributed"}, "target": {"labels": ["a barn"], "class": "other"}}
    done = bureau.service.desk.on_report(report_id, order("add", span=(start, end), after=after))
    added = next(one for one in done["report"]["claims"] if one["claim"]["claimant"]["name"] == "A neighbour")
    assert len(done["report"]["claims"]) == 4
    assert added["state"] == "accepted"
    bureau.service.desk.on_claim(added["claim_id"], order("correct", after={"modality": "denied"}))
    bureau.reopen(0)
    kept = {one["claim_id"]: one for one in held(bureau, report_id)}
    assert len(kept) == 4
    assert kept[added["claim_id"]]["claim"]["modality"] == "denied"
    gone = bureau.service.desk.on_claim(added["claim_id"], order("undo", undoes=done["reviews"][0]["id"]))
    assert gone["claim"] is None
    assert len(held(bureau, report_id)) == 3


def test_a_mended_date_is_read_again_and_stays_over_a_rebuild(bureau: Bureau) -> None:
    report_id = sent(bureau)
    bureau.service.desk.on_report(report_id, order("amend_report", after={"published_at": "2020-05-03", "publisher": "The Post"}))
    for edition in (0, 1):
        bureau.reopen(edition)
        bureau.service.rebuild()
        assert {seen["date_start"] for seen in claims(bureau).values()} == {"2020-05-03"}
        document = bureau.service.report(report_id)
        assert (document["published_at"], document["publisher"]) == ("2020-05-03", "The Post")
    given = bureau.store.reviews.report(report_id)
    assert given is not None and given.published_at == date(2020, 5, 2)


def test_a_claim_is_no_other_than_itself_and_an_added_one_is_of_whole_words(bureau: Bureau) -> None:
    report_id = sent(bureau)
    first = held(bureau, report_id)[0]["claim_id"]
    for verb in ("merge", "split"):
        with pytest.raises(BadInput, match="others than the claim itself"):
            bureau.service.desk.on_claim(first, order(verb, claims=(first,)))  # type: ignore[arg-type]
    start = TEXT.index("The wind")
    for span in ((start + 1, start + 8), (start, start + 6)):
        with pytest.raises(BadInput, match="whole words"):
            bureau.service.desk.on_report(report_id, order("add", span=span, after={"action": "struck"}))
    assert bureau.store.reviews.page(None, 5) == []
    bureau.service.desk.on_report(report_id, order("add", span=(start, start + 8), after={"action": "struck"}))


@pytest.mark.parametrize(
    "after",
    [
        {"url": "javascript:alert(1)"},
        {"url": "post.example.org/raid"},
        {"published_at": "2999-01-01"},
        {"published_at": "0001-01-01"},
        {"published_at": "yesterday"},
        {"published_at": 5},
        {"publisher": "x" * 1_001},
        {"title": "a\x00b"},
        {"text": "other words"},
    ],
)
def test_what_is_amended_of_a_report_is_held_to_what_is_asked_of_one_that_is_sent(bureau: Bureau, after: dict[str, Any]) -> None:
    report_id = sent(bureau)
    before = bureau.service.report(report_id)
    with pytest.raises(BadInput):
        bureau.service.desk.on_report(report_id, order("amend_report", after=after))
    assert bureau.service.report(report_id) == before
    bureau.service.desk.on_report(report_id, order("amend_report", after={"url": " https://post.example.org/raid ", "publisher": ""}))
    amended = bureau.service.report(report_id)
    assert (amended["url"], amended["publisher"]) == ("https://post.example.org/raid", None)


def test_a_place_to_be_protected_is_nowhere_known_better_than_by_its_province(bureau: Bureau) -> None:
    report_id = sent(bureau)
    first = held(bureau, report_id)[0]
    assert bureau.service.extent("reported-targets").count == 1
    bureau.service.desk.on_claim(first["claim_id"], order("reduce_precision"))
    assert bureau.service.extent("reported-targets").count == 0
    told = repr([bureau.service.report(report_id), *(list(bureau.service.stream(Query(name))) for name in ("claims", "places", "events"))])
    told += repr(bureau.service.lives.history(first["claim_id"]))
    assert TOWN.id not in told and PROVINCE.id in told


def test_the_name_of_a_protected_place_is_blacked_out_for_strangers_and_kept_for_reviewers(bureau: Bureau) -> None:
    more = {"title": "Dawn raid on ALDAN", "publisher": "Aldan Post", "url": "https://post.example.org/raid-on-aldan-mill"}
    report_id = sent(bureau, "Jets hit a mill in Aldan at dawn. Shells hit the old bridge, 3 km from Aldan's mill.", **more)
    first, second = held(bureau, report_id)
    bureau.service.desk.on_claim(first["claim_id"], order("correct", reason="seen in Aldan", after={"via": "Radio Aldan"}))
    bureau.service.desk.on_claim(first["claim_id"], order("reduce_precision", reason="people of Aldan asked"))
    document = bureau.service.report(report_id)
    told = [document, bureau.service.overview(None), bureau.service.overview(report_id)]
    told += [list(bureau.service.stream(Query(name))) for name in ("claims", "places", "events", "event-areas", "reports", "reported-target-areas")]
    told += [ask(one["claim_id"]) for one in (first, second) for ask in (bureau.service.lives.history, bureau.service.lives.reviews_of)]
    assert "aldan" not in repr(told).casefold()
    assert document["claims"][0]["quote"]["exact"].startswith("Jets hit a mill in █████ at dawn")
    assert (document["title"], document["publisher"], document["url"]) == ("Dawn raid on █████", "█████ Post", None)
    assert claims(bureau)[first["claim_id"]]["places_text"] == "Orlan province"
    assert list(bureau.service.stream(Query("claims", text="aldan"))) == []
    life = bureau.service.lives.history(first["claim_id"], reviewer=True)
    assert "in Aldan" in life["quote"]["exact"] and [one["reason"] for one in life["reviews"]] == ["seen in Aldan", "people of Aldan asked"]
    assert bureau.service.desk.of_report(report_id)["title"] == "Dawn raid on ALDAN"
    undone = life["reviews"][-1]["id"]
    bureau.service.desk.on_claim(first["claim_id"], order("undo", undoes=undone))
    assert bureau.service.report(report_id)["text"].startswith("Jets hit a mill in Aldan")


def test_merging_and_splitting_over_reports_changes_events_and_a_rebuild_keeps_it(bureau: Bureau) -> None:
    one = held(bureau, sent(bureau))[0]
    other = held(bureau, sent(bureau, "Gunboats hit the harbour wall at night.", published_at="2020-07-09"))[0]
    bureau.service.desk.on_claim(one["claim_id"], order("merge", claims=(other["claim_id"],)))
    assert len({claims(bureau)[claim["claim_id"]]["event_id"] for claim in (one, other)}) == 1
    bureau.service.desk.on_claim(other["claim_id"], order("grade", after={"grading": "weak"}))
    bureau.reopen(1)
    bureau.service.rebuild()
    now = [claim for report in (one["report_id"], other["report_id"]) for claim in held(bureau, report)]
    spoken_of = {claim["claim_id"] for claim in now} & set(claims(bureau))
    merged = Counter(claims(bureau)[claim_id]["event_id"] for claim_id in spoken_of)
    assert max(merged.values()) == 2 or bureau.store.reviews.orphans()
    split = bureau.service.desk.on_claim(sorted(spoken_of)[0], order("split", claims=(sorted(spoken_of)[1],)))
    assert split["review"]["verb"] == "split"


def test_a_new_claim_whose_strike_another_report_tells_too_waits_as_a_possible_duplicate(bureau: Bureau) -> None:
    one = held(bureau, sent(bureau))[0]
    other = held(bureau, sent(bureau, "Gunboats hit the harbour wall at night.", published_at="2020-07-09"))[0]
    assert bureau.service.lives.queue("duplicate")["matched"] == 0
    bureau.service.desk.on_claim(one["claim_id"], order("merge", claims=(other["claim_id"],)))
    waiting = bureau.service.lives.queue("duplicate")
    assert {item["claim_id"] for item in waiting["items"]} <= {one["claim_id"], other["claim_id"]}
    assert other["claim_id"] in {item["claim_id"] for item in waiting["items"]}
    bureau.service.desk.on_claim(other["claim_id"], order("accept"))
    assert other["claim_id"] not in {item["claim_id"] for item in bureau.service.lives.queue("duplicate")["items"]}


def test_also_where_only_what_was_reviewed_is_shown_possible_duplicates_are_found(open_bureau: Open) -> None:
    bureau = open_bureau(PublicView(publish="reviewed"))
    first, second = sent(bureau), sent(bureau, "Planes hit a mill in Aldan, a survivor told us.")
    sent(bureau, "Planes hit a mill in Aldan, a year on.", published_at="2021-05-02")
    told_twice = {one["claim_id"] for report_id in (first, second) for one in held(bureau, report_id) if "Aldan" in one["claim"]["quote"]["exact"]}
    assert {item["claim_id"] for item in bureau.service.lives.queue("duplicate")["items"]} == told_twice
    bureau.service.desk.on_claim(held(bureau, second)[0]["claim_id"], order("reject"))
    assert bureau.service.lives.queue("duplicate")["items"] == []


def test_a_rebuild_under_another_reader_with_200_reviews_loses_none_and_applies_none_twice(bureau: Bureau) -> None:
    sentences = [f"Volley {at} hit warehouse {at * 37 % 1000} beside road number {at} on that day" for at in range(60)]
    ids = [sent(bureau, ". ".join(sentences[start : start + 15]) + ".") for start in range(0, 60, 15)]
    made: dict[str, str] = {}
    verbs: list[ReviewVerb] = ["accept", "correct", "grade", "accept", "reject"]
    at = 0
    while len(made) < 200:
        for report_id in ids:
            waiting = [one for one in held(bureau, report_id) if one["state"] != "rejected"]
            one, verb = waiting[at % len(waiting)], verbs[at % 5] if at < 150 else "correct"
            after: dict[str, Any] = {"via": f"agency {at}"} if verb == "correct" else {"grading": "fair"} if verb == "grade" else {}
            done = bureau.service.desk.on_claim(one["claim_id"], order(verb, after=after or None))
            made[done["review"]["id"]] = one["claim_id"]
            at += 1
    bureau.reopen(1)
    assert bureau.service.rebuild().reports == 4
    applied = Counter(review for report_id in ids for one in held(bureau, report_id) for review in one["reviews"])
    waiting = {orphan.review.id for orphan in bureau.store.reviews.orphans(limit=500)}
    graded = {review.id for review in bureau.store.reviews.page(None, 500) if review.verb == "grade"}
    assert max(applied.values()) == 1
    assert applied.keys() | waiting | graded == made.keys()
    assert not applied.keys() & waiting
    assert 0 < len(waiting) < 60
    assert bureau.service.lives.queue("orphaned", limit=500)["items"][0]["why"]
    assert bureau.store.reviews.verify()[:2] == (None, len(made))
    bureau.reopen(0)
    bureau.service.rebuild()
    assert bureau.store.reviews.orphans() == []


def test_sixteen_reviewers_at_once_lose_no_review(bureau: Bureau) -> None:
    text = ". ".join(f"Volley {at} hit warehouse {at} by the road" for at in range(8)) + "."
    report_id = sent(bureau, text)
    ids = [one["claim_id"] for one in held(bureau, report_id)]

    def work(number: int) -> int:
        late = 0
        for at in range(5):
            claim_id = ids[(number + at) % len(ids)]
            while True:
                tag = next(one["etag"] for one in held(bureau, report_id) if one["claim_id"] == claim_id).strip('"')
                try:
                    after = {"via": f"agency {number}-{at}"}
                    bureau.service.desk.on_claim(claim_id, order("correct", reviewer=f"Reviewer {number}", tag=tag, after=after))
                    break
                except Changed:
                    late += 1
        return late

    with ThreadPoolExecutor(16) as pool:
        asked_again = sum(pool.map(work, range(16)))
    log = bureau.store.reviews.page(None, 500)
    assert len(log) == 80
    assert Counter(review.reviewer for review in log) == {f"Reviewer {number}": 5 for number in range(16)}
    applied = [review for one in held(bureau, report_id) for review in one["reviews"]]
    assert sorted(applied) == sorted(review.id for review in log)
    assert asked_again > 0
    assert bureau.store.reviews.verify()[0] is None
    for one in held(bureau, report_id):
        last = max((review for review in log if review.id in one["reviews"]), key=lambda review: int(review.id[1:]))
        assert last.after is not None and one["fields"]["via"] == last.after["via"]


def test_a_withdrawn_report_is_erased_from_every_answer_and_from_the_disk(bureau: Bureau) -> None:
    secret = "Quellbrunn"
    report_id = sent(bureau, f"Jets hit {secret} in Aldan at dawn.", title=f"Raid on {secret}", publisher="The Post")
    first = held(bureau, report_id)[0]
    bureau.service.desk.on_claim(first["claim_id"], order("correct", after={"target": {"labels": [secret], "class": None}}))
    bureau.service.desk.on_report(report_id, order("withdraw", reason="the family asked"))
    assert secret.encode() not in b"".join(file.read_bytes() for file in bureau.path.parent.iterdir())
    for question in (lambda: bureau.service.report(report_id), lambda: bureau.service.lives.history(first["claim_id"])):
        with pytest.raises(NotFound):
            question()
    assert all(bureau.service.extent(name).count == 0 for name in ("reports", "claims", "places", "events", "reported-targets"))
    with pytest.raises(Forbidden, match="withdrawn"):
        sent(bureau, f"Jets hit {secret} in Aldan at dawn.")
    log = bureau.store.reviews.page(None, 10)
    assert (log[0].verb, log[0].reason, log[0].report_id) == ("withdraw", "the family asked", report_id)
    assert bureau.store.reviews.verify()[:2] == (None, 2)
    assert check(bureau.path).problems == ()
    bureau.service.rebuild()
    bureau.service.desk.on_report(report_id, order("undo", undoes=log[0].id, reason="it was another report"))
    assert sent(bureau, f"Jets hit {secret} in Aldan at dawn.") == report_id


def on_the_disk(bureau: Bureau) -> bytes:
    """Every byte of the store's files, in lower case, as the full-text index has its words."""
    return b"".join(file.read_bytes() for file in bureau.path.parent.iterdir()).lower()


@pytest.mark.parametrize("restarted", [False, True])
def test_no_word_of_a_withdrawn_report_is_left_in_the_full_text_index(bureau: Bureau, restarted: bool) -> None:
    for n in range(30):
        sent(bureau, f"Jets hit a mill in Aldan near the {n}th post. Rockets hit a depot by the river.")
    report_id = sent(bureau, "Jets hit quellbrunn in Aldan, said zyxwort.", title="Raid on quellbrunn", publisher="The Qvist Post")
    for n in range(30, 60):
        sent(bureau, f"Shells hit a bridge in Aldan near the {n}th post.")
    if restarted:
        bureau.reopen(1)
        bureau.service.rebuild()
    others = bureau.service.page(Query("claims", text="depot river")).matched
    # a word stands in the index without what it has in common with the word before it
    assert b"uellbrunn" in on_the_disk(bureau)
    bureau.service.desk.on_report(report_id, order("withdraw", reason="the family asked"))
    left = on_the_disk(bureau)
    assert [word for word in (b"uellbrunn", b"yxwort", b"vist") if word in left] == []
    assert bureau.service.page(Query("claims", text="depot river")).matched == others > 0
    assert check(bureau.path).problems == ()


def test_reviews_of_a_removed_report_wait_for_its_return(bureau: Bureau) -> None:
    report_id = sent(bureau)
    first = held(bureau, report_id)[0]
    bureau.service.desk.on_claim(first["claim_id"], order("accept"))
    bureau.service.remove(report_id)
    assert [orphan.why for orphan in bureau.store.reviews.orphans()] == ["Its report is not here any more."]
    assert sent(bureau) == report_id
    assert claims(bureau)[first["claim_id"]]["review_state"] == "accepted"
    assert bureau.store.reviews.orphans() == []


def test_where_only_what_was_reviewed_is_shown_an_unseen_claim_changes_nothing(open_bureau: Open) -> None:
    bureau = open_bureau(PublicView(publish="reviewed"))
    report_id = sent(bureau)
    with pytest.raises(NotFound):
        bureau.service.report(report_id)
    first, second, _ = held(bureau, report_id)
    assert [one["claim_id"] for one in bureau.service.lives.queue("new")["items"]]
    with pytest.raises(NotFound):
        bureau.service.lives.history(first["claim_id"])
    bureau.service.desk.on_claim(first["claim_id"], order("accept"))
    assert claims(bureau).keys() == {first["claim_id"]}
    assert [one["id"] for one in bureau.service.report(report_id)["claims"]] == [first["claim_id"]]
    assert bureau.service.lives.history(first["claim_id"])["state"] == "accepted"
    with pytest.raises(NotFound):
        bureau.service.lives.history(second["claim_id"])
    taken_back = bureau.store.reviews.page(None, 1)[0].id
    bureau.service.desk.on_claim(first["claim_id"], order("undo", undoes=taken_back))
    assert claims(bureau) == {}


def test_where_only_what_was_reviewed_is_shown_a_rejection_publishes_nothing(open_bureau: Open) -> None:
    bureau = open_bureau(PublicView(publish="reviewed"))
    report_id = sent(bureau, publisher="The Post")
    first, second, _ = held(bureau, report_id)
    rejected = bureau.service.desk.on_claim(first["claim_id"], order("reject", reason="ask Karim"))["review"]

    def unseen(claim_id: str) -> None:
        for ask in (bureau.service.lives.history, bureau.service.lives.reviews_of):
            with pytest.raises(NotFound):
                ask(claim_id)

    unseen(first["claim_id"])
    with pytest.raises(NotFound):
        bureau.service.report(report_id)
    assert bureau.service.overview(None)["reports"] == [] and bureau.service.extent("reports").count == 0
    bureau.service.desk.on_claim(second["claim_id"], order("accept"))
    assert [one["id"] for one in bureau.service.report(report_id)["claims"]] == [second["claim_id"]]
    unseen(first["claim_id"])
    bureau.service.desk.on_claim(second["claim_id"], order("reject"))
    assert bureau.service.extent("reports").count == 0
    bureau.service.desk.on_claim(first["claim_id"], order("undo", undoes=rejected["id"]))
    assert bureau.service.extent("reports").count == 0


def test_the_log_is_only_added_to(bureau: Bureau) -> None:
    bureau.service.desk.on_report(sent(bureau), order("accept"))
    bureau.service.close()
    db = sqlite3.connect(bureau.path)
    for statement in (
        "UPDATE review SET reason = 'other'",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review SELECT * FROM review LIMIT 1",
        "UPDATE review_content SET json = '{}'",
        "DELETE FROM review_content",
        "INSERT OR REPLACE INTO review_content SELECT * FROM review_content LIMIT 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("forged", "claim"),
    [
        ("held SET state = 'accepted', reviewed_by = 'Eve' WHERE state = 'machine'", 0),
        ("held SET state = 'corrected' WHERE state = 'accepted'", 1),
        ("held SET state = 'machine', reviewed_by = NULL WHERE state = 'rejected'", 2),
        ("held SET reviewed_by = 'Eve' WHERE state = 'rejected'", 2),
        ("body SET json = replace(json, '\"review_state\":\"machine\"', '\"review_state\":\"accepted\"')", 0),
        ("body SET json = replace(json, '\"reviewed_by\":\"Ada\"', '\"reviewed_by\":\"Eve\"')", 1),
        ("feature SET review_state = 'machine' WHERE review_state = 'accepted'", 1),
    ],
)
def test_a_claim_that_is_shown_otherwise_than_the_log_says_is_found(bureau: Bureau, tmp_path: Path, forged: str, claim: int) -> None:
    made = held(bureau, sent(bureau))
    for verb, one in (("reject", made[0]), ("accept", made[1]), ("reject", made[2])):
        done = bureau.service.desk.on_claim(one["claim_id"], order(verb))  # type: ignore[arg-type]
        if one is made[0]:
            bureau.service.desk.on_claim(one["claim_id"], order("undo", undoes=done["review"]["id"]))
    copy = tmp_path / "copy.sqlite"
    backup(bureau.path, copy)
    with sqlite3.connect(copy) as db:
        db.execute(f"UPDATE {forged}")
    db.close()
    assert made[claim]["claim_id"] in (audit(copy).unfounded or "")
    assert made[claim]["claim_id"] in check(copy).problems[0]


def test_other_rules_of_what_is_shown_hold_at_once_and_reviewed_reports_come_back_by_themselves(bureau: Bureau) -> None:
    report_id, other = sent(bureau), sent(bureau, "Gunboats hit the harbour wall at night.")
    first = held(bureau, report_id)[0]
    bureau.service.desk.on_claim(first["claim_id"], order("accept"))
    bureau.service.close()
    bureau.open(0, PublicView(publish="reviewed"))
    assert claims(bureau) == {}
    bureau.service.renew_reviewed()
    assert claims(bureau).keys() == {first["claim_id"]}
    bureau.service.close()
    bureau.open(0, PublicView())
    bureau.service.renew_reviewed()
    assert {one["report_id"] for one in claims(bureau).values()} == {report_id, other}
    assert len(claims(bureau)) == 4


def test_a_report_of_the_example_counts_as_reviewed(open_bureau: Open) -> None:
    bureau = open_bureau(PublicView(publish="reviewed"))
    given = report_from_text(TEXT, published_at="2020-05-02")
    bureau.service.submit(Report(given.id, given.text, published_at=given.published_at, source_kind="example"))
    assert len(claims(bureau)) == 3
