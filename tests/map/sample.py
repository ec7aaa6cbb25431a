"""A small invented map: two sides and a monitor, a sea, a province, a town, a base and a line; shaped as the service gives it."""

from typing import Any

PUBLISHED = "2024-03-09"
SEA = {"type": "MultiPolygon", "coordinates": [[[[30.0, 43.0], [36.0, 43.0], [36.0, 45.0], [30.0, 45.0], [30.0, 43.0]]]]}
PROVINCE = {"type": "MultiPolygon", "coordinates": [[[[33.0, 46.0], [36.0, 46.0], [36.0, 48.0], [33.0, 48.0], [33.0, 46.0]]]]}
TOWN = {"type": "Point", "coordinates": [35.2, 47.8]}
BASE = {"type": "Point", "coordinates": [38.2, 46.7]}


def collections(text: str = "Three missiles hit a depot in the town, the navy said.") -> dict[str, list[dict[str, Any]]]:
    """The collections of the page; ``text`` is put wherever a stranger's words may stand."""
    navy = _claim("c1", text, text, "state_belligerent", places_text=text, origins_text="Black Sea", target_label=text, date_text=text)
    watch = _claim("c2", text, "Harbour Watch", "monitor", places_text="Northern province", target_label="a school", target_class="school")
    line = {"claim_id": "c1", "report_id": "r1", "link": "inferred", "from_precision": 7, "to_precision": 1, "origin_name": text, "target_name": text}
    return {
        "reported-targets": [_mark(navy, "reported_target", text, "settlement", 1, TOWN, "-target-geo:1")],
        "reported-target-areas": [_mark(claim, "reported_target", "Northern", "province", 4, PROVINCE, "-target-geo:2") for claim in (navy, watch)],
        "launch-origins": [],
        "launch-origin-areas": [_mark(navy, "launch_origin", "Black Sea", "sea", 7, SEA, "-origin-sea:1")],
        "bases": [_mark(navy, "base", text, "airfield", 1, BASE, "-base-geo:3")],
        "strike-lines": [_feature("c1-line", {"type": "LineString", "coordinates": [[33.0, 44.0], [35.2, 47.8]]}, line)],
        "claims": [_feature("c1", PROVINCE, navy), _feature("c2", PROVINCE, watch)],
    }


def overview(text: str = "Invented report") -> dict[str, Any]:
    """The document of ``GET /overview`` for the same reports."""
    side = {"claim_id": "c1", "claimant": text, "claimant_kind": "state_belligerent", "verb": "said", "labels": [text], "class": "military"}
    return {
        "reports": [{"id": "r1", "title": text, "publisher": text, "published_at": PUBLISHED, "url": text, "source_kind": "text", "claims": 2}],
        "reports_total": 1,
        "claims_total": 2,
        "disputes": [{"question": "who was hit", "report_id": "r1", "sides": [{**side, "quote": text, "places_text": text, "date_text": text}] * 2}],
        "not_on_map": [
            {"claim_id": "c2", "claimant": text, "quote": text, "places_text": text, "reason": reason, "country": text}
            for reason in ("country", "unresolved", "no_place")
        ],
    }


def report(text: str = "Invented report") -> dict[str, Any]:
    """The document of ``GET /reports/{id}``."""
    whole = "The whole text, which belongs to its publisher."
    return {"id": "r1", "title": text, "publisher": text, "status": "ok", "text": whole, "claims": [{"id": "c1"}]}


def _claim(claim_id: str, quote: str, claimant: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": claim_id, "report_id": "r1", "claimant": claimant, "claimant_kind": kind, "verb": "said", "quote": quote, "via": None,
        "modality": "asserted", "hedge": None, "attacker": "the navy", "weapon": "missile", "weapon_label": "missiles", "target_label": None,
        "target_class": None, "quantity_text": "three munitions", "date_start": "2024-03-08", "date_end": "2024-03-08", "date_prec": 1,
        "date_text": "on Friday", "places_text": None, "origins_text": None, "bases_text": None, "not_on_map": None, "also_n": 0,
        "status": "declared", "independent_sources": 0, "publisher": "Coast Gazette", "title": "Night over the coast",
        "url": "https://example.org/night", "published_at": PUBLISHED, "source_kind": "text", **more,
    }  # fmt: skip


def _mark(claim: dict[str, Any], role: str, name: str, kind: str, precision: int, geometry: dict[str, Any], key: str) -> dict[str, Any]:
    place = {"role": role, "link": "stated", "place_name": name, "place_id": key, "place_kind": kind}
    place |= {"where_prec": precision, "uncertainty_m": 1500.0}
    return _feature(claim["claim_id"] + key, geometry, {**claim, **place, "claim_places_n": 1})


def _feature(identifier: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": identifier, "geometry": geometry, "properties": properties}
