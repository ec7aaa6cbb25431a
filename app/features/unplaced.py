"""What cannot be on the map and why: claims about a country as a whole, unresolved names, claims that name no target place (laws 3, 8, 9)."""

from collections.abc import Iterable, Mapping

from app.features.claims import joined, mentions, place_as_said
from app.features.marks import mark_key
from app.model.claim import Claim, Mention
from app.model.place import Place
from app.model.reading import Reading

Entry = Mapping[str, str | None]
"""claim_id, claimant, quote, places_text, reason (country | unresolved | no_place), country."""


def unplaced(reading: Reading) -> list[Entry]:
    """One entry for each asserted claim and reason, in the order of the quotes; what is drawn elsewhere on the map is not listed."""
    entries: list[Entry] = []
    for claim in reading.claims:
        if claim.modality == "asserted":
            entries.extend(_entries(reading.report.text, claim))
    return entries


def _entries(text: str, claim: Claim) -> Iterable[Entry]:
    targets = mentions(claim, "reported_target")
    drawn = [mention for mention in targets if mark_key(mention) is not None]
    wide = [mention for mention in targets if _is_wide(mention.toponym.place)]
    lost = [mention for mention in targets if mark_key(mention) is None and mention not in wide]
    if not targets:
        yield _entry(text, claim, [], "no_place")
    if lost:
        yield _entry(text, claim, lost, "unresolved")
    if wide and not drawn:
        yield _entry(text, claim, wide, "country")


def _is_wide(place: Place | None) -> bool:
    return place is not None and place.kind in ("country", "continent")


def _entry(text: str, claim: Claim, named: list[Mention], reason: str) -> Entry:
    start, end = claim.quote_span
    return {
        "claim_id": claim.id,
        "claimant": claim.claimant.name,
        "quote": text[start:end],
        "places_text": joined(place_as_said(mention) for mention in named),
        "reason": reason,
        "country": joined(mention.toponym.place.name for mention in named if mention.toponym.place) if reason == "country" else None,
    }
