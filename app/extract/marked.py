"""A text with everything the phrase finders saw in it, ready to be asked about by token range."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol, cast

from app.extract.grammar import Grammar
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.claimants import ClaimantFound
from app.extract.phrases.dates import DateFound, find_dates, printed_day
from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.marks import Marks, mark
from app.extract.phrases.quantities import find_quantities
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import S, Spanned, Tokens, tokenise
from app.extract.phrases.vocabulary import Lexicon
from app.extract.quotes import Quoted, find_quoted
from app.extract.sentences import Sentence, segment
from app.extract.statements import statements
from app.model.place import Toponym, ToponymKind
from app.model.report import Report

_DATELINE = 3


class Tokened(Spanned, Protocol):
    """Anything that covers tokens ``first`` to ``last`` (exclusive)."""

    @property
    def first(self) -> int:
        """First token."""

    @property
    def last(self) -> int:
        """One past the last token."""


class Named(NamedTuple):
    """A toponym and the tokens it covers (``last`` exclusive)."""

    toponym: Toponym
    start: int
    end: int
    first: int
    last: int


def kind_of(toponym: Toponym) -> ToponymKind | None:
    """What a name is: what the words ask for, else what its place is."""
    return toponym.kind or (toponym.place.kind if toponym.place is not None else None)


def is_wide(toponym: Toponym) -> bool:
    """Whether a name is a country or a continent, which makes no mark (law 3)."""
    return kind_of(toponym) in ("country", "continent")


def people_of(toponym: Toponym) -> int:
    """How many live there; 0 where that is not known."""
    return toponym.place.population if toponym.place is not None else 0


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One report, read once: tokens, sentences, quotations, dates, quantities, vocabulary and place names, each in text order.

    ``lead`` is which sentence is the first of the report proper, past the last if none is; ``listed`` says that several lines open with a
    name and a mark, as a bulletin by places does.
    """

    report: Report
    tokens: Tokens
    grammar: Grammar
    marks: Marks
    dates: list[DateFound]
    quantities: list[QuantityFound]
    sentences: list[Sentence]
    quoted: list[Quoted]
    places: list[Named]
    demonyms: list[Named]
    lead: int
    listed: bool
    _ranges: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)

    def inside(self, items: Sequence[S], first: int, last: int) -> list[S]:
        """Those items that lie wholly in the token range (which may reach past the text).

        ``items`` is one of the lists of this text, or of its marks: their tokens are listed once and then bisected.
        """
        ranges = self._ranges.get(id(items))
        if ranges is None:
            ranges = self._ranges[id(items)] = self._ranges_of(items)
        firsts, lasts = ranges
        found = []
        at = bisect_left(firsts, first)
        while firsts[at] < last:  # few are ever inside, so they are walked
            if lasts[at] <= last:
                found.append(items[at])
            at += 1
        return found

    def _ranges_of(self, items: Sequence[S]) -> tuple[list[int], list[int]]:
        """The first tokens of items, with one past every text behind them, and the tokens one past their last."""
        if items and isinstance(items[0], (Found, ActorFound, ClaimantFound, Named)):
            tokened = cast("Sequence[Tokened]", items)
            return [item.first for item in tokened] + [sys.maxsize], [item.last for item in tokened]
        starts, ends = self.tokens.starts, self.tokens.ends
        return [bisect_right(starts, item.start) - 1 for item in items] + [sys.maxsize], [bisect_left(ends, item.end) + 1 for item in items]

    def is_place(self, i: int) -> bool:
        """Whether token ``i`` belongs to a place name."""
        return bool(self.inside(self.places, i, i + 1)) or any(
            named.first <= i < named.last for named in self.inside(self.places, max(0, i - 4), i + 5)
        )

    def is_quoted(self, sentence: Sentence) -> bool:
        """Whether a sentence stands inside direct speech from end to end."""
        at = bisect_right(self.quoted, sentence.start + 1, key=lambda quoted: quoted.start) - 1
        return at >= 0 and self.quoted[at].speech and sentence.end - 2 <= self.quoted[at].end

    def text_of(self, first: int, last: int) -> str:
        """The printed text of a token range, not empty."""
        last = min(last, len(self.tokens.ends))
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    def capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital letter."""
        return self.tokens.text[self.tokens.starts[i]].isupper()


def claimants_in(name: str | None, lexicon: Lexicon) -> list[ClaimantFound]:
    """The possible speakers that a bare name holds: what kind of body a publisher is."""
    return [] if name is None else mark(tokenise(name), lexicon).claimants


def mark_text(report: Report, toponyms: Sequence[Toponym], lexicon: Lexicon, grammar: Grammar) -> MarkedText:
    """Run every finder over the report once."""
    tokens = tokenise(report.text)
    dates = find_dates(tokens, report.published_at, lexicon=lexicon)
    issued = printed_day(tokens, dates, report.published_at)
    if issued is not None:
        report = replace(report, published_at=issued)
        dates = find_dates(tokens, issued, lexicon=lexicon)
    sentences = segment(tokens, dates, report.title)
    marks = mark(tokens, lexicon)
    parts = statements(tokens, marks, sentences)
    named = [_named(tokens, toponym) for toponym in sorted(toponyms, key=lambda item: (item.start, item.end))]
    return MarkedText(
        report=report,
        tokens=tokens,
        grammar=grammar,
        marks=marks,
        dates=dates,
        quantities=find_quantities(tokens, lexicon),
        sentences=parts,
        quoted=find_quoted(report.text, sentences),
        places=[item for item in named if item.toponym.kind != "demonym" and item.first < item.last],
        demonyms=[item for item in named if item.toponym.kind == "demonym"],
        lead=_lead(parts),
        listed=_listed(tokens, parts),
    )


def _named(tokens: Tokens, toponym: Toponym) -> Named:
    return Named(toponym, toponym.start, toponym.end, tokens.at(toponym.start), tokens.at(toponym.end - 1) + 1)


def _lead(sentences: Sequence[Sentence]) -> int:
    """Which sentence is the first of the body, more than a place and a stop."""
    return next((n for n, s in enumerate(sentences) if s.kind == "body" and s.last - s.first > _DATELINE), len(sentences))


def _listed(tokens: Tokens, sentences: Sequence[Sentence]) -> bool:
    """Whether more lines than one open with a name and a colon or comma: a bulletin by places, no single "Correction: …"."""
    opening = (s for s in sentences if tokens.raw(s.first)[:1].isupper() and {":", ","}.intersection(tokens.words[s.first + 1 : s.first + 4]))
    return next(opening, None) is not None and next(opening, None) is not None
