"""One event as a document and as a page."""

from html import unescape
from html.parser import HTMLParser

from starlette.testclient import TestClient


class Outline(HTMLParser):
    """What a page is made of: its words by the part they stand in, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        self.ids += [value for name, value in attrs if name == "id" and value]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)


def test_an_event_is_a_document_with_links_and_validators(client: TestClient) -> None:
    answer = client.get("/events/ec1")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    document = answer.json()
    assert [claim["claim_id"] for claim in document["supporting"]] == ["c1", "c2"]
    assert [link["rel"] for link in document["links"]] == ["self", "alternate", "related", "related"]
    assert client.get("/events/ec1", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get("/events/nothing").status_code == 404
    assert client.get("/events/ec1?f=xml").status_code == 400


def test_the_page_has_every_claim_on_its_side_and_every_question_with_its_answers(client: TestClient) -> None:
    answer = client.get("/events/ec1", headers={"accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    text, page = unescape(answer.text), Outline()
    page.feed(answer.text)
    assert {"c1", "c2", "c3"} <= set(page.ids)
    assert {f"#{claim}" for claim in ("c1", "c2")} <= set(page.links)
    assert text.index("Say that it happened") < text.index('id="c2"') < text.index("Deny it") < text.index('id="c3"')
    assert "script" not in page.tags and "style" not in page.tags and "b" not in page.tags
    for words in ("Who or what was hit", "“civilians”", "19 or more", "never added", "near the place", "counted once", "Graded fair by Ann"):
        assert words in text
    assert all(words in text for words in ("both name Aldan; the same day", "A part", "Its claims say different things.", "day not stated"))


def test_the_page_speaks_neutrally_and_links_only_to_the_web(client: TestClient) -> None:
    text = client.get("/events/ec1?f=html").text
    assert "boasted" not in text
    assert "The Army denied it" in text and "The &lt;Ministry&gt; said" in text
    assert "javascript:" not in text
