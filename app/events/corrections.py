"""Putting a reviewer's values into a claim. Values come as JSON holds them; what does not fit is refused, in words.

| field | value |
| --- | --- |
| `claimant` | `{"name", "kind"}` |
| `via`, `action`, `platform` | text or null |
| `modality` | a code |
| `attackers`, `supporting` | list of names |
| `weapon` | `{"code", "label"}` or null |
| `target` | `{"labels": [...], "class": code or null}` |
| `quantities` | list of `{"unit", "min", "max", "qualifier", "text", "of"}` |
| `when` | `{"start", "end", "text"}` with days as YYYY-MM-DD, or null |
| `places` | list of `{"start", "end", "role", "place_id"}`: offsets of the name in the text, null where it cannot be resolved |
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from app.errors import BadInput
from app.model.claim import Actor, Claim, Claimant, Mention, Quantity, Target, Weapon, When
from app.model.codes import ClaimantKind, Modality, Qualifier, QuantityOf, Role, TargetClass, Unit, WeaponCode
from app.model.place import Location, Place, Toponym
from app.model.review import Json

Locate = Callable[[str], tuple[Place, Location | None] | None]
"""A gazetteer place by id, with where it may be drawn; None for an id it does not know."""

_LONGEST = 1000
_WIDE = frozenset({"province", "country", "continent", "region", "sea"})


def corrected(claim: Claim, after: Mapping[str, Json], text: str, locate: Locate) -> Claim:
    """The claim with these fields put in; raises BadInput with the field's name where one does not fit."""
    for field, value in after.items():
        change = _FIELDS.get(field)
        if change is None:
            raise BadInput(f"A claim has no field {field!r} that can be corrected; there are {', '.join(sorted(_FIELDS))}.")
        try:
            claim = change(claim, value, text, locate)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadInput(f"{field}: {error}") from error
    return claim


def sharp_places(claim: Claim) -> set[str]:
    """The ids of the places of a claim that are known more exactly than by their province."""
    return {place.id for mention in claim.mentions if (place := mention.toponym.place) and place.kind not in _WIDE}


def vaguer(claim: Claim, place_ids: Collection[str], locate: Locate) -> Claim:
    """The claim with these places known only by their province; one without a province only by name."""
    if not place_ids:
        return claim
    mentions = (replace(mention, toponym=vaguer_toponym(mention.toponym, place_ids, locate)) for mention in claim.mentions)
    return replace(claim, mentions=tuple(mentions))


def vaguer_toponym(toponym: Toponym, place_ids: Collection[str], locate: Locate) -> Toponym:
    """The name with its place's province in the place's stead, if it is one of these places."""
    place = toponym.place
    if place is None or place.id not in place_ids:
        return toponym
    around, location = (locate(place.admin1_id) if place.admin1_id else None) or (None, None)
    return replace(toponym, place=around, location=location, alternatives=(), reason="known to a reviewer more exactly than is shown")


_Change = Callable[[Claim, Any, str, Locate], Claim]


def _claimant(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, claimant=Claimant(_words(value["name"]), _code(value["kind"], ClaimantKind)))


def _via(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, via=None if value is None else _words(value))


def _action(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, action=None if value is None else _words(value))


def _platform(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, platform=None if value is None else _words(value))


def _modality(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, modality=_code(value, Modality))


def _attackers(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    kept = tuple(actor for actor in claim.actors if actor.role != "attacker")
    return replace(claim, actors=tuple(Actor(_words(name)) for name in _list(value)) + kept)


def _supporting(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    kept = tuple(actor for actor in claim.actors if actor.role != "supporting")
    return replace(claim, actors=kept + tuple(Actor(_words(name), "supporting") for name in _list(value)))


def _weapon(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    if value is None:
        return replace(claim, weapon=None)
    return replace(claim, weapon=Weapon(None if value["code"] is None else _code(value["code"], WeaponCode), _words(value["label"])))


def _target(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    cls = None if value["class"] is None else _code(value["class"], TargetClass)
    return replace(claim, target=Target(tuple(_words(label) for label in _list(value["labels"])), cls))


def _quantities(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, quantities=tuple(_quantity(item) for item in _list(value)))


def _quantity(item: Mapping[str, Any]) -> Quantity:
    low, high = _count(item["min"]), _count(item["max"])
    if low is not None and high is not None and low > high:
        raise ValueError("min is more than max")
    of = item.get("of")
    return Quantity(
        _code(item["unit"], Unit), low, high, _code(item["qualifier"], Qualifier), _words(item["text"]), None if of is None else _code(of, QuantityOf)
    )


def _when(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    if value is None:
        return replace(claim, when=None)
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    if start > end:
        raise ValueError("the last day lies before the first")
    return replace(claim, when=When(start, end, _date_prec((end - start).days + 1), str(value.get("text", ""))[:_LONGEST]))


def _date_prec(days: int) -> int:
    """UCDP GED's code for an interval of so many days."""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _places(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    """The places of the roles that are given replace all of these roles; other mentions stay."""
    given = [_mention(item, text, locate) for item in _list(value)]
    roles = {mention.role for mention in given} or {"reported_target"}
    kept = [mention for mention in claim.mentions if mention.role not in roles]
    return replace(claim, mentions=tuple(sorted(kept + given, key=lambda mention: (mention.toponym.start, mention.role))))


def _mention(item: Mapping[str, Any], text: str, locate: Locate) -> Mention:
    start, end = _count(item["start"]), _count(item["end"])
    if start is None or end is None or not 0 <= start < end <= len(text):
        raise ValueError("start and end must be offsets into the text")
    found = locate(_words(item["place_id"])) if item["place_id"] is not None else None
    if item["place_id"] is not None and found is None:
        raise ValueError(f"there is no place {item['place_id']!r} in the gazetteer")
    place, location = found or (None, None)
    toponym = Toponym(start, end, text[start:end], None, place, location, 1.0 if place else 0.0, "chosen by a reviewer")
    return Mention(toponym, _code(item["role"], Role))


_FIELDS: Mapping[str, _Change] = {
    "claimant": _claimant,
    "via": _via,
    "action": _action,
    "platform": _platform,
    "modality": _modality,
    "attackers": _attackers,
    "supporting": _supporting,
    "weapon": _weapon,
    "target": _target,
    "quantities": _quantities,
    "when": _when,
    "places": _places,
}


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise ValueError(f"text of 1 to {_LONGEST} characters is needed")
    return value.strip()


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise ValueError("a list is needed")
    return value


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number that is not negative, or null, is needed")
    return value


def _code(value: object, codes: Any) -> Any:
    known = get_args(codes)
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, known))}")
    return value
