"""The numbers of an event: ranges over its claims, never sums (law 2), and who gives another number."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.events.parties import Vocabulary, speak_together
from app.model.claim import Quantity
from app.model.codes import QuantityOf, Unit
from app.model.event import Disagreement, Position, QuantityRange, Witness

_Key = tuple[Unit, QuantityOf | None]


def ranges(witnesses: Sequence[Witness]) -> tuple[QuantityRange, ...]:
    """One range for each unit that a claim counts, sorted by unit. A figure that its own claimant corrected later is left out."""
    return tuple(_range(key, told) for key, told in sorted(_standing(witnesses).items(), key=_unit))


def _unit(told: tuple[_Key, object]) -> str:
    return str(told[0])


def _range(key: _Key, told: Sequence[tuple[Witness, Quantity]]) -> QuantityRange:
    stated = [number for _, item in told for number in (item.min, item.max) if number is not None]
    most = max(stated)
    return QuantityRange(
        unit=key[0],
        of=key[1],
        min=min(stated),
        max=most,
        open=any(item.max is None and item.min == most for _, item in told),
        claim_ids=tuple(dict.fromkeys(witness.claim.id for witness, _ in told)),
    )


def disagreements(witnesses: Sequence[Witness], vocabulary: Vocabulary) -> list[Disagreement]:
    """Where claimants of different sides give numbers of one unit that cannot both be true."""
    found = []
    for key, told in sorted(_standing(witnesses).items(), key=_unit):
        apart = any(
            _exclude(one, other) and not speak_together(witness.claim.claimant, second.claim.claimant, vocabulary)
            for at, (witness, one) in enumerate(told)
            for second, other in told[at + 1 :]
        )
        if apart:
            found.append(Disagreement("how_many", _positions(told), *key))
    return found


def _positions(told: Sequence[tuple[Witness, Quantity]]) -> tuple[Position, ...]:
    sides: dict[str, list[str]] = {}
    for witness, item in told:
        sides.setdefault(item.text, []).append(witness.claim.id)
    return tuple(Position(value, tuple(claim_ids)) for value, claim_ids in sides.items())


def _exclude(one: Quantity, other: Quantity) -> bool:
    """Whether the two intervals have no number in common; an open end reaches as far as it likes."""
    return _above(one, other) or _above(other, one)


def _above(one: Quantity, other: Quantity) -> bool:
    return one.min is not None and other.max is not None and one.min > other.max


def _standing(witnesses: Sequence[Witness]) -> dict[_Key, list[tuple[Witness, Quantity]]]:
    """The numbers by unit, without those that the same claimant corrected in a later report."""
    told: dict[_Key, list[tuple[Witness, Quantity]]] = {}
    for witness in witnesses:
        for item in witness.claim.quantities:
            if item.min is not None or item.max is not None:
                told.setdefault((item.unit, item.of), []).append((witness, item))
    return {key: _last_words(pairs) for key, pairs in told.items()}


def _last_words(told: Sequence[tuple[Witness, Quantity]]) -> list[tuple[Witness, Quantity]]:
    last: dict[str, date] = {}
    for witness, _ in told:
        name, published = witness.claim.claimant.name, witness.report.published_at
        if published:
            last[name] = max(published, last.get(name, published))
    return [(witness, item) for witness, item in told if not _corrected(witness, last)]


def _corrected(witness: Witness, last: Mapping[str, date]) -> bool:
    claimant, published = witness.claim.claimant, witness.report.published_at
    return claimant.kind != "unattributed" and published is not None and published < last[claimant.name]
