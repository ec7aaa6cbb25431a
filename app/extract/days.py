"""When a strike is said to have happened: the date nearest to the strike word, never the one beside "said" or in the dateline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.extract.attribution import Said
from app.extract.marked import MarkedText
from app.extract.phrases import calendars
from app.extract.phrases.calendars import precision
from app.extract.phrases.dates import DateFound, shifted
from app.extract.strikes import Strike
from app.model.claim import When

_COURSE = frozenset("began started took happened occurred continued lasted came".split())
_TAKEN = frozenset("seized captured recaptured retaken taken overrun liberated besieged signed agreed declared founded".split())
_TAKING = 6
_RELATIVE = frozenset("which who whose where".split())
_EVENTS = frozenset("election elections vote referendum summit talks conference deadline anniversary ceremony concert wedding holiday".split())
_RESCUE = frozenset("rescue rescued rescuers pulled dug digging searched searching firefighters ambulances hospital hospitals".split())
_TELLING = frozenset("raised put updated revised condemned counted mourned buried".split())
_HOURS = frozenset("morning afternoon evening dawn dusk midnight noon midday sunrise sunset daybreak".split())
_AT_HOUR = frozenset("the at before by around in this until".split())
_LATER = frozenset(("later", "afterwards", "after"))
_RANKS = frozenset("first second third fourth fifth worst".split())
_BEST = 5  # letters of "largest", "worst"; not "west"
_RANKED = 12
_STATED = frozenset(("day", "weekday", "week", "relative"))
_OPENING = 6
_ASIDE = 8
_AHEAD = 4


def strike_dates(page: MarkedText, strike: Strike, said: Said | None) -> list[DateFound]:
    """The dates of a clause that can be the strike's own: those in the strike word's own clause, then the nearest, first."""
    found = [
        d
        for d in page.inside(page.dates, strike.first, strike.last)
        if not (d.is_dateline or page.tokens.at(d.start) in strike.answered or _is_event(page, d))
        and not (_of_speech(page, d, said) or _aside(page, strike, d) or _of_aftermath(page, strike, d))
    ]
    ahead = page.inside(page.dates, max(strike.sentence.first, strike.first - _AHEAD), strike.first + 1)
    found += [d for d in ahead if d.shift is not None and d.start < page.tokens.starts[strike.first] < d.end]  # "a day | after jets bombed X"
    found = [d for d in found if not any(_is_nearer(page, other, d) for other in found)]
    anchor = page.tokens.starts[strike.trigger.first]
    return sorted(found, key=lambda d: (_across(page, strike, d), min(abs(d.start - anchor), abs(d.end - anchor))))


def _is_nearer(page: MarkedText, found: DateFound, wide: DateFound) -> bool:
    """ "For a third day on Tuesday", "three months ago, on 30 June": the plain day beside a vaguer date is the strike's."""
    if found.kind not in ("day", "weekday") or found.when.start is None or found is wide:
        return False
    between = page.tokens.words[page.tokens.at(wide.end - 1) + 1 : page.tokens.at(found.start)] if wide.end <= found.start else None
    return (wide.series and found.when.end == wide.when.end) or (wide.relation == "ago" and between in ([], [","]))


def _across(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """ "The count this morning after bombs fell on Wednesday": another clause begins between the date and the strike word."""
    at, end = page.tokens.at(found.start), page.tokens.at(found.end - 1) + 1
    if at - strike.sentence.first <= 1:  # "In 2003, after a raid had cut the power, …": it dates the whole sentence
        return False
    low, high = (end, strike.trigger.first) if at < strike.trigger.first else (strike.trigger.last, at)
    return any(word in ("after", "before", "when", "while") for word in page.tokens.words[low:high])


def _of_aftermath(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """ "Schools were closed on Thursday after missiles hit X": what came of a strike has its own day, but for the dead and their rescue."""
    last = page.tokens.at(found.end - 1) + 1
    behind = page.tokens.words[last : strike.trigger.first]
    cut = next((last + i for i, word in enumerate(behind) if word in ("after", "following")), None)
    if cut is None or page.tokens.at(found.start) - strike.sentence.first <= 1:
        return False
    hurt = any(q.quantity.unit in ("killed", "injured") for q in page.inside(page.quantities, strike.sentence.first, cut + _AHEAD))
    hurt = hurt or not _RESCUE.isdisjoint(page.tokens.words[strike.sentence.first : cut])
    return not hurt and not page.inside(page.marks.triggers, strike.sentence.first, cut)


def day_of(page: MarkedText, strike: Strike, said: Said | None, anchor: When | None, dates: Sequence[DateFound]) -> When | None:
    """The strike's interval, or None where its clause says nothing.

    ``anchor``: the day of the strike before, for "a day later"; ``dates``: those of the strike (:func:`strike_dates`).
    """
    adrift: When | None = None
    for found in dates:
        if found.recurring or found.future or found.relation in ("since", "until", "before"):
            continue
        if found.shift is None:
            return _of_statement(page, strike, said, found) or found.when
        turned = _is_seen_back(page, strike, found)
        found = replace(found, shift=-found.shift) if turned else found
        day = shifted(found, (_named_before(page, strike, found) if turned or found.shift == -1 else None) or anchor)
        if day.start is not None:
            return day
        adrift = adrift or day
    if adrift is not None:
        return adrift
    planned = [found.when for found in dates if found.future and found.when.start is not None]
    if planned:
        return planned[0]
    since = next((found.when for found in dates if found.relation == "since"), None)
    return _until_now(since, page.report.published_at) if since is not None else _hour_of_statement(page, strike, said)


def names_hour(page: MarkedText, strike: Strike) -> bool:
    """ "in the afternoon", "at dawn", "hours later": an hour of a day that is told elsewhere."""
    words = page.tokens.words
    for i in range(strike.first, strike.last):
        if words[i] in _HOURS and words[i - 1] in _AT_HOUR:
            return words[i - 2 : i] != ["every", "the"]
        if words[i] in ("hours", "hour", "minutes") and not _LATER.isdisjoint(words[i + 1 : i + 2]):
            return True
        if words[i : i + 2] == ["the", "day"] and words[i - 1] in ("throughout", "in") and words[i - 2] != "later":
            return True
    return False


def _hour_of_statement(page: MarkedText, strike: Strike, said: Said | None) -> When | None:
    """ "Said on Tuesday that jets had hit X at dawn": the hour is of the day on which it is told."""
    told = told_on(page, strike, said)
    return told if told is not None and told.date_prec == 1 and names_hour(page, strike) else None


def _of_statement(page: MarkedText, strike: Strike, said: Said | None, found: DateFound) -> When | None:
    """ "Said on Tuesday that jets had hit X overnight": the night to the day on which it is told."""
    told = told_on(page, strike, said) if found.when.text.lower() == "overnight" else None
    if told is None or told.start is None or told.date_prec != 1:
        return None
    return When(calendars.shift(told.start, -1), told.start, 2, found.when.text)


def told_on(page: MarkedText, strike: Strike, said: Said | None) -> When | None:
    """When its sentence says that a strike was told ("said on Tuesday"), None also for two such days."""
    dates = page.inside(page.dates, strike.sentence.first, strike.sentence.last)
    told = [d.when for d in dates if d.kind in _STATED and not d.is_dateline and _of_speech(page, d, said)]
    return told[0] if len(told) == 1 else None


def last_told(page: MarkedText, when: When) -> When:
    """The day that other strikes share with one: of a series ("for a third day on Tuesday") the last."""
    series = when.end is not None and any(found.series and found.when == when for found in page.dates)
    return When(when.end, when.end, 1, when.text) if series else when


def _is_event(page: MarkedText, found: DateFound) -> bool:
    return page.tokens.word(page.tokens.at(found.start) - 1) in _EVENTS


def is_of_another(page: MarkedText, first: int, found: DateFound) -> bool:
    """ "The election on June 3", "who began their advance on May 31": the day of another event, in a sentence that begins at token ``first``."""
    at = page.tokens.at(found.start)
    return _is_event(page, found) or bool(_RELATIVE.intersection(page.tokens.words[max(first, at - _ASIDE) : at]))


def _is_seen_back(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """ "Two days after jets bombed X": a strike in the clause of "after" is so much earlier than what is told beside it."""
    words, last = page.tokens.words, page.tokens.at(found.end - 1) + 1
    return words[last - 1] in ("after", "before") and strike.trigger.first >= last and "," not in words[last : strike.trigger.first]


def _named_before(page: MarkedText, strike: Strike, found: DateFound) -> When | None:
    """The day that "the night before" counts from where the sentence names it: "said on Thursday that … the night before".

    A day beside "said" that would lie six days back is the day after publication: the text is of a later hour than its date.
    """
    earlier = [d for d in page.inside(page.dates, strike.sentence.first, strike.sentence.last) if d.end <= found.start and not d.is_dateline]
    days = [d for d in earlier if d.when.start is not None and d.when.start == d.when.end]
    if not days:
        return None
    published, told = page.report.published_at, days[-1]
    speaks = told.beside_reporting or page.tokens.words[page.tokens.at(told.end - 1) + 1] in _TELLING
    if speaks and told.kind == "weekday" and published is not None and told.when.start == calendars.shift(published, -6):
        day = calendars.shift(published, 1)
        return When(day, day, 1, told.when.text)
    return told.when


def _until_now(since: When, published: date | None) -> When:
    """ "since Wednesday": up to the day of publication; open where that is not known."""
    if since.start is None or published is None:
        return When(None, None, None, since.text)
    if since.end == published or since.start > published:
        return since
    return When(since.start, published, precision(since.start, published), since.text)


def _of_speech(page: MarkedText, found: DateFound, said: Said | None) -> bool:
    behind = page.tokens.at(found.end - 1) + 1
    if said is not None and said.first == said.verb_at == behind:  # "… on Thursday evening said a resident"
        return False
    if found.beside_reporting or page.tokens.word(behind) == "that":  # "told a briefing on Saturday that …"
        return True
    if said is None or found.kind == "duration":  # nobody speaks for four days
        return False
    if page.tokens.starts[said.first] <= found.start < page.tokens.ends[said.last - 1]:
        return True
    if said.form != "indirect" or found.kind not in ("day", "weekday") or page.tokens.word(said.last) == ",":
        return False
    return 0 < said.first - page.tokens.at(found.end - 1) <= _OPENING and _opens(page, found)  # "on Wednesday the agency said …"


def _opens(page: MarkedText, found: DateFound) -> bool:
    """Whether a date stands at the head of its sentence."""
    before = page.tokens.at(found.start) - 1
    return before < 0 or page.tokens.words[before] in (".", "!", "?") or "\n" in page.tokens.text[page.tokens.ends[before] : found.start]


def _aside(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """A date in a relative clause of its own ("the bridge, which was opened in 2004"), or the year to date without a number."""
    at = page.tokens.at(found.start)
    behind = page.tokens.words[strike.trigger.last : at]
    later = any(t.first > strike.trigger.last and t.last <= at and t.entry.pos == "verb" for t in strike.triggers)
    if not later and not _RELATIVE.isdisjoint(behind[-_ASIDE:]) and not (behind[0] in _RELATIVE and not _COURSE.isdisjoint(behind[1:2])):
        return True
    if not later and not _TAKEN.isdisjoint(behind[-_TAKING:]):  # "a district seized by rebels earlier this month"
        return True
    if at < strike.trigger.first and _closed_off(page, strike, found):
        return True
    if found.relation in ("since", "until", "before"):
        return False
    if found.kind not in ("day", "weekday") and _ranks(behind[-_RANKED:]):
        return True
    return found.when.date_prec == 5 and found.when.end == page.report.published_at and not page.inside(page.quantities, strike.first, strike.last)


def _ranks(words: Sequence[str]) -> bool:
    """ "The deadliest raid since the war began a month ago", "the second such attack in a week": a measure, no day."""
    ranked = (i for i, word in enumerate(words) if word in _RANKS or (word.endswith("est") and len(word) > _BEST))
    return any(words[i - 1 : i] == ["the"] for i in ranked)


def _closed_off(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """ "In X, where troops have operated since May, tanks shelled": a relative clause between commas ahead of the strike word."""
    words = page.tokens.words
    first, last = page.tokens.at(found.start), page.tokens.at(found.end - 1) + 1
    opening = next((i for i in range(first - 1, max(strike.first, first - 2 * _ASIDE), -1) if words[i] == ","), None)
    closed = any(words[i] == "," and words[i + 1] != "when" for i in range(last, min(strike.trigger.first, last + _ASIDE)))
    return opening is not None and closed and bool(_RELATIVE.intersection(words[opening + 1 : opening + 3]))
