"""The numbers of an event: ranges over its claims, never sums (law 2), and who gives another number."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date

from app.events.parties import Vocabulary, speak_together
from app.model.claim import Quantity
from app.model.codes import QuantityOf, Unit
from app.model.counting import whole
from app.model.event import Disagreement, Position, QuantityRange, Witness

_Key = tuple[Unit, QuantityOf | None]
_Count = tuple[Witness, Quantity]


def ranges(witnesses: Sequence[Witness]) -> tuple[QuantityRange, ...]:
    """One range for each unit that a claim counts, sorted by unit. A figure that its own claimant corrected later is left out.

    The least number of a whole is one that is stated of the whole; who counts only a part raises the greatest ("at least 7 civilians").
    """
    told = sorted(_standing(witnesses).items(), key=_unit)
    return tuple(_range(key, counts) for key, counts in told if any(item.of == key[1] for _, item in counts))


def _unit(told: tuple[_Key, object]) -> str:
    return str(told[0])


def _range(key: _Key, told: Sequence[_Count]) -> QuantityRange:
    numbers = [(number, item) for _, item in told for number in (item.min, item.max) if number is not None]
    most = max(number for number, _ in numbers)
    return QuantityRange(
        unit=key[0],
        of=key[1],
        min=min(number for number, item in numbers if item.of == key[1]),
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
            found.append(Disagreement("how_many", _positions(key, told), *key))
    return found


def _positions(key: _Key, told: Sequence[_Count]) -> tuple[Position, ...]:
    sides: dict[str, list[str]] = {}
    for witness, item in told:
        sides.setdefault(item.text if item.of == key[1] else f"{item.text} ({item.of})", []).append(witness.claim.id)
    return tuple(Position(value, tuple(claim_ids)) for value, claim_ids in sides.items())


def _exclude(one: Quantity, other: Quantity) -> bool:
    """Whether the two intervals have no number in common; an open end reaches as far as it likes."""
    return _above(one, other) or _above(other, one)


def _above(one: Quantity, other: Quantity) -> bool:
    return one.min is not None and other.max is not None and one.min > other.max


def _standing(witnesses: Sequence[Witness]) -> dict[_Key, list[_Count]]:
    """The numbers by unit and part, without those that the same claimant corrected in a later report; what a voice says of the whole under None."""
    voices: dict[tuple[Unit, Hashable], list[_Count]] = {}
    for witness in witnesses:
        claim = witness.claim
        voice = claim.id if claim.claimant.kind == "unattributed" else (claim.report_id, claim.claimant.name)
        for item in claim.quantities:
            if item.min is not None or item.max is not None:
                voices.setdefault((item.unit, voice), []).append((witness, item))
    told: dict[_Key, list[_Count]] = {}
    for (unit, _), counts in voices.items():
        in_all = whole([item for _, item in counts])
        for witness, item in counts:
            if in_all and (item.of, item.text) == (in_all.of, in_all.text):
                told.setdefault((unit, None), []).append((witness, in_all))
            if item.of is not None:
                told.setdefault((unit, item.of), []).append((witness, item))
    return {key: _last_words(counts) for key, counts in told.items()}


def _last_words(told: Sequence[_Count]) -> list[_Count]:
    last: dict[str, date] = {}
    for witness, _ in told:
        name, published = witness.claim.claimant.name, witness.report.published_at
        if published:
            last[name] = max(published, last.get(name, published))
    return [(witness, item) for witness, item in told if not _corrected(witness, last)]


def _corrected(witness: Witness, last: Mapping[str, date]) -> bool:
    claimant, published = witness.claim.claimant, witness.report.published_at
    return claimant.kind != "unattributed" and published is not None and published < last[claimant.name]
