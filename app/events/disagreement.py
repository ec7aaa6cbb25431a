"""What the claims of one event say differently, field by field, side by side (law 9); also where nothing of it has a place."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from app.events import quantities
from app.events.days import days_apart
from app.events.denials import denied_details, deniers, telling
from app.events.dispute import contradict, disputes_of, saying
from app.events.geography import placing
from app.events.parties import Vocabulary, names_side, same_side
from app.events.traits import Traits
from app.model.claim import Claim, unquoted
from app.model.event import Disagreement, DisputedField, Position
from app.model.standing import Side


def disagreements(claims: Sequence[Traits], vocabulary: Vocabulary) -> tuple[Disagreement, ...]:
    """Every disagreement of the claims of one event, in a fixed order of fields; claims are given in the order in which they were told."""
    supporting = [traits for traits in claims if traits.claim.modality == "asserted"]
    found = [
        *_whether(claims, vocabulary),
        *_who(supporting, vocabulary),
        *_what(supporting, vocabulary),
        *_details(claims, vocabulary),
        *quantities.disagreements([traits.witness for traits in supporting], vocabulary),
        *_where(supporting),
        *_when(supporting),
    ]
    return tuple(found)


def _whether(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[Disagreement]:
    denying = deniers(claims, vocabulary)
    told = [("it happened", traits) for traits in telling(claims, denying, vocabulary)] if denying else []
    return _field("whether", [*told, *(("denied", traits) for traits in denying)])


def _who(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[Disagreement]:
    """Attackers of different sides; what one claim names together (a state and who supports it) is one position."""
    blamed: list[tuple[str, Traits]] = []
    for traits in claims:
        names = [actor.name for actor in traits.claim.actors if actor.role == "attacker" and names_side(actor.name, vocabulary)]
        if not names:
            continue
        known = next((value for value, _ in blamed if any(same_side(value, name, vocabulary) for name in names)), names[0])
        blamed.append((known, traits))
    return _field("who", blamed)


def _what(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[Disagreement]:
    """Who or what was hit, in the words of those who say it (law 6: inside quotation marks)."""
    disputes = disputes_of([traits.witness.said for traits in claims], vocabulary, one_event=True)
    return [Disagreement("what", tuple(map(_said_to_be_hit, _agreeing(dispute.sides, vocabulary)))) for dispute in disputes]


def _details(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[Disagreement]:
    """What some say was hit, and others who say that the strike happened deny."""
    found = []
    for told, denial in denied_details(claims, vocabulary):
        denied = Position(f"not {_quoted([denial.witness.said])}", (denial.claim.id,))
        found.append(Disagreement("what", (_said_to_be_hit([one.witness.said for one in told]), denied)))
    return found


def _agreeing(sides: Iterable[Side], vocabulary: Vocabulary) -> list[list[Claim]]:
    """The claims of a dispute by what they say: sides of which none says otherwise than another are one position."""
    positions: list[list[Claim]] = []
    for side in sides:
        mine = _sayings(side.claims)
        for known in positions:
            if not any(contradict(one, other, vocabulary) for one in _sayings(known) for other in mine):
                known += side.claims
                break
        else:
            positions.append([*side.claims])
    return positions


def _sayings(claims: Iterable[Claim]) -> list[Claim]:
    """One claim of each that say the same."""
    return [*{saying(claim): claim for claim in claims}.values()]


def _said_to_be_hit(claims: Sequence[Claim]) -> Position:
    return Position(_quoted(claims), tuple(claim.id for claim in claims))


def _quoted(claims: Sequence[Claim]) -> str:
    labels = dict.fromkeys(label for claim in claims for label in unquoted(claim.target.labels))
    return f"“{'; '.join(labels)}”"


def _where(claims: Sequence[Traits]) -> list[Disagreement]:
    """Towns that are neither the same nor parts of one another; a province and a town in it only differ in precision."""
    exact = [traits for traits in claims if traits.points]
    named = [("; ".join(spot.place.name for spot in traits.points), traits) for traits in exact]
    places = {(_lying(traits), traits.areas and traits.claim.id): traits for traits in exact}
    apart = any(placing(one, other).relation in ("near", "elsewhere") for one, other in combinations(places.values(), 2))
    return _field("where", named) if apart else []


def _lying(traits: Traits) -> Hashable:
    """What tells where the points of a claim lie to those of others."""
    return tuple((spot.place.id, spot.names, spot.loose) for spot in traits.points), traits.unresolved, traits.countries


def _when(claims: Sequence[Traits]) -> list[Disagreement]:
    dated = [traits for traits in claims if traits.days]
    apart = any(days_apart(one, other) for one, other in combinations({traits.days: traits for traits in dated}.values(), 2))
    return _field("when", [(_days(traits), traits) for traits in dated]) if apart else []


def _days(traits: Traits) -> str:
    start, end = traits.days or (None, None)
    return f"{start}" if start == end else f"{start}/{end}"


def _field(field: DisputedField, told: Sequence[tuple[str, Traits]]) -> list[Disagreement]:
    positions: dict[str, list[str]] = {}
    for value, traits in told:
        positions.setdefault(value, []).append(traits.claim.id)
    if len(positions) < 2:
        return []
    return [Disagreement(field, tuple(Position(value, tuple(claim_ids)) for value, claim_ids in positions.items()))]
