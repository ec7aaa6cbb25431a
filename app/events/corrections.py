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
| `when` | `{"start", "end", "text"}` with days as YYYY-MM-DD, or null; from 1900 on, and what happened not long after it was told |
| `places` | list of `{"start", "end", "role", "place_id"}`: offsets of the name in the text, null where it cannot be resolved; all there are |
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from app.errors import BadInput
from app.model.claim import Actor, Claim, Claimant, Mention, Quantity, Target, Weapon, When
from app.model.codes import ClaimantKind, Modality, Qualifier, QuantityOf, Role, TargetClass, Unit, WeaponCode
from app.model.place import Location, Place, Toponym
from app.model.review import Json

Locate = Callable[[str], tuple[Place, Location | None] | None]
"""A gazetteer place by id, with where it may be drawn; None for an id it does not know."""

_LONGEST = 1000
_GREATEST = 1_000_000_000
_FIRST_DAY = date(1900, 1, 1)
_TOLD_AHEAD = timedelta(days=7)
"""A report's day of publication may be a few days off."""

_AHEAD = frozenset({"planned", "threatened", "hypothetical"})
_JOINERS = "\u200c\u200d"
"""Characters without a width that words of some scripts are written with."""

_STEM = 4
_WIDE = frozenset({"province", "country", "continent", "region", "sea"})


class _Unfit(ValueError):
    """A value that does not fit, with the reason in words."""


def corrected(claim: Claim, after: Mapping[str, Json], text: str, locate: Locate, told: date = date.max) -> Claim:
    """The claim with these fields put in; raises BadInput with the field's name where one does not fit.

    ``told`` is the day by which the report was out: what it says happened did not happen long after.
    """
    for field, value in after.items():
        change = _FIELDS.get(field)
        if change is None:
            raise BadInput(f"A claim has no field {field!r} that can be corrected; there are {', '.join(sorted(_FIELDS))}.")
        try:
            claim = change(claim, value, text, locate)
        except _Unfit as error:
            raise BadInput(f"{field}: {error}.") from error
    if "when" in after and claim.modality not in _AHEAD and claim.when and claim.when.end and claim.when.end - _TOLD_AHEAD > told:
        raise BadInput(f"when: what was told by {told} cannot have happened on {claim.when.end}.")
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
    parts = _parts(value, "name", "kind")
    return replace(claim, claimant=Claimant(_words(parts["name"]), _code(parts["kind"], ClaimantKind)))


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
    parts = _parts(value, "code", "label")
    return replace(claim, weapon=Weapon(None if parts["code"] is None else _code(parts["code"], WeaponCode), _words(parts["label"])))


def _target(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    parts = _parts(value, "labels", "class")
    cls = None if parts["class"] is None else _code(parts["class"], TargetClass)
    return replace(claim, target=Target(tuple(_words(label) for label in _list(parts["labels"])), cls))


def _quantities(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    return replace(claim, quantities=tuple(_quantity(item) for item in _list(value)))


def _quantity(value: Any) -> Quantity:
    item = _parts(value, "unit", "min", "max", "qualifier", "text")
    low, high = _count(item["min"]), _count(item["max"])
    if low is not None and high is not None and low > high:
        raise _Unfit("min is more than max")
    of = item.get("of")
    return Quantity(
        _code(item["unit"], Unit), low, high, _code(item["qualifier"], Qualifier), _words(item["text"]), None if of is None else _code(of, QuantityOf)
    )


def _when(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    if value is None:
        return replace(claim, when=None)
    parts = _parts(value, "start", "end")
    start, end = _day(parts["start"]), _day(parts["end"])
    if start > end:
        raise _Unfit("the last day lies before the first")
    if start < _FIRST_DAY:
        raise _Unfit(f"days before {_FIRST_DAY} are not of this map")
    text = _words(parts["text"]) if parts.get("text") else ""
    return replace(claim, when=When(start, end, _date_prec((end - start).days + 1), text))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise _Unfit("a day is written YYYY-MM-DD") from error


def _date_prec(days: int) -> int:
    """UCDP GED's code for an interval of so many days."""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _places(claim: Claim, value: Any, text: str, locate: Locate) -> Claim:
    """All the places of the claim: one that is left out is removed, one that is given as it was stays what it is."""
    known = {_identity(mention): mention for mention in claim.mentions}
    given = [_mention(_parts(item, "start", "end", "role", "place_id"), claim, known, text, locate) for item in _list(value)]
    return replace(claim, mentions=tuple(sorted(given, key=lambda mention: (mention.toponym.start, mention.role))))


def _identity(mention: Mention) -> tuple[int, int, str, str | None]:
    toponym = mention.toponym
    return toponym.start, toponym.end, mention.role, toponym.place.id if toponym.place else None


def _mention(item: Mapping[str, Any], claim: Claim, known: Mapping[tuple[int, int, str, str | None], Mention], text: str, locate: Locate) -> Mention:
    start, end, role = _count(item["start"]), _count(item["end"]), _code(item["role"], Role)
    if start is None or end is None or not 0 <= start < end <= len(text):
        raise _Unfit("start and end must be offsets into the text")
    place_id = _words(item["place_id"]) if item["place_id"] is not None else None
    if (start, end, role, place_id) in known:
        return known[start, end, role, place_id]
    found = locate(place_id) if place_id is not None else None
    if place_id is not None and found is None:
        raise _Unfit(f"there is no place {place_id!r} in the gazetteer")
    place, location = found or (None, None)
    if not _is_name(text, start, end) or _of_a_party(text[start:end], place, claim):
        raise _Unfit(f"{text[start:end][:_LONGEST]!r} is no name of a place; mark the whole name in the text")
    toponym = Toponym(start, end, text[start:end], None, place, location, 1.0 if place else 0.0, "chosen by a reviewer")
    return Mention(toponym, role)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether whole words are marked, and one of them is written as names are in a script that has capital letters."""
    surface = text[start:end]
    cut = (start > 0 and text[start - 1].isalnum() and surface[0].isalnum()) or (end < len(text) and text[end].isalnum() and surface[-1].isalnum())
    letters = [letter for letter in surface if letter.isalpha()]
    return not cut and bool(letters) and (any(letter.isupper() for letter in letters) or not any(letter.islower() for letter in letters))


def _of_a_party(surface: str, place: Place | None, claim: Claim) -> bool:
    """Whether a word is that of somebody who struck ("Russian"), and not of the place that is called otherwise."""
    stems = {word[:_STEM].casefold() for actor in claim.actors for word in actor.name.split() if len(word) >= _STEM}
    names = [place.name, *(name for name, _ in place.names)] if place else []
    own = {word[:_STEM].casefold() for name in names for word in name.split()}
    words = {word[:_STEM].casefold() for word in surface.split() if len(word) >= _STEM}
    return bool(words) and words <= stems and not words & own


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
        raise _Unfit(f"text of 1 to {_LONGEST} characters is needed")
    words = " ".join(value.split())
    if not all(character.isprintable() or character in _JOINERS for character in words):
        raise _Unfit("characters that are not seen, or that turn the direction of writing, are not taken")
    return words


def _parts(value: object, *names: str) -> Mapping[str, Any]:
    """A value with parts that are named."""
    if not isinstance(value, Mapping) or not value.keys() >= {*names}:
        raise _Unfit(f"{{{', '.join(names)}}} is needed")
    return value


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise _Unfit("a list is needed")
    return value


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _GREATEST:
        raise _Unfit(f"a whole number from 0 to {_GREATEST}, or null, is needed")
    return value


def _code(value: object, codes: Any) -> Any:
    known = get_args(codes)
    if value not in known:
        raise _Unfit(f"a code is needed, one of {', '.join(map(str, known))}")
    return value
