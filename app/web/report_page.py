"""One report for people: its text with what was read in it, where it may be shown, and its claims."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from app.map.days import span_in_words
from app.map.vocabulary import vocabulary
from app.web.pages import render

_STATUS = {
    "ok": "claims were found",
    "no_strike": "no strike was found in it",
    "needs_date": "days like “Friday” stay open, for its day of publication is not known",
    "language_not_supported": "it is not in a language that is read yet",
    "failed": "it could not be read",
}
_ROLES = {"reported_target": "reported struck", "launch_origin": "launched from", "base": "base", "container": "lies in"}


def report_page(report: Mapping[str, Any], base: str) -> bytes:
    """Render the document of ``GET /reports/{id}``; without a ``text`` only the quotes of its claims are shown."""
    claims = [_claim(claim) for claim in report["claims"]]
    parts = list(_parts(report["text"], report["claims"])) if report.get("text") else []
    status = _STATUS.get(report["status"], report["status"])
    return render("report.html", base=base, report=report, claims=claims, parts=parts, status=status, address=_web_address(report["url"]))


def _parts(text: str, claims: list[Mapping[str, Any]]) -> Iterator[tuple[str, str | None]]:
    """The text in order, in pieces: each with the claim that it belongs to, if any."""
    done = 0
    for start, end, own in sorted((span[0], span[1], claim["id"]) for claim in claims for span in claim["spans"]):
        if end <= done:
            continue
        begin = max(start, done)
        yield text[done:begin], None
        yield text[begin:end], own
        done = end
    yield text[done:], None


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    when = claim["when"] or {}
    days = span_in_words(when.get("start"), when.get("end")) if when.get("start") or when.get("end") else ""
    said = f"“{when['text']}”" if when.get("text") else ""
    places = [
        {
            "id": (mention["place"] or {}).get("id"),
            "name": (mention["place"] or {}).get("name") or mention.get("surface") or "a place",
            "role": _ROLES[mention["role"]],
        }
        for mention in claim["mentions"]
        if mention["role"] in _ROLES
    ]
    speaker = vocabulary()["speakers"].get(claim["claimant"]["kind"], {"short": "speaker not known"})["short"]
    return {**claim, "speaker": speaker, "when_words": ", ".join(filter(None, (days, said))) or "not stated", "places": places}


def _web_address(url: str | None) -> str | None:
    """An address that may be linked to: never "javascript:" and the like."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
