"""The life of a claim in words: what a machine read, what each reviewer decided and changed, and what the claim is now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.map.days import day_in_words, span_in_words
from app.map.vocabulary import vocabulary, word_of
from app.model.claim import unquoted

_VERBS = {
    "accept": "accepted it as it was read",
    "correct": "corrected it",
    "add": "added it",
    "reject": "rejected it",
    "merge": "put it into one event with other claims",
    "split": "took it apart from other claims",
    "grade": "graded its event",
    "reduce_precision": "let its places be shown by their province only",
    "amend_report": "mended what is known of its report",
    "withdraw": "withdrew its report",
    "undo": "took back a decision",
}
_STATES = {
    "machine": "read by a machine, looked at by nobody",
    "accepted": "accepted",
    "corrected": "corrected",
    "rejected": "rejected",
    "gone": "not found any more by the present version",
}
_AUTHORITIES = {"key": "signed in with a key", "local": "on the machine itself", "command": "at the command line"}
_TITLES = {
    "claimant": "Who says so",
    "via": "Relayed by",
    "action": "What was done",
    "platform": "From what",
    "modality": "Meant as",
    "attackers": "Said to have struck",
    "supporting": "Said to have helped",
    "weapon": "With",
    "target": "Said to be hit",
    "quantities": "Numbers",
    "when": "When",
    "places": "Where",
    "published_at": "Published on",
    "publisher": "Publisher",
    "url": "Address",
    "title": "Headline",
    "grading": "Grading",
}
_ROLES = {
    "reported_target": "reported struck",
    "launch_origin": "launched from",
    "base": "base",
    "container": "lies in",
    "context": "named beside it",
    "claimant_seat": "where the speaker sits",
}
NOT_STATED = "not stated"


def life_story(life: Mapping[str, Any]) -> dict[str, Any]:
    """The document of ``GET /history/{id}`` as the page tells it, every value in words."""
    return {
        "state": _STATES[life["state"]],
        "published": day_in_words(life["report"]["published_at"]) if life["report"] else NOT_STATED,
        "readings": [{"when": _moment(one["at"]), "at": one["at"], "version": one["version"]} for one in life.get("readings", ())],
        "reviews": [_step(review, life) for review in life["reviews"]],
        "present": [(_TITLES[name], in_words(name, value)) for name, value in life.get("present", {}).items()],
    }


def in_words(name: str, value: Any) -> str:
    """A field of a claim or a report, as people say it; unknown is "not stated", never zero (law 4)."""
    if value is None or value == [] or value == {}:
        return NOT_STATED
    return _WORDS.get(name, str)(value) or NOT_STATED


def _step(review: Mapping[str, Any], life: Mapping[str, Any]) -> dict[str, Any]:
    before, after = review.get("before") or {}, review.get("after") or {}
    changed = [(_TITLES[name], in_words(name, before.get(name)), in_words(name, value)) for name, value in after.items() if name in _TITLES]
    mine = [one for one in review.get("claims", ()) if life.get("report") and one["report_id"] == life["report"]["id"]]
    known = [*mine, *review.get("others", ())]
    former = mine[0] if mine and all(one["claim_id"] != life["id"] for one in known) else None
    return {
        **review,
        "did": _VERBS[review["verb"]],
        "when": _moment(review["at"]),
        "how": _AUTHORITIES.get(review["authority"], "not told how"),
        "changed": changed if review["verb"] != "undo" else [],
        "carried": former and former["span"],
        "was_in": (before.get("events") or {}).get(former["claim_id"] if former else life["id"]),
    }


def _moment(iso: str) -> str:
    at = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return f"{day_in_words(at.date().isoformat())}, {at:%H:%M} UTC"


def _claimant(value: Mapping[str, Any]) -> str:
    if value["kind"] == "unattributed":
        return "no source given"
    speaker = vocabulary()["speakers"].get(value["kind"], {"short": "speaker not known"})["short"]
    return f"{value['name']} ({speaker})"


def _weapon(value: Mapping[str, Any]) -> str:
    kind = word_of("weapon", value["code"] or "")
    return f"“{value['label']}” ({kind})" if value["label"] else kind


def _target(value: Mapping[str, Any]) -> str:
    said = ", ".join(f"“{label}”" for label in unquoted(value["labels"]))
    kind = word_of("target", value["class"]) if value["class"] else ""
    return f"{said} ({kind})" if said and kind else said or kind


def _quantity(value: Mapping[str, Any]) -> str:
    what = value["unit"] if not value["of"] else f"{value['unit']}, {value['of']}"
    return f"{value['text']} ({what})"


def _when(value: Mapping[str, Any]) -> str:
    days = span_in_words(value["start"], value.get("end") or value["start"])
    return f"{days} (“{value['text']}”)" if value.get("text") else days


def _place(value: Mapping[str, Any]) -> str:
    known = value.get("place")
    name = known["name"] if known else value.get("surface") or value.get("place_id") or "a place"
    return f"{name}{'' if known or value.get('place_id') else ' (not found in the gazetteer)'}: {_ROLES.get(value['role'], value['role'])}"


def _each(words: Callable[[Any], str]) -> Callable[[Sequence[Any]], str]:
    return lambda values: "; ".join(words(value) for value in values)


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "claimant": _claimant,
    "modality": lambda value: word_of("meant", value),
    "action": lambda value: str(value).replace("_", " "),
    "attackers": _each(str),
    "supporting": _each(str),
    "weapon": _weapon,
    "target": _target,
    "quantities": _each(_quantity),
    "when": _when,
    "places": _each(_place),
    "published_at": day_in_words,
}
