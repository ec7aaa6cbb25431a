"""Zero that is stated: "no casualties", "nobody was hurt", "without causing injuries". That nothing is known is not zero.

"There were no immediate reports of casualties" and "no word on casualties" say nothing, and give nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.extract.phrases.tokens import Tokens
from app.model.codes import QuantityOf, Unit

_NOBODY = frozenset({"nobody", "none", "noone"})
_OPENING = _NOBODY | {"no", "zero", "without", "0", "not"}
_HURT = frozenset("hurt injured wounded harmed".split())
_KILLED = frozenset("killed died dead".split())
_HARMED = _HURT | _KILLED
_ZERO_NOUNS: dict[str, tuple[Unit, ...]] = {
    "casualties": ("killed", "injured"), "casualty": ("killed", "injured"), "victims": ("killed", "injured"),
    "deaths": ("killed",), "death": ("killed",), "fatalities": ("killed",), "fatality": ("killed",),
    "injuries": ("injured",), "injury": ("injured",), "injured": ("injured",), "wounded": ("injured",),
}  # fmt: skip
_HARMING: dict[str, Unit] = {"hurting": "injured", "injuring": "injured", "wounding": "injured", "harming": "injured", "killing": "killed"}
_HARM_VERBS: dict[str, Unit] = {**_HARMING, "hurt": "injured", "injured": "injured", "wounded": "injured", "harmed": "injured", "killed": "killed"}
_PEOPLE = frozenset("people person civilian civilians soldier soldiers troops personnel".split())
_BETWEEN = frozenset(
    "human civilian serious major known reported further other any causing inflicting resulting in immediate personnel damage or".split()
)
_UNKNOWN = frozenset("immediate immediately word information reports report indication details confirmation official independent figures".split())


@dataclass(frozen=True, slots=True)
class Zero:
    """Tokens ``[first, last)`` that state a zero, of which units, and of civilians only if they say so."""

    first: int
    last: int
    units: tuple[Unit, ...]
    of: QuantityOf | None = None


def zeros(tokens: Tokens, span: range) -> Iterator[Zero]:
    """Yield the stated zeros that begin in ``span``, in order."""
    for i in [i for i in span if tokens.words[i] in _OPENING]:
        word = tokens.words[i]
        if ((word == "no" and tokens.word(i + 1) == "one") or word in _NOBODY) and tokens.word(i - 1) in _HARM_VERBS:
            zero: Zero | None = Zero(i - 1, i + 1 + (word == "no"), (_HARM_VERBS[tokens.words[i - 1]],))
        elif word in ("no", "zero", "without", "0"):
            zero = _no_one(tokens, i) if tokens.word(i + 1) == "one" else _no_noun(tokens, i)
        elif word in _NOBODY:
            zero = _verb(tokens, i, i + 1)
        elif word == "not" and (tokens.word(i + 1) == "one" or tokens.words[i + 1 : i + 3] == ["a", "single"]):
            zero = _verb(tokens, i, i + 2)
        else:
            continue
        if zero is not None and not _unknown(tokens, zero):
            civilian = any(word in ("civilian", "civilians") for word in tokens.words[zero.first : zero.last])
            yield replace(zero, of="civilian") if civilian else zero


def _no_one(tokens: Tokens, i: int) -> Zero | None:
    return _verb(tokens, i, i + 2)


def _verb(tokens: Tokens, i: int, j: int) -> Zero | None:
    """ "no one was hurt", "nobody hurt", "none of them died"; "no one was killed or injured" states both."""
    if tokens.words[j : j + 2] == ["of", "those"] and tokens.word(j + 2) in _HARMED:  # "none of those injured"
        return None
    for k in range(j, min(j + 6, len(tokens))):
        word = tokens.words[k]
        if word in _HURT or word in _KILLED:
            units: tuple[Unit, ...] = ("injured",) if word in _HURT else ("killed",)
            if tokens.word(k + 1) in ("or", "and") and tokens.word(k + 2) in _HARMED:
                return Zero(i, k + 3, ("killed", "injured"))
            return Zero(i, k + 1, units)
        if word in (".", ",", ";", "!", "?"):
            return None
    return None


def _no_noun(tokens: Tokens, i: int) -> Zero | None:
    """ "no casualties", "no deaths or injuries", "without causing casualties", "no loss of life"."""
    j = i + 1
    if tokens.words[i] == "without" and tokens.word(j) in _HARMING and tokens.word(j + 1) in ("anyone", "anybody", "civilians", "people"):
        return Zero(i, j + 2, (_HARMING[tokens.words[j]],))
    for _ in range(3):
        if tokens.word(j) in _BETWEEN:
            j += 1
    if tokens.words[j : j + 3] == ["loss", "of", "life"]:
        return Zero(i, j + 3, ("killed",))
    if tokens.word(j) in _PEOPLE and tokens.word(j + 1) in ("was", "were", "has", "have", "had"):
        return _verb(tokens, i, j + 1)
    units = _ZERO_NOUNS.get(tokens.word(j))
    if units is None:
        return None
    last = j + 1
    if tokens.word(last) in ("or", "and") and tokens.word(last + 1) in _ZERO_NOUNS:
        units = ("killed", "injured")
        last += 2
    return Zero(i, last, units)


def _unknown(tokens: Tokens, zero: Zero) -> bool:
    """Whether only reports are lacking: "no immediate reports of casualties", "no casualties were immediately reported"."""
    if not _UNKNOWN.isdisjoint(tokens.words[zero.first : zero.last]):
        return True
    after = tokens.words[zero.last : zero.last + 4]
    return "immediately" in after or "figures" in after[:1] or "toll" in after[:1]
