"""Reviews, sign-in and history over HTTP, in front of the whole service."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import main
from app.errors import Forbidden
from app.ingest.example import example_report
from app.service import Service
from app.settings import Settings

JSON = {"content-type": "application/json"}

NONE = [
    b"",
    b"[]",
    b"{}",
    b'{"verb": "praise"}',
    b'{"verb": "reject", "reviewer": "Ada"}',
    b'{"verb": "accept"}',
    b'{"verb": "accept", "reviewer": ""}',
    b'{"verb": "accept", "reviewer": "Ada", "colour": 1}',
    b'{"verb": "correct", "reviewer": "Ada", "reason": "r", "after": {"weapon": "laser"}}',
    b'{"verb": "correct", "reviewer": "Ada", "reason": "r", "after": 5}',
    b'{"verb": "add", "reviewer": "Ada", "reason": "r", "span": [1, 2], "after": {"via": "x"}}',
    b'{"verb": "merge", "reviewer": "Ada", "reason": "r", "claims": [5]}',
    b'{"verb": ' + b"[" * 10_000,
]
"""Bodies that are no review."""


@pytest.fixture
def service(settings: Settings, tmp_path: Path) -> Iterator[Service]:
    made = main.build_service(replace(settings, data_dir=tmp_path / "data", publish="all"))
    made.submit(example_report())
    yield made
    made.close()


@pytest.fixture
def local(settings: Settings, service: Service) -> TestClient:
    return TestClient(main.create_app(settings, service), follow_redirects=False)


@pytest.fixture
def public(settings: Settings, service: Service) -> TestClient:
    return TestClient(main.create_app(replace(settings, host="0.0.0.0", base_url="https://testserver"), service), follow_redirects=False, base_url="https://testserver")


def waiting(client: TestClient, **headers: str) -> dict[str, Any]:
    item: dict[str, Any] = client.get("/reviews?limit=1", headers=headers).json()["items"][0]
    return item


def test_the_queue_holds_what_a_reviewer_needs(local: TestClient) -> None:
    first = local.get("/reviews?limit=2").json()
    item = first["items"][0]
    assert {"claim_id", "report", "claim", "context", "fields", "etag", "why", "score", "state"} <= item.keys()
    assert item["why"] == ["new"] or "low_score" in item["why"]
    report = local.get(f"/reports/{item['report_id']}/reviews").json()
    quote = item["claim"]["quote"]
    text = "".join((item["context"]["before"], quote["exact"], item["context"]["after"]))
    assert text in report["text"] and report["text"][quote["start"] : quote["end"]] == quote["exact"]
    (following,) = [one["href"] for one in first["links"] if one["rel"] == "next"]
    second = local.get(following).json()
    assert not {one["claim_id"] for one in first["items"]} & {one["claim_id"] for one in second["items"]}
    for wrong in ("state=odd", "limit=0", "limit=x", "next=x", "colour=1", "state=new&state=all"):
        assert local.get(f"/reviews?{wrong}").status_code == 400, wrong
    for state in ("contested", "low_score", "orphaned", "log", "all", "rejected"):
        assert local.get(f"/reviews?state={state}").status_code == 200


def test_a_review_names_the_state_it_saw_and_the_second_is_asked(local: TestClient) -> None:
    item = waiting(local)
    address, body = f"/claims/{item['claim_id']}/reviews", {"verb": "accept", "reviewer": "Ada"}
    for blind in ({}, {"if-match": "*"}, {"if-match": ""}):
        asked = local.post(address, json=body, headers=blind)
        assert asked.status_code == 428 and "etag" in asked.json()["detail"], blind
    done = local.post(address, json=body, headers={"if-match": item["etag"]})
    assert (done.status_code, done.json()["claim"]["state"], done.json()["review"]["authority"]) == (201, "accepted", "local")
    assert done.headers["etag"] == done.json()["claim"]["etag"] != item["etag"]
    late = local.post(address, json={"verb": "reject", "reviewer": "Bob", "reason": "no"}, headers={"if-match": item["etag"]})
    assert (late.status_code, late.headers["content-type"]) == (412, "application/problem+json")
    assert (late.json()["present"]["state"], late.json()["present"]["etag"]) == ("accepted", done.headers["etag"])
    assert [one["verb"] for one in local.get(address).json()["reviews"]] == ["accept"]


def test_what_is_no_review_is_a_400_with_a_reason_and_changes_nothing(local: TestClient) -> None:
    item = waiting(local)
    for body in NONE:
        answer = local.post(f"/claims/{item['claim_id']}/reviews", content=body, headers={**JSON, "if-match": item["etag"]})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), body[:80]
        assert answer.json()["detail"]
    assert waiting(local) == item


def test_a_key_gives_the_name_and_no_other_can_be_taken(public: TestClient, service: Service) -> None:
    _, secret = service.keys.create("Ada Lovelace", "review")
    bearer = {"authorization": f"Bearer {secret}"}
    item = waiting(public, **bearer)
    address, bearer = f"/claims/{item['claim_id']}/reviews", {**bearer, "if-match": item["etag"]}
    forged = public.post(address, json={"verb": "accept", "reviewer": "Bob"}, headers=bearer)
    assert forged.status_code == 400
    done = public.post(address, json={"verb": "accept"}, headers=bearer).json()
    assert (done["review"]["reviewer"], done["review"]["authority"]) == ("Ada Lovelace", "key")
    life = public.get(f"/history/{item['claim_id']}").json()
    assert (life["state"], life["reviewed_by"], life["reviews"][0]["in_force"]) == ("accepted", "Ada Lovelace", True)
    assert "context" not in life and "context" in public.get(f"/history/{item['claim_id']}", headers=bearer).json()
    page = public.get(f"/history/{item['claim_id']}?f=html").text
    assert "Ada Lovelace" in page and "<script" not in page
    service.remove(example_report().id)
    left = public.get(f"/history/{item['claim_id']}?f=html", headers=bearer)
    assert left.status_code == 200 and "not found any more" in left.text and "Ada Lovelace" in left.text
    assert public.get(f"/history/{item['claim_id']}?f=html").status_code == 404


def test_the_life_of_a_rejected_claim_is_a_page_without_its_words(local: TestClient) -> None:
    item = waiting(local)
    body = {"verb": "reject", "reason": "a headline", "reviewer": "Ada Lovelace"}
    assert local.post(f"/claims/{item['claim_id']}/reviews", json=body, headers={"if-match": item["etag"]}).status_code == 201
    page = local.get(f"/history/{item['claim_id']}?f=html")
    assert page.status_code == 200
    assert "rejected" in page.text and "Ada Lovelace" in page.text and item["claim"]["quote"]["exact"] not in page.text
    assert "a headline" not in page.text and "the reason is for reviewers" in page.text
    steps = local.get(f"/claims/{item['claim_id']}/reviews").json()["reviews"]
    assert [(one["reviewer"], one["verb"], one["reason"]) for one in steps] == [("Ada Lovelace", "reject", None)]


def test_the_life_of_a_claim_is_told_from_its_words_to_what_it_is_now(local: TestClient, service: Service) -> None:
    claims = [one["id"] for one in service.report(example_report().id)["claims"] if one["quantities"] and one["weapon"]]
    address, when = f"/claims/{claims[0]}/reviews", {"start": "2015-11-19", "end": "2015-11-20", "text": "overnight"}
    after = {"when": when, "claimant": {"name": "Northern Observatory", "kind": "monitor"}, "weapon": None, "quantities": []}
    for body in ({"verb": "correct", "after": after}, {"verb": "grade", "after": {"grading": "fair"}}):
        (tag,) = (one["etag"] for one in local.get(f"/reports/{example_report().id}/reviews").json()["claims"] if one["claim_id"] == claims[0])
        answer = local.post(address, json={"reviewer": "Ada Lovelace", "reason": "heard again", **body}, headers={"if-match": tag})
        assert answer.status_code == 201
    service._version = "another edition"
    assert service.rebuild().reports == 1
    page = local.get(f"/history/{claims[0]}?f=html").text
    told = unescape(page)
    assert [told.index(f"<h2>{part}") for part in ("1.", "2.", "3.", "4.")] == sorted(told.index(f"<h2>{part}") for part in ("1.", "2.", "3.", "4."))
    life = local.get(f"/history/{claims[0]}").json()
    assert f"<mark>{life['quote']['exact']}</mark>" in told
    assert [one["version"] for one in life["readings"]][-1] == "another edition" and "A rebuild read it again" in told
    assert all(words in told for words in ("Ada Lovelace</strong> corrected it", "graded its event", "“heard again”", "monitor)", "this event"))
    assert "19–20 November 2015 (“overnight”)" in told
    assert not any(raw in told for raw in ("null", "None", '{"', "&#34;", "[]", "state_belligerent", "reported_target"))


def test_signing_in_gives_a_cookie_no_script_reads_and_signing_out_ends_it(public: TestClient, service: Service) -> None:
    _, secret = service.keys.create("Ada", "review")
    here = {"sec-fetch-site": "same-origin", "origin": "https://testserver"}
    assert "<form" in public.get("/sign-in").text
    answer = public.post("/sign-in", data={"key": secret}, headers=here)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303 and secret not in answer.headers["location"]
    assert all(part in cookie for part in ("httponly", "samesite=strict", "secure", "path=/", "max-age"))
    assert public.get("/session").json() | {"name": "Ada", "scope": "review", "may_review": True} == public.get("/session").json()
    item = waiting(public)
    address, body = f"/claims/{item['claim_id']}/reviews", {"verb": "accept"}
    for foreign in ({}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"sec-fetch-site": "same-site", **JSON}):
        assert public.post(address, json=body, headers={**foreign, "if-match": item["etag"]}).status_code == 403, foreign
    assert public.post(address, json=body, headers={**here, "if-match": item["etag"]}).status_code == 201
    old = public.cookies["strikemap_session"]
    assert public.post("/sign-out", headers={**here, **JSON}).status_code == 204
    public.cookies.set("strikemap_session", old)
    assert public.get("/reviews").status_code == 401


def test_a_page_of_another_site_cannot_sign_anybody_in(public: TestClient, service: Service) -> None:
    _, secret = service.keys.create("Eve", "read")
    assert public.post("/sign-in", data={"key": secret}, headers={"origin": "https://evil.example"}).status_code == 403
    assert public.post("/sign-in", data={"key": secret}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_guessing_is_slowed_down_and_shuts_nobody_out_who_was_in(public: TestClient, service: Service) -> None:
    _, known = service.keys.create("Ada", "review")
    _, fresh = service.keys.create("Bob", "review")
    assert public.get("/reviews", headers={"authorization": f"Bearer {known}"}).status_code == 200
    answers = [public.post("/sign-in", json={"key": f"guess {number}"}) for number in range(15)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 5
    assert answers[-1].headers["retry-after"]
    assert public.post("/sign-in", json={"key": fresh}).status_code == 429
    assert public.get("/reviews", headers={"authorization": f"Bearer {known}"}).status_code == 200


def test_withdrawing_needs_the_highest_scope_and_leaves_nothing_to_see(public: TestClient, service: Service) -> None:
    reviewer, admin = ({"authorization": f"Bearer {service.keys.create(name, name)[1]}"} for name in ("review", "admin"))  # type: ignore[arg-type]
    report_id = example_report().id
    claim_id = public.get("/reviews?limit=1", headers=reviewer).json()["items"][0]["claim_id"]
    body, tag = {"verb": "withdraw", "reason": "asked"}, public.get(f"/reports/{report_id}/reviews", headers=reviewer).headers["etag"]
    assert public.post(f"/reports/{report_id}/reviews", json=body, headers={**reviewer, "if-match": tag}).status_code == 403
    assert public.post(f"/reports/{report_id}/reviews", json=body, headers={**admin, "if-match": tag}).json()["report"] is None
    for address in (f"/reports/{report_id}", f"/claims/{claim_id}/reviews", f"/history/{claim_id}", f"/collections/claims/items/{claim_id}"):
        assert public.get(address).status_code == 404, address
    for address in (f"/review/{report_id}", f"/reports/{report_id}/reviews"):
        gone = public.get(address, headers=reviewer)
        assert gone.status_code == 410 and gone.json()["detail"].endswith("asked"), address
    assert public.get("/review/nothing", headers=reviewer).status_code == 404


def test_undoing_a_withdrawal_needs_the_highest_scope_and_lets_the_text_be_sent_again(public: TestClient, service: Service) -> None:
    reviewer, admin = ({"authorization": f"Bearer {service.keys.create(name, name)[1]}"} for name in ("review", "admin"))  # type: ignore[arg-type]
    given, address = example_report(), f"/reports/{example_report().id}/reviews"
    body, tag = {"verb": "withdraw", "reason": "asked"}, public.get(address, headers=admin).headers["etag"]
    withdrawn = public.post(address, json=body, headers={**admin, "if-match": tag}).json()["reviews"][0]["id"]
    tag = public.get(address, headers=admin).headers["etag"]
    undo = {"verb": "undo", "undoes": withdrawn, "reason": "they changed their mind"}
    stale = public.post(address, json=undo, headers={**admin, "if-match": '"other"'})
    assert (stale.status_code, stale.headers["etag"]) == (410, tag)
    assert public.post(address, json=undo, headers={**reviewer, "if-match": tag}).status_code == 403
    by_claim = public.post("/reviews", json={**undo, "report_id": given.id}, headers={**reviewer, "if-match": tag})
    assert by_claim.status_code == 403
    with pytest.raises(Forbidden):
        service.submit(given)
    done = public.post(address, json=undo, headers={**admin, "if-match": tag})
    assert done.status_code == 201 and done.json()["report"] is None
    again = {"verb": "undo", "undoes": done.json()["reviews"][0]["id"], "reason": "and back"}
    tag = f'"{service.desk._tag(given.id)}"'
    assert public.post(address, json=again, headers={**reviewer, "if-match": tag}).status_code == 403
    assert public.post(address, json=again, headers={**admin, "if-match": tag}).status_code == 400
    assert service.submit(given).created
    assert public.get(f"/reports/{given.id}").status_code == 200


def test_every_documented_path_of_reviews_answers(local: TestClient) -> None:
    item = waiting(local)
    paths = {path: one for path, one in local.get("/api").json()["paths"].items() if one.get("get", {}).get("tags") == ["Reviews"]}
    assert len(paths) == 5
    for path in paths:
        assert local.get(path.format(**item)).status_code == 200, path
