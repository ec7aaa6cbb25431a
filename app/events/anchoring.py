"""Finding the claims that reviews speak of after a rebuild: by id, else by overlap of spans; never two for one, never one for two."""

from collections.abc import Container, Iterable, Sequence

from app.model.claim import Claim
from app.model.review import Anchor

_HALF = 0.5
"""Share of the anchored quote that a claim must cover."""

_SAME_CLAIMANT = 0.2
_CLEAR = 0.1
"""By how much the best candidate must lead; else it is a person's to decide."""


def anchored(anchors: Iterable[Anchor], claims: Sequence[Claim]) -> dict[Anchor, str]:
    """Each anchor with the id of its present claim; anchors that are not in the answer are orphans.

    Anchors, in the order of their reviews, that are one claim under several ids go together. The same id is the same claim. Where no id of
    an anchor is left it goes to the claim of its report that its latest quote overlaps most, unless that claim has an anchor of its own, or
    another overlaps nearly as well. Of two that want one claim the better keeps it.
    """
    present = {claim.id for claim in claims}
    threads = _threads(dict.fromkeys(anchors))
    owned = {key: kept for key, thread in threads.items() if (kept := _still_there(thread, present))}
    taken = set(owned.values())
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.id not in taken:
            by_report.setdefault(claim.report_id, []).append(claim)
    wants = (
        (-score, key, claim_id)
        for key, thread in threads.items()
        if key not in owned
        for score, claim_id in _clear_best(thread[-1], by_report.get(thread[-1].report_id, ()))
    )
    for _, key, claim_id in sorted(wants):
        if claim_id not in taken:
            owned[key] = claim_id
            taken.add(claim_id)
    return {anchor: owned[key] for key, thread in threads.items() if key in owned for anchor in thread}


def _threads(anchors: Iterable[Anchor]) -> dict[str, list[Anchor]]:
    """Anchors that are one claim, by the id it first had."""
    first: dict[str, str] = {}
    threads: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        known = next((first[claim_id] for claim_id in (anchor.claim_id, *anchor.former) if claim_id in first), anchor.claim_id)
        for claim_id in (anchor.claim_id, *anchor.former):
            first.setdefault(claim_id, known)
        threads.setdefault(known, []).append(anchor)
    return threads


def _still_there(thread: Sequence[Anchor], present: Container[str]) -> str | None:
    return next((anchor.claim_id for anchor in reversed(thread) if anchor.claim_id in present), None)


def _clear_best(anchor: Anchor, claims: Sequence[Claim]) -> list[tuple[float, str]]:
    scored = sorted(((_overlap(anchor, claim), claim.id) for claim in claims), key=lambda pair: (-pair[0], pair[1]))
    scored = [pair for pair in scored if pair[0] > 0]
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEAR):
        return []
    return scored[:1]


def _overlap(anchor: Anchor, claim: Claim) -> float:
    """Shared over joint length of the best span, with a bonus for the same claimant; 0 where less than half of the quote is covered."""
    start, end = anchor.span
    best = 0.0
    for other_start, other_end in claim.spans:
        shared = min(end, other_end) - max(start, other_start)
        if shared > 0 and shared >= _HALF * (end - start):
            best = max(best, shared / (max(end, other_end) - min(start, other_start)))
    return best + _SAME_CLAIMANT if best and claim.claimant.name == anchor.claimant else best
