"""Two strikes of one town and one day: what tells them apart, and what shows that they are one all the same.

A town, a day and an attacker are shared by every strike of a day's war. So where two claims name different things, hours of the day, weapons
or tolls, each such difference asks for something that two strikes hardly have in common: words, figures, the hour by the clock, a name. Else
they are taken to be two, since a merge that is wrong makes two voices of one strike out of one voice each of two.
"""

from app.events.geography import PARTS
from app.events.things import Hours, Things, different_hours, different_things
from app.events.traits import Traits
from app.model.codes import WeaponCode

Named = tuple[Things, Hours]
"""What is named as hit, and when on the day."""

_FAMILIES: tuple[frozenset[WeaponCode], ...] = (
    frozenset({"drone_strike"}),
    frozenset({"bomb", "barrel_bomb", "glide_bomb"}),
    frozenset({"ballistic_missile", "cruise_missile"}),
    frozenset({"artillery", "mortar"}),
)
_FAMILY = {code: family for family in _FAMILIES for code in family}
_FAR, _MANY_MORE = 3, 5
_ATTACKS = frozenset({"air", "attack", "bombing", "bombardment", "raid", "shelling", "strike"})
_TELLING_FIGURE = 10
_TOWN = 100_000
_ONE_TEXT = 0.6
"""Share of words from which on two quotes are one text; less is in every report of a strike ("in Gaza City on Saturday, killing")."""

_FEW = 3


def told_apart(one: Traits, other: Traits) -> str:
    """Why two claims of one town and day are taken to tell two strikes; "" where they can tell one."""
    tells = [*_tells(one, other)]
    return tells[0] if tells and len(tells) > len(_proofs(one, other)) else ""


def named_by(traits: Traits) -> Named:
    """The things, and the hours of its one day, that a claim names."""
    return traits.things, traits.hours if traits.exact else Hours()


def named_apart(one: Named, other: Named) -> bool:
    """Whether what two claims name is different, whatever else they share."""
    return one != other and (different_things(one[0], other[0]) or different_hours(one[1], other[1]))


def shared_wording(one: Traits, other: Traits) -> float:
    """Share of the shorter quote's runs of words that both have; 0 where it has few."""
    smaller = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / smaller if smaller >= _FEW else 0.0


def one_voice(one: Traits, other: Traits) -> bool:
    """Whether one named body makes both claims."""
    return one.claim.claimant.kind != "unattributed" and one.claim.claimant.name == other.claim.claimant.name


def _tells(one: Traits, other: Traits) -> list[str]:
    found = []
    if different_things(one.things, other.things):
        found.append("different things were hit")
    if _quarters(one) and _quarters(other) and not _quarters(one) & _quarters(other):
        found.append("different quarters of a town")
    if one.exact and other.exact and different_hours(one.hours, other.hours):
        found.append("different hours of the day")
    if one.weapon != other.weapon and _exclude(one, other):
        found.append("weapons that are not of one strike")
    if one.numbers and other.numbers and _far(one, other):
        found.append("tolls too far apart")
    return found


def _quarters(traits: Traits) -> frozenset[str]:
    """The neighbourhoods that a claim names, where it names no more than them and their town."""
    quarters = [spot for spot in traits.points if spot.place.kind == "neighbourhood"]
    return frozenset(name for spot in quarters for name in spot.names) if len(quarters) >= len(traits.points) - 1 else frozenset()


def _exclude(one: Traits, other: Traits) -> bool:
    """Whether each tells a weapon of another family and neither names the other's, as who tells of a mixed attack does."""
    first, second = (_FAMILY.get(traits.weapon) if traits.weapon else None for traits in (one, other))
    if first is None or second is None or first is second or one.many or other.many:
        return False
    return not any(word in b.witness.quote.casefold() for a, b in ((one, other), (other, one)) for word in _weapon_words(a))


def _weapon_words(traits: Traits) -> list[str]:
    """The words for a weapon in the singular, without those for any attack."""
    words = traits.claim.weapon.label.casefold().split() if traits.claim.weapon else []
    return [bare for word in words if (bare := word.rstrip("s")) not in _ATTACKS]


def _far(one: Traits, other: Traits) -> bool:
    """Whether exact tolls of the dead are far apart, and the greater is not the later one: tolls grow."""
    a, b = one.numbers.get(("killed", None)), other.numbers.get(("killed", None))
    if a is None or b is None or a[0] is None or b[0] is None or a[0] != a[1] or b[0] != b[1]:
        return False
    (low, earlier), (high, later) = sorted(((a[0], one), (b[0], other)), key=lambda pair: pair[0])
    if high <= _FAR * low or high - low < _MANY_MORE:
        return False
    return not (earlier.published and later.published and earlier.published < later.published)


def _proofs(one: Traits, other: Traits) -> list[str]:
    """What two strikes of one town and day hardly have in common."""
    found = []
    if shared_wording(one, other) >= _ONE_TEXT and not (one_voice(one, other) and one.published != other.published):
        found.append("shared wording")
    if _same_figures(one, other):
        found.append("the same figures")
    if one.things.named & other.things.named:
        found.append("the same name")
    elif one.things.kinds & other.things.kinds and not different_things(one.things, other.things) and not different_hours(one.hours, other.hours):
        found.append("the same thing")
    if one.hours.clock is not None and other.hours.clock is not None and abs(one.hours.clock - other.hours.clock) <= 1:
        found.append("the same hour")
    return found


def _same_figures(one: Traits, other: Traits) -> bool:
    """Two figures in common, a large one, or outside larger towns any: these are struck several times a day more often than a village."""
    shared = one.figures & other.figures
    in_a_town = any(spot.place.population >= _TOWN or spot.place.kind in PARTS for spot in one.points + other.points)
    return len(shared) > 1 or any(not in_a_town or int(figure.split()[-1]) >= _TELLING_FIGURE for figure in shared)
