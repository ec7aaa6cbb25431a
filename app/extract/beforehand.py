"""A toll that a report opens with, before it tells of the strike: "Six people were killed. The missile hit a petrol station in X"."""

from app.extract.accounts import tolls
from app.extract.attribution import Said
from app.extract.drafts import Draft
from app.extract.marked import MarkedText
from app.extract.merging import counted
from app.extract.sentences import Sentence

_REACH = 3


class Beforehand:
    """What has been told of dead and wounded since the report began, while no strike has been told."""

    def __init__(self, page: MarkedText) -> None:
        """Begin a report."""
        self._page = page
        self._told: list[tuple[Sentence, int, Said | None]] = []
        self._open = True

    def hear(self, sentence: Sentence, number: int, said: Said | None) -> None:
        """A sentence without a strike, before the first one."""
        if self._open and sentence.kind == "body":
            self._told.append((sentence, number, said))

    def join(self, draft: Draft) -> None:
        """Give the first strike the toll told right before it, unless it has one, or somebody else told it; later ones nothing."""
        first, self._open = self._open, False
        if not first:
            return
        if draft.kind != "body" or draft.modality != "asserted" or any(q.unit in ("killed", "injured") for q in draft.quantities):
            return
        for sentence, number, said in self._told:
            mine = said is None or (draft.source is not None and draft.source.name == said.source.name)
            found = tolls(self._page, sentence) if mine and draft.order - number <= _REACH else []
            if found:
                draft.quantities = counted(draft.quantities, found, raised=False)
                draft.spans.append((sentence.start, sentence.end))
