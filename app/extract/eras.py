"""The past that a sentence opens ("In 2016 …", "Two years ago …") and the sentences behind it stay in, until the present comes back."""

from datetime import date, timedelta

from app.extract.marked import MarkedText
from app.extract.sentences import Sentence

_RECENT = timedelta(days=31)
_REACH = 4
_OPENS = 3
_PRESENT = frozenset("now today currently meanwhile yesterday tonight".split())


class Era:
    """Which sentences tell of a time that another has opened; asked in text order, once for each sentence."""

    def __init__(self, page: MarkedText) -> None:
        """Start a report, in the present."""
        self._page = page
        self._since: tuple[int, int] | None = None
        self._opened = any(self._is_past(found.when.end) for found in page.dates)

    def holds(self, sentence: Sentence, number: int, *, said: bool) -> bool:
        """Whether a sentence without a day of its own still tells of the past; who ``said`` it speaks of now."""
        if not self._opened:
            return False
        dates = self._page.inside(self._page.dates, sentence.first, sentence.last)
        if any(self._is_past(found.when.end) and self._opens(sentence, found.start) and found.relation != "since" for found in dates):
            self._since = (number, sentence.paragraph)
            return False
        if self._since is None:
            return False
        words = self._page.tokens.words[sentence.first : sentence.last]
        begun, paragraph = self._since
        if dates or said or paragraph != sentence.paragraph or number - begun > _REACH or not _PRESENT.isdisjoint(words):
            self._since = None
        return self._since is not None

    def _is_past(self, day: date | None) -> bool:
        published = self._page.report.published_at
        return published is not None and day is not None and published - day > _RECENT

    def _opens(self, sentence: Sentence, start: int) -> bool:
        return self._page.tokens.at(start) - sentence.first < _OPENS
