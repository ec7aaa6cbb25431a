"""The numbers of an event: ranges over its claims, never sums (law 2), and who gives another number."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.events.parties import Vocabulary, speak_together
from app.events.traits import TOLLS
from app.model.claim import Claim, Quantity
from app.model.codes import QuantityOf, Unit
from app.model.counting import whole
from app.model.event import Disagreement, Position, QuantityRange, Witness

_Key = tuple[Unit, QuantityOf | None, str]
"""A unit, of whom, and the kind of thing ("drone") where one voice counts several; "" for all of them."""

_Count = tuple[Witness, Quantity]
_ANY_KIND = frozenset({"", "munition", "object", "projectile", "target", "weapon"})
_IN_ALL = ""


@dataclass(slots=True)
class _Counts:
    """What stands of one key, and what its own claimant corrected in a later report."""

    last: list[_Count] = field(default_factory=list)
    earlier: list[_Count] = field(default_factory=list)


def ranges(witnesses: Sequence[Witness]) -> tuple[QuantityRange, ...]:
    """One range for each unit that a claim counts, sorted by unit. A figure that its own claimant corrected later is told as said earlier.

    The least number of a whole is one that is stated of the whole; who counts only a part raises the greatest ("at least 7 civilians").
    Kinds of things that one voice counts apart ("two missiles and 14 drones") have ranges of their own.
    """
    told = sorted(_standing(witnesses).items(), key=_unit)
    return tuple(_range(key, counts) for key, counts in told if any(item.of == key[1] for _, item in counts.last))


def _unit(told: tuple[_Key, object]) -> str:
    return str(told[0])


def _range(key: _Key, counts: _Counts) -> QuantityRange:
    told = counts.last
    numbers = [(number, item) for _, item in told for number in (item.min, item.max) if number is not None]
    most = max(number for number, _ in numbers)
    stated = {_number(item) for _, item in told}
    return QuantityRange(
        unit=key[0],
        of=key[1],
        min=min(number for number, item in numbers if item.of == key[1]),
        max=most,
        open=any(item.max is None and item.min == most for _, item in told),
        claim_ids=tuple(dict.fromkeys(witness.claim.id for witness, _ in told)),
        noun=key[2],
        earlier=_positions(key, [(witness, item) for witness, item in counts.earlier if _number(item) not in stated]),
    )


def disagreements(witnesses: Sequence[Witness], vocabulary: Vocabulary) -> list[Disagreement]:
    """Where claimants of different sides give numbers of one unit that cannot both be true."""
    found = []
    for key, counts in sorted(_standing(witnesses).items(), key=_unit):
        told = counts.last
        apart = key[2] == _IN_ALL and any(
            _exclude(one, other) and not speak_together(witness.claim.claimant, second.claim.claimant, vocabulary)
            for at, (witness, one) in enumerate(told)
            for second, other in told[at + 1 :]
        )
        if apart:
            found.append(Disagreement("how_many", _positions(key, told), key[0], key[1]))
    return found


def _positions(key: _Key, told: Sequence[_Count]) -> tuple[Position, ...]:
    sides: dict[str, list[str]] = {}
    for witness, item in told:
        sides.setdefault(item.text if item.of == key[1] else f"{item.text} ({item.of})", []).append(witness.claim.id)
    return tuple(Position(value, tuple(claim_ids)) for value, claim_ids in sides.items())


def _number(item: Quantity) -> tuple[int | None, int | None]:
    return item.min, item.max


def _exclude(one: Quantity, other: Quantity) -> bool:
    """Whether the two intervals have no number in common; an open end reaches as far as it likes."""
    return _above(one, other) or _above(other, one)


def _above(one: Quantity, other: Quantity) -> bool:
    return one.min is not None and other.max is not None and one.min > other.max


def _standing(witnesses: Sequence[Witness]) -> dict[_Key, _Counts]:
    """The numbers by unit, part and kind; what a voice says of the whole under no part and no kind."""
    voices: dict[tuple[Unit, Hashable], list[_Count]] = {}
    for witness in witnesses:
        claim = witness.claim
        voice = claim.id if claim.claimant.kind == "unattributed" else (claim.report_id, claim.claimant.name)
        for item in claim.quantities:
            if item.min is not None or item.max is not None:
                voices.setdefault((item.unit, voice), []).append((witness, item))
    several = {unit for (unit, _), counts in voices.items() if _several_kinds(unit, counts)}
    told: dict[_Key, list[_Count]] = {}
    for (unit, _), counts in voices.items():
        in_all = _in_all(unit, counts)
        for witness, item in counts:
            if in_all and (item.of, item.text) == (in_all.of, in_all.text):
                told.setdefault((unit, None, _IN_ALL), []).append((witness, _with_the_town(witness.claim, in_all)))
            if item.of is not None:
                told.setdefault((unit, item.of, _IN_ALL), []).append((witness, item))
            if unit in several and _kind(item) not in _ANY_KIND:
                told.setdefault((unit, None, _kind(item)), []).append((witness, item))
    return {key: _last_words(counts) for key, counts in told.items()}


def _several_kinds(unit: Unit, counts: Sequence[_Count]) -> bool:
    """Whether a voice counts things of several kinds, and not one of them as part of another ("40 projectiles, 26 of them drones")."""
    kinds = {_kind(item) for _, item in counts}
    return unit not in TOLLS and len(kinds) > 1 and not kinds & _ANY_KIND


def _kind(item: Quantity) -> str:
    """The head of the noun in the singular: cruise missiles are missiles."""
    return item.noun.casefold().split()[-1].removesuffix("s") if item.noun.strip() else ""


def _in_all(unit: Unit, counts: Sequence[_Count]) -> Quantity | None:
    """What one voice says of the whole; of several kinds, which nobody adds up (law 2), the greatest number bounds it from below."""
    found = whole([item for _, item in counts])
    return replace(found, max=None, qualifier="at_least") if found and _several_kinds(unit, counts) else found


def _with_the_town(claim: Claim, in_all: Quantity) -> Quantity:
    """Where a claim counts the dead of a province and fewer in a town of it, both are its numbers: which is the strike's is open."""
    if in_all.unit not in TOLLS or in_all.of or not any(mention.role == "container" for mention in claim.mentions):
        return in_all
    plain = [item for item in claim.quantities if item.unit == in_all.unit and item.of is None and item.min is not None and item.min == item.max]
    least = min(plain, key=lambda item: item.min or 0, default=in_all)
    if least.min is None or in_all.min is None or least.min >= in_all.min:
        return in_all
    return replace(in_all, min=least.min, qualifier="range", text=f"{least.text} to {in_all.text}")


def _last_words(told: Sequence[_Count]) -> _Counts:
    last: dict[str, date] = {}
    for witness, _ in told:
        name, published = witness.claim.claimant.name, witness.report.published_at
        if published:
            last[name] = max(published, last.get(name, published))
    counts = _Counts()
    for witness, item in told:
        (counts.earlier if _corrected(witness, last) else counts.last).append((witness, item))
    return counts


def _corrected(witness: Witness, last: Mapping[str, date]) -> bool:
    claimant, published = witness.claim.claimant, witness.report.published_at
    return claimant.kind != "unattributed" and published is not None and published < last[claimant.name]
