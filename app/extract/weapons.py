"""With what a strike was carried out: the most exact weapon that its clause names, else what the strike word, the aircraft or the force implies."""

from collections.abc import Mapping, Sequence

from app.extract.marked import MarkedText
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import WeaponTerm
from app.extract.strikes import Strike
from app.model.claim import Actor, Weapon
from app.model.codes import WeaponCode

GUNS = frozenset(("artillery", "rocket", "mortar"))
"""What guns and launchers on the ground fire."""

_WEAPON_GAP = 8
_FLOWN = frozenset("sortie raid bombing".split())
_MANNED = frozenset("bomber warplane plane helicopter".split())
_BY_GUNS = frozenset(("drone_strike", "artillery"))
_AIR_FORCES = ("air force", "air forces", "air arm", "air component", "aviation", "raf", "aerospace forces")
_KINDS: Mapping[str, frozenset[str]] = {
    "air_strike": frozenset("bomb barrel_bomb glide_bomb cluster_munition missile cruise_missile ballistic_missile rocket drone_strike".split()),
    "bomb": frozenset("barrel_bomb glide_bomb cluster_munition".split()),
    "missile": frozenset("cruise_missile ballistic_missile".split()),
    "artillery": frozenset("rocket mortar cluster_munition".split()),
}


def refines(exact: WeaponCode | None, rough: WeaponCode | None) -> bool:
    """Whether one code is a kind of the other: a glide bomb is a bomb, and any munition more exact than "air strike"."""
    return exact is not None and rough is not None and exact in _KINDS.get(rough, ())


def weapon_of(page: MarkedText, strike: Strike, actors: Sequence[Actor]) -> Weapon | None:
    """The weapon of a clause: a munition named, else what the strike word, the aircraft or the striker's arm of service implies."""
    named = _named(strike)
    if named:
        best = next((w for w in named if not any(refines(other.entry.code, w.entry.code) for other in named)), named[0])
        return Weapon(best.entry.code, best.text)
    trigger = next((t for t in strike.triggers if t.entry.code is not None), None)
    if trigger is not None:
        return Weapon(trigger.entry.code, trigger.text)
    implied: WeaponCode | None = next((p.entry.implies for p in strike.platforms if p.entry.implies is not None), None)
    if implied is not None:
        return Weapon(implied, strike.platforms[0].text)
    arm = _air_force(page, strike, actors)
    if arm is not None:
        return Weapon("air_strike", arm)
    if strike.weapons:
        return Weapon(None, strike.weapons[0].text)
    flown = strike.trigger.entry.lemma in _FLOWN or (strike.trigger.entry.lemma == "strike" and _by_coalition(actors))
    return Weapon("air_strike", strike.trigger.text) if flown else None


def _by_coalition(actors: Sequence[Actor]) -> bool:
    """Coalitions of states strike from the air: "14 strikes near X" in their releases."""
    return any(a.role == "attacker" and ("coalition" in a.name or a.name == "NATO") for a in actors)


def _named(strike: Strike) -> list[Found[WeaponTerm]]:
    """The weapons of the clause that have a code; beside manned aircraft no guns and drones ("with bomber and remotely piloted aircraft")."""
    verbs = {t.first for t in strike.triggers if t.entry.pos == "verb" and t.last - t.first == 1}
    named = [w for w in strike.weapons if w.entry.code is not None and w.first not in verbs]  # "to bomb" names none
    if strike.trigger.entry.code is not None and strike.trigger.entry.pos == "verb":
        named = [w for w in named if abs(w.first - strike.trigger.first) <= _WEAPON_GAP]
    if any(p.entry.cls in _MANNED for p in strike.platforms):
        named = [w for w in named if w.entry.code not in _BY_GUNS and "artillery" not in w.text.lower()]
    return named


def _air_force(page: MarkedText, strike: Strike, actors: Sequence[Actor]) -> str | None:
    """ "The air force struck": the words for an air force that is the striker."""
    names = {a.name for a in actors if a.role == "attacker"}
    for actor in page.inside(page.marks.actors, strike.first, strike.last):
        if actor.name in names and actor.text.lower().endswith(_AIR_FORCES):
            return actor.text
    return None
