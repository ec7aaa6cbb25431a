"""ACLED's event and sub-event types, derived from a claim (ACLED codebook, "Event types")."""

from app.model.claim import Claim
from app.model.codes import AcledEvent, AcledSubEvent

_AIR = frozenset({"air_strike", "bomb", "barrel_bomb", "glide_bomb", "drone_strike"})
_REMOTE = frozenset({"cruise_missile", "ballistic_missile", "artillery", "rocket", "mortar"})
_GROUND = ("offensive", "ground", "battle", "clash", "assault", "advance")
_PLANES = ("jet", "plane", "aircraft", "helicopter", "bomber", "fighter", "drone", "uav", "su-", "mig-", "tu-", "f-1", "f-3")


def acled_types(claim: Claim) -> tuple[AcledEvent | None, AcledSubEvent | None]:
    """Event and sub-event type; both None where weapon and platform are not stated.

    A ship-launched cruise missile is remote violence by missile, a plane's bomb an air strike, and aircraft that only support
    somebody's ground attack are a battle. A cluster munition or a missile of no kind goes by what carried it.
    """
    if _supports_ground_battle(claim):
        return "Battles", "Armed clash"
    code = claim.weapon.code if claim.weapon else None
    by_air = any(word in (claim.platform or "").casefold() for word in _PLANES)
    if code in _AIR:
        return "Explosions/Remote violence", "Air/drone strike"
    if code in _REMOTE:
        return "Explosions/Remote violence", "Shelling/artillery/missile attack"
    if code in ("missile", "cluster_munition") or by_air:
        return "Explosions/Remote violence", "Air/drone strike" if by_air else "Shelling/artillery/missile attack"
    return None, None


def _supports_ground_battle(claim: Claim) -> bool:
    supported = any(actor.role == "supporting" for actor in claim.actors) and any(actor.role == "attacker" for actor in claim.actors)
    return supported and any(word in (claim.action or "").casefold() for word in _GROUND)
