"""How well each claim of a report stands: its status after Airwars and law 9. What other reports say is for events to add."""

from collections.abc import Mapping, Sequence

from app.events.dispute import contradict
from app.events.parties import Vocabulary
from app.events.sources import of_striking_side
from app.model.claim import Claim
from app.model.standing import Dispute, Standing


def standings(claims: Sequence[Claim], disputes: Sequence[Dispute], vocabulary: Vocabulary) -> dict[str, Standing]:
    """One standing a claim, by claim id. A claim alone counts one source at most; the striker's own word and nobody's word count none."""
    disputed_by = _disputed_by(disputes, vocabulary)
    return {claim.id: _standing(claim, disputed_by.get(claim.id, 0), vocabulary) for claim in claims}


def _standing(claim: Claim, disputed_by: int, vocabulary: Vocabulary) -> Standing:
    own = of_striking_side(claim.claimant, [actor.name for actor in claim.actors], vocabulary)
    independent = 0 if own or claim.claimant.kind == "unattributed" else 1
    if disputed_by:
        return Standing("contested", independent, disputed_by)
    return Standing("declared" if own else "single_source", independent, 0)


def _disputed_by(disputes: Sequence[Dispute], vocabulary: Vocabulary) -> Mapping[str, int]:
    """How many other sides say otherwise than each claim."""
    others: dict[str, int] = {}
    for dispute in disputes:
        for side in dispute.sides:
            for claim in side.claims:
                against = [other for other in dispute.sides if any(contradict(claim, one, vocabulary) for one in other.claims)]
                others[claim.id] = others.get(claim.id, 0) + len(against)
    return others
