"""Where drafts say that it was: what tells two places apart, and which area holds which."""

from collections.abc import Sequence

from app.extract.drafts import Draft
from app.extract.marked import is_wide, kind_of
from app.model.claim import Mention
from app.model.codes import AREA_KINDS
from app.model.place import Toponym


def place_key(toponym: Toponym) -> str:
    """What tells two places apart: the gazetteer's id, else the name as printed."""
    return toponym.place.id if toponym.place is not None else toponym.surface.lower()


def place_names(mentions: Sequence[Mention]) -> set[str]:
    """The places of some mentions."""
    return {place_key(m.toponym) for m in mentions}


def fine_places(item: Draft) -> list[Mention]:
    """The struck places below a country: a country alone tells no two strikes apart."""
    return [m for m in item.struck if not is_wide(m.toponym)]


def named_places(item: Draft) -> list[Mention]:
    """The places of a draft but those that only contain others."""
    return [m for m in item.mentions if m.role in ("reported_target", "context")]


def heads(headline: Draft, lead: Draft) -> bool:
    """Whether a headline that names an area, or the town that a province is called by, stands over the lead that tells where in it."""
    if headline.kind != "headline":
        return False
    holding = {m.toponym.surface.lower() for m in lead.mentions if m.role == "container"}
    if any(m.toponym.surface.lower() in holding for m in headline.struck):
        return True
    return lead.leads and all(kind_of(m.toponym) in AREA_KINDS for m in headline.struck)


def listed_areas(lead: Draft) -> set[str]:
    """The areas that a lead without a speaker lists ("struck in Hama, Homs and Idlib"), each of which what follows may tell in detail."""
    listed = lead.leads and lead.said is None and len(lead.struck) > 1 and all(kind_of(m.toponym) in AREA_KINDS for m in lead.struck)
    return place_names(lead.struck) if listed else set()


def holders(item: Draft) -> set[str]:
    """The areas that hold what a draft says was struck."""
    within = [m for m in item.mentions if m.role in ("reported_target", "container")]
    provinces = {m.toponym.place.admin1_id for m in within if m.toponym.place is not None and m.toponym.place.admin1_id is not None}
    return provinces | place_names([m for m in within if m.role == "container"])


def holds(wide: Draft, narrow: Draft) -> bool:
    """The one place of the wider claim is an area in which the narrower one's places lie."""
    own = {place_key(m.toponym): m.toponym.place for m in fine_places(wide) or wide.struck}
    if len(own) != 1:
        return False
    [(key, area)] = own.items()
    named = area is not None and any(m.toponym.place is not None and m.toponym.place.admin1 == area.name for m in narrow.struck)
    return named or key in holders(narrow)
