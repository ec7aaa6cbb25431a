"""The extractor's vocabulary: what each row of ``lexicon/*.csv`` says, read once and handed on as one value.

Each row holds phrases of one class in their base form; :mod:`app.extract.phrases.morphology` makes the other forms. Loading takes some tens of
milliseconds and happens once, in ``main``; finding is :func:`app.extract.phrases.marks.mark`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast

from app.extract.phrases.counting import CountingWords
from app.extract.phrases.table import Pattern, PhraseTable, expand, pattern
from app.extract.phrases.terms import (
    ActorKind,
    ActorTerm,
    BodyTerm,
    ClaimantTerm,
    GenericTerm,
    HeadClass,
    HeadTerm,
    HedgeTerm,
    NegativeTerm,
    PeopleTerm,
    PlatformClass,
    PlatformTerm,
    ReportingTerm,
    SourceTerm,
    Sure,
    TargetTerm,
    TriggerTerm,
    UnitTerm,
    WeaponTerm,
)
from app.model.codes import ClaimantKind, Modality, QuantityOf, TargetClass, Unit, WeaponCode

__all__ = [
    "COUNTED",
    "LAYERS",
    "ActorKind",
    "ActorTerm",
    "BodyTerm",
    "ClaimantTerm",
    "GenericTerm",
    "HeadClass",
    "HeadTerm",
    "HedgeTerm",
    "Lexicon",
    "NegativeTerm",
    "PeopleTerm",
    "PlatformClass",
    "PlatformTerm",
    "ReportingTerm",
    "SourceTerm",
    "Sure",
    "TargetTerm",
    "TriggerTerm",
    "UnitTerm",
    "WeaponTerm",
    "load_lexicon",
]

LAYERS = (
    "weapons",
    "platforms",
    "actors",
    "generic_actors",
    "forces",
    "strikes",
    "negatives",
    "targets",
    "claimants",
    "metonyms",
    "sources",
    "bodies",
    "reporting",
    "hedges",
)
"""The layers of the phrase table; within one, phrases do not overlap."""

COUNTED = ("units", "people")
"""The layers of the table of nouns that are counted."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the finders know, read once: ``table`` over :data:`LAYERS`, ``counted`` over :data:`COUNTED`, and the words of counting."""

    table: PhraseTable
    counted: PhraseTable
    counting: CountingWords

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers, in the order of the table."""
        return LAYERS


def load_lexicon() -> Lexicon:
    """Read ``lexicon/*.csv`` of this package into its two tables and its word lists."""
    words = {row["list"]: row["words"] for row in _rows("counting")}
    return Lexicon(_table(LAYERS), _table(COUNTED), CountingWords.of(words))


def _table(layers: tuple[str, ...]) -> PhraseTable:
    patterns: list[Pattern] = []
    for number, layer in enumerate(layers):
        for cell, morph, entry in _READERS[layer]():
            patterns.extend(pattern(words, number, entry, form) for words, form in expand(cell, morph))
    return PhraseTable(patterns, len(layers))


_Row = dict[str, str]
_Term = tuple[str, Any, Any]


def _rows(name: str) -> Iterator[_Row]:
    text = files("app.extract").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _name(row: _Row) -> str:
    """The canonical name; "" where the row ("*") gathers bodies of one kind, each known by its own name as printed."""
    return "" if row["name"] == "*" else row["name"]


def _weapons() -> Iterator[_Term]:
    for row in _rows("weapons"):
        yield row["pattern"], row["morph"], WeaponTerm(cast("WeaponCode | None", row["code"] or None), row["excluded"] == "yes")


def _platforms() -> Iterator[_Term]:
    for row in _rows("platforms"):
        term = PlatformTerm(row["name"], cast("PlatformClass", row["cls"]), cast("WeaponCode | None", row["implies"] or None))
        yield row["pattern"], row["morph"], term


_OWNERS = (" regime", " government", " coalition")


def _actors() -> Iterator[_Term]:
    for row in _rows("actors"):
        nouns = [name for name in row["names"].split("|") if name]
        adjectives = [name for name in row["adjectives"].split("|") if name]
        kind, country = cast("ActorKind", row["kind"]), row["country"] or None
        demonym = adjectives[0] if adjectives else _name(row)
        for name in dict.fromkeys(nouns + adjectives):
            yield name, "x", ActorTerm(_name(row), kind, country, name in nouns, name in adjectives, demonym)
        for name in nouns:  # "Syrias air force": texts that lost their apostrophes
            if (kind == "state" and name.isalpha() and name.istitle() and not name.endswith("s")) or name.endswith(_OWNERS):
                yield f"{name}s", "x", ActorTerm(_name(row), kind, country, True, True, demonym)
        for name in adjectives:  # "Russians", "Israelis": the people as a noun
            if not name.endswith(("s", "h", "e")) and name[-1].islower():
                yield f"{name}s", "x", ActorTerm(_name(row), kind, country, False, False, adjectives[0])


def _metonyms() -> Iterator[_Term]:
    for row in _rows("actors"):
        for name in filter(None, row["metonyms"].split("|")):
            yield name, "x", ClaimantTerm(row["name"], "state_belligerent", row["name"], False)


def _generic_actors() -> Iterator[_Term]:
    for row in _rows("generic_actors"):
        yield row["pattern"], row["morph"], GenericTerm(cast("ActorKind", row["kind"]))


def _forces() -> Iterator[_Term]:
    for row in _rows("forces"):
        yield row["pattern"], row["morph"], HeadTerm(cast("HeadClass", row["cls"]))


def _strikes() -> Iterator[_Term]:
    for row in _rows("strikes"):
        for lemma in row["pattern"].split("|"):
            code = cast("WeaponCode | None", row["code"] or None)
            pos = cast('Literal["noun", "verb"]', row["pos"])
            yield lemma, row["morph"], TriggerTerm(lemma, pos, code, row["action"], cast("Sure", row["sure"]), row["defence"] == "yes")


def _negatives() -> Iterator[_Term]:
    for row in _rows("negatives"):
        yield row["pattern"], row["morph"], NegativeTerm(row["cls"], cast('Literal["trigger", "weapon"]', row["blocks"]))


def _targets() -> Iterator[_Term]:
    for row in _rows("targets"):
        yield row["pattern"], row["morph"], TargetTerm(cast("TargetClass", row["cls"]) if row["cls"] else None, row["people"] == "yes")


def _claimants() -> Iterator[_Term]:
    for row in _rows("claimants"):
        for name in row["names"].split("|"):
            kind = cast("ClaimantKind", row["kind"])
            yield name, "x", ClaimantTerm(_name(row), kind, row["actor"] or None, row["relay"] == "yes")


def _sources() -> Iterator[_Term]:
    for row in _rows("sources"):
        yield row["pattern"], row["morph"], SourceTerm(row["name"], cast("ClaimantKind", row["kind"]))


def _bodies() -> Iterator[_Term]:
    for row in _rows("bodies"):
        yield row["pattern"], row["morph"], BodyTerm(cast("ClaimantKind", row["kind"]))


def _reporting() -> Iterator[_Term]:
    for row in _rows("reporting"):
        for lemma in row["pattern"].split("|"):
            yield lemma, row["morph"], ReportingTerm(lemma, cast("Modality", row["modality"]))


def _hedges() -> Iterator[_Term]:
    for row in _rows("hedges"):
        for lemma in row["pattern"].split("|"):
            yield lemma, row["morph"], HedgeTerm(lemma, cast("Modality", row["modality"]))


def _units() -> Iterator[_Term]:
    for row in _rows("units"):
        yield row["pattern"], row["morph"], UnitTerm(cast("Unit", row["unit"]))


def _people() -> Iterator[_Term]:
    for row in _rows("people"):
        yield row["pattern"], row["morph"], PeopleTerm(cast("QuantityOf | None", row["of"] or None))


_READERS = {
    "weapons": _weapons,
    "platforms": _platforms,
    "actors": _actors,
    "generic_actors": _generic_actors,
    "forces": _forces,
    "strikes": _strikes,
    "negatives": _negatives,
    "targets": _targets,
    "claimants": _claimants,
    "metonyms": _metonyms,
    "sources": _sources,
    "bodies": _bodies,
    "reporting": _reporting,
    "hedges": _hedges,
    "units": _units,
    "people": _people,
}
