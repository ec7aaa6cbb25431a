"""What a store tells of all public claims at once, so that they can be counted and drawn without asking for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.model.feature import CollectionId

MARKS: tuple[CollectionId, ...] = ("reported-targets", "launch-origins", "bases", "reported-target-areas", "launch-origin-areas")
"""The collections of marks, those of points first."""

DRAWN: tuple[CollectionId, ...] = (*MARKS, "strike-lines")
"""All that a claim draws."""


@dataclass(frozen=True, slots=True)
class Part:
    """Public claims that stand together: ``key`` changes when they do. ``coded``: rows of a data set, a claim and at most one mark each."""

    key: str
    layer: int
    coded: bool


class ClaimRow(NamedTuple):
    """A claim: its number within its part, proleptic days, what it is filtered by, for a coded row its position in degrees, and whether it
    is of the EXAMPLE.

    Texts are UTF-8 bytes as they are stored, None where not stated.
    """

    n: int
    first: int | None
    last: int | None
    claimant: bytes | None
    kind: bytes | None
    attacker: bytes | None
    weapon: bytes | None
    target: bytes | None
    standing: bytes | None
    meant: bytes | None
    review: bytes | None
    publisher: bytes | None
    lon: float | None
    lat: float | None
    example: int


class MarkRow(NamedTuple):
    """A mark or strike line of a news report: its number, its claim's, its collection (a position in ``DRAWN``), and where it is."""

    n: int
    claim: int
    collection: int
    lon: float | None
    lat: float | None
    place_id: bytes | None
    place_kind: bytes | None
    where_prec: int | None
    solid: int


class CensusSource(Protocol):
    """Where a census is taken; only what strangers may see."""

    def version(self) -> str:
        """A word that changes with every stored change."""

    def parts(self) -> list[Part]:
        """The parts there are now."""

    def claims(self, part: Part) -> Iterator[Sequence[ClaimRow]]:
        """The claims of a part by number, in batches."""

    def marks(self, part: Part) -> Iterator[Sequence[MarkRow]]:
        """What a part of news reports draws, in batches; none for a coded part, whose claims bear their position."""

    def numbers(self, part: Part, text: str, report_id: str | None) -> list[int]:
        """The claims that hold every word of a text (each the beginning of a word of theirs) and stand in a report, where one is named."""

    def features(self, part: Part, collection: CollectionId, numbers: Sequence[int]) -> list[bytes]:
        """Pre-rendered features by number, in the order asked for."""

    def close(self) -> None:
        """Let go of what it holds open."""
