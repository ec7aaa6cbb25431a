"""The day that a report tells once for several strikes: which of them share it, and which it leaves open."""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence

from app.extract.areas import holders, holds, place_names
from app.extract.causes import answered
from app.extract.days import is_of_another, last_told, names_hour
from app.extract.drafts import ACCOUNTS, SPANS_OF_TIME, Draft
from app.extract.marked import MarkedText, is_wide, kind_of
from app.extract.phrases.readings import PARTS
from app.extract.sameness import one_side
from app.extract.sentences import Sentence
from app.extract.speakers import Source
from app.extract.strikers import attackers_of
from app.extract.strikes import Strike
from app.extract.weapons import GUNS
from app.model.claim import When

_REACH = 6  # sentences over which a day holds on
_BESIDE = 2
_MOST = 20  # dated strikes on either side of one that is looked at; keeps hostile repetition linear
_LEAD = 2
_DAYS = 3  # the least precise date_prec that is a day or a few
_DAY_HEADING = 5  # tokens of a line that only names a day
_CLOCK = re.compile(r"[0-2]?\d[.:][0-5]\d")
_ENTRY = re.compile(r"(?m)^[^\w\n]{0,4}[0-2]?\d[:.][0-5]\d\b")
_LIVE = 3
_ARMS = {
    **dict.fromkeys(GUNS, "guns"),
    **dict.fromkeys(("cruise_missile", "ballistic_missile"), "far"),
    "missile": "any",
}


class DayTold:
    """The day that the reading of a report is at; asked in text order."""

    def __init__(self, page: MarkedText) -> None:
        """Start a report, without a day."""
        self._page = page
        self._dated: Draft | None = None
        self._heading: When | None = None
        self._told: tuple[When, int, Sentence] | None = None

    def tell(self, sentence: Sentence, number: int) -> None:
        """A sentence without a strike may set the day: "The worst came on Sunday", a line that is only a date."""
        dates = self._page.inside(self._page.dates, sentence.first, sentence.last)
        if not dates or any(w.entry.excluded for w in self._page.inside(self._page.marks.weapons, sentence.first, sentence.last)):
            return  # "a car bomb went off on Sunday"
        others = answered(self._page, sentence.first, sentence.last)
        for found in dates:
            if (
                found.kind in ("day", "weekday")
                and found.when.start is not None
                and not (found.is_dateline or found.beside_reporting or found.future or self._page.tokens.at(found.start) in others)
                and not is_of_another(self._page, sentence.first, found)
            ):
                self._told = (found.when, number, sentence)
                if sentence.kind == "headline" and sentence.last - sentence.first <= _DAY_HEADING:
                    self._heading = found.when

    def set(self, draft: Draft) -> None:
        """Give a strike without a day that of the sentence before or of the heading."""
        if draft.when is None and self._told is not None and self._is_set(draft, *self._told[1:]):
            draft.when = self._told[0]
        if draft.when is None and draft.modality == "asserted":
            draft.when = self._heading

    def hold(self, draft: Draft, strike: Strike) -> None:
        """A day holds on over the strikes of its story, and over one that only names another hour of it."""
        if draft.when is not None or draft.modality not in ("asserted", "denied"):
            return
        dated, hour = self._dated, names_hour(self._page, strike)
        if hour and self._told is not None and (dated is None or dated.order < self._told[1]) and draft.order - self._told[1] <= _REACH:
            draft.when = self._told[0]
        elif dated is not None and dated.when is not None and draft.order - dated.order <= _REACH:
            then = hour or self._goes_on(draft, strike, dated)
            back = draft.definite or any(self._page.tokens.words[p.first - 1] == "same" for p in strike.platforms)
            story = then or (_may_be_one(draft, dated) and (back or _one_story(dated, draft)))
            if story and not _is_another(draft, dated):
                draft.when, draft.held = last_told(self._page, dated.when), True

    def remember(self, draft: Draft) -> None:
        """A strike of a known day has been told."""
        if draft.when is None or draft.when.start is None or draft.modality == "historical":
            return
        if draft.held or draft.campaign or draft.kind == "caption":
            return
        dated = self._dated.when if self._dated is not None and self._dated.order == draft.order else None
        if dated is None or dated.start is None or dated.start <= draft.when.start:  # not "on Saturday, a day after a drone had hit X"
            self._dated = draft

    def _is_set(self, draft: Draft, number: int, told: Sentence) -> bool:
        """Whether a sentence without a strike set the day: the one right before, or a scene with its hour ("At 9.47 on the morning of …")."""
        if draft.order - number == 1 and told.paragraph == draft.paragraph:
            return True
        words = self._page.tokens.words[told.first : told.last]
        open_ = self._dated is None and draft.modality == "asserted" and draft.order - number <= _REACH
        return open_ and any(word in PARTS or _CLOCK.fullmatch(word) for word in words)

    def _goes_on(self, draft: Draft, strike: Strike, dated: Draft) -> bool:
        """ "Meanwhile …", "later hit X": on the day of what has just been told."""
        words = self._page.tokens.words[strike.first : strike.last]
        near = draft.order - dated.order <= _BESIDE
        return near and ("meanwhile" in words or any(word == "later" and words[i - 1] not in SPANS_OF_TIME for i, word in enumerate(words)))


def fill_day(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """A strike without a day is of the one day told before of its story; one in the lead of the next that is told."""
    told = (d for d in drafts if d.modality == "asserted" and d.kind != "caption")
    known = sorted((d for d in told if d.when is not None and d.when.start is not None), key=_order)
    for item in drafts:
        if item.when is not None or item.modality not in ("asserted", "denied"):
            continue
        at = bisect_right(known, item.order, key=_order)
        before = [d.when for d in known[max(0, at - _MOST) : at] if _is_told_of(d, item)]
        days = before or [d.when for d in known[at : at + _MOST] if _is_told_of(d, item)][:1]
        if days and days[0] is not None and days.count(days[0]) == len(days) and (days[0].date_prec or 0) <= _DAYS:
            item.when, item.held = last_told(page, days[0]), True
            insort(known, item, key=_order)


def _order(item: Draft) -> int:
    return item.order


def fill_issue_day(page: MarkedText, drafts: Sequence[Draft], publisher: Source | None) -> None:
    """A day in the heading of a list or digest holds for every entry; a communiqué tells of the day of its lead, or in its head."""
    lead = next((d.when for d in drafts if d.leads and d.modality == "asserted" and d.when is not None and d.when.start is not None), None)
    heading = _heading_day(page, publisher)
    head = lead or next((d.when for d in page.dates if d.is_dateline and d.when.start is not None), None)
    for item in drafts:
        if item.when is not None or item.modality != "asserted":
            continue
        issued = publisher is not None and item.source is not None and _issued(item.source, publisher)
        item.when = heading or (head if issued else None)


def fill_live_day(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """The entries of a live blog (lines that open with a time of day) tell of the day it is published on, where they say no other."""
    published = page.report.published_at
    if published is None or sum(1 for _ in _ENTRY.finditer(page.report.text)) < _LIVE:
        return
    for item in drafts:
        if item.when is None and item.modality == "asserted" and item.kind == "body":
            item.when = When(published, published, 1, "")


def _is_told_of(dated: Draft, item: Draft) -> bool:
    """Whether the day of one strike is that of another which names none."""
    return _may_be_one(dated, item) and _one_story(dated, item) and not _is_another(item, dated)


def _may_be_one(a: Draft, b: Draft) -> bool:
    """Whether no attacker is named that the other claim does not have, nor guns here and aircraft there."""
    return one_side(attackers_of(a), attackers_of(b)) and (bool(attackers_of(a) & attackers_of(b)) or _same_arms(a, b))


def _same_arms(a: Draft, b: Draft) -> bool:
    """Whether both came from guns, from far away or from the air above, or it is not said."""
    return len({_arms(a), _arms(b)} - {None}) < 2


def _arms(item: Draft) -> str | None:
    if item.weapon is None or item.weapon.code is None:
        return None
    arms = _ARMS.get(item.weapon.code, "air")
    return None if arms == "any" or (arms == "guns" and item.platform is not None) else arms  # helicopters fire rockets too


def _is_another(item: Draft, dated: Draft) -> bool:
    """Whether a strike is told with a day of its own statement, and is not the dated one or was not yet.

    "The coalition reported on Monday that it had struck near X", "the ambassador said last week that drones had hit the east".
    """
    if item.told_on is None or item.definite or item.modality == "denied" or dated.when is None or dated.when.start is None:
        return False
    before = item.told_on.end is not None and item.told_on.end < dated.when.start
    return before or (_is_apart(item, dated) and not _one_voice(dated, item))


def _is_apart(item: Draft, dated: Draft) -> bool:
    """Whether its own words put a strike elsewhere, or name no place and another striker."""
    own = place_names([m for m in item.struck if m.link == "stated"])
    if own:
        return not own & place_names([m for m in dated.mentions if not is_wide(m.toponym)])
    return bool(attackers_of(item)) and not attackers_of(item) & attackers_of(dated)


def _one_story(dated: Draft, item: Draft) -> bool:
    """Whether a strike is of the story that a dated one tells: at the same place or at none, of the same striker, or told right after it.

    One that is told before it must stand in the lead that the dated one tells on.
    """
    mine, theirs = (place_names([m for m in one.mentions if not is_wide(m.toponym)]) for one in (item, dated))
    apart = item.order - dated.order
    if dated.held:
        return apart >= 0 and bool(mine & theirs)
    if apart < 0:
        return item.order <= _LEAD and (bool(mine & theirs) or (-apart <= _BESIDE and not (mine and theirs)))
    if not mine or mine & theirs or holds(dated, item) or item.rule in ACCOUNTS:
        return True
    areas = place_names([m for m in dated.struck if kind_of(m.toponym) != "country"])
    over = dated.leads and (not areas or bool(areas & holders(item)))
    alike = over or bool(attackers_of(item) & attackers_of(dated))
    behind = item.paragraph == dated.paragraph and apart <= _BESIDE and (item.said is None or dated.source is None)
    return _one_voice(dated, item) or behind or (alike and _same_arms(item, dated))


def _one_voice(dated: Draft, item: Draft) -> bool:
    """Whether one body or side tells both; activists here and there are two."""
    one, two = dated.source, item.source
    if one is None or two is None or (one.generic and one.name.endswith("s") and one.start != two.start):
        return False
    return one.name == two.name or (one.actor is not None and one.actor == two.actor)


def _heading_day(page: MarkedText, publisher: Source | None) -> When | None:
    """The day in the headings above the first sentence; in a bulletin by places also that of the first sentence itself.

    A day set off by a comma ("Assessment, 16 January") only dates the document, unless a party issues it.
    """
    party = publisher is not None and publisher.kind in ("state_belligerent", "armed_group")
    for number, sentence in enumerate(page.sentences[: page.lead + page.listed]):
        for found in page.inside(page.dates, sentence.first, sentence.last):
            told = number == page.lead and found.relation == "on" and not found.beside_reporting
            if not party and page.tokens.word(page.tokens.at(found.start) - 1) == ",":
                continue
            if (sentence.kind == "headline" or told) and found.kind == "day" and not found.is_dateline and found.when.start is not None:
                return found.when
    return None


def _issued(source: Source, publisher: Source) -> bool:
    """Whether a communiqué's own side speaks."""
    return source.name == publisher.name or (source.actor is not None and source.actor == publisher.actor)
