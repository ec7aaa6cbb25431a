"""When things are said to have happened: every date expression of a text, resolved against the day of publication.

Law 5: without a day of publication only a date printed with its year resolves; everything else is found, and stays open. Dates of
publication (datelines, headers) and dates that stand beside a reporting verb are flagged, so that the extractor can choose the date of
the strike and not that of the statement. Days in which strikes are only counted ("the fourth raid this week") are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.extract.phrases import calendars
from app.extract.phrases.calendars import UNKNOWN, Days
from app.extract.phrases.datelines import PUBLISHING, beside_verb, is_dateline
from app.extract.phrases.dayspans import ORDINALS
from app.extract.phrases.daywords import dates_from, read_date
from app.extract.phrases.readings import PARTS, DateKind, Placed, Reading, Relation
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import Lexicon
from app.model.claim import When

_PREPOSITIONS: dict[str, Relation] = {
    "on": "on", "at": "on", "of": "on", "in": "during", "during": "during", "over": "during", "within": "during", "throughout": "during",
    "for": "during", "since": "since", "from": "since", "starting": "since", "until": "until", "till": "until", "through": "until",
    "by": "before", "before": "before", "after": "after", "between": "during", "around": "on", "dated": "on",
}  # fmt: skip
_JOINTS = frozenset({"and", "to", "into", "until", "till", "through", "–", "-", "or"})
_NTH = frozenset("second third fourth fifth sixth seventh eighth ninth tenth latest deadliest heaviest worst biggest largest".split())
_BEGINNING = frozenset(("from", "starting", "beginning"))
_PLANS = frozenset("will shall would ordered order orders plan plans planned approved authorised authorized decided agreed intends".split())
_PLAN = 30
_CLOCK = frozenset("a.m. p.m. am pm o'clock a.m p.m".split())
_HEAD, _YEAR = 6, 366
_APART = frozenset("last next this the that past earlier later every overnight early late".split())


@dataclass(slots=True)
class DateFound:
    """One date expression; offsets take in its preposition. See the fields in the module docstring and below.

    ``relation`` is how the preposition joins it to the event; ``series``: the days are those of a series ("for a fourth day"), whose last
    day the sentence tells; ``shift``: days from a day named before ("the previous day" is -1); ``recurring``: "every night"; ``dated``: its
    year is printed.
    """

    start: int
    end: int
    when: When
    relation: Relation
    kind: DateKind
    is_dateline: bool = False
    beside_reporting: bool = False
    future: bool = False
    recurring: bool = False
    shift: int | None = None
    series: bool = False
    dated: bool = False


def find_dates(
    tokens: Tokens, published_at: date | None = None, start: int = 0, end: int | None = None, *, lexicon: Lexicon | None = None
) -> list[DateFound]:
    """Find the date expressions that start in ``[start, end)``, in order, not overlapping. ``lexicon`` is not needed for it."""
    found: list[Placed] = []
    span = tokens.span(start, len(tokens.text) if end is None else end)
    past = span.start
    for i in dates_from(tokens, span):
        reading = read_date(tokens, i, published_at) if i >= past else None
        if reading is None or reading.last <= i:
            continue
        reading = _to_come(tokens, _ranged(tokens, reading, published_at), published_at)
        dated = _led(tokens, reading, span.start if not found else found[-1].reading.last)
        found.append(dated)
        past = reading.last
    anchored = _anchored(tokens, found)
    years = _years(tokens, span, anchored)
    placed = sorted((*anchored, *years), key=lambda item: item.first)
    return [_finish(tokens, item, published_at) for item in placed if not _counts_events(tokens, item)]


def printed_day(tokens: Tokens, dates: Sequence[DateFound], published: date | None) -> date | None:
    """The day that a text gives as that of its publication in its first words, where the day it is filed under is later by less than a year."""
    first = dates[0] if dates else None
    if first is None or published is None or not (first.is_dateline and first.dated) or first.when.date_prec != 1 or first.when.start is None:
        return None
    before = tokens.words[: tokens.at(first.start)]
    own = not before or (len(before) <= _HEAD and not PUBLISHING.isdisjoint(before[-2:]))
    return first.when.start if own and 0 < (published - first.when.start).days < _YEAR else None


def shifted(found: DateFound, anchor: When | None) -> When:
    """What an anaphoric date ("the next day") means beside the day it points to; open if that is not a single known day."""
    if found.shift is None or anchor is None or anchor.start is None or anchor.start != anchor.end:
        return found.when
    day = calendars.shift(anchor.start, found.shift)
    return When(day, day, None if day is None else 1, found.when.text)


def _ranged(tokens: Tokens, first: Reading, published: date | None) -> Reading:
    """Join "Thursday and Friday", "from Monday to Wednesday", "March 3 to March 5", "October to December 2016" into one interval."""
    night = _begun_before(tokens, first, published)
    if night is not None:
        return night
    j = first.last
    if first.kind not in ("day", "weekday", "month", "year", "relative") or first.future or first.recurring or j >= len(tokens):
        return first
    if tokens.words[j] in _JOINTS and j + 1 < len(tokens):
        at = j + 1
    elif tokens.hyphened[j]:
        at = j
    else:
        return first
    at = _over_clock(tokens, at)
    edge = tokens.word(at) == "the" and tokens.word(at + 1) in ("end", "beginning", "start", "middle")
    at += tokens.word(at) in ("on", "late", "early", "the") and at + 1 < len(tokens) and not edge
    second = read_date(tokens, at, published) if tokens.words[at] not in _APART or edge else None
    opened = tokens.word(first.first - 1) in ("between", "from")
    if second is None or not (_alike(first, second) or (opened and {first.kind, second.kind} <= {"day", "month"})) or second.future:
        return first
    days = _between(first.days, second.days, weekly=first.kind == "weekday")
    if not days.known and published is not None:
        return first
    return Reading(first.first, second.last, days, "range", dated=first.dated and second.dated)


def _begun_before(tokens: Tokens, first: Reading, published: date | None) -> Reading | None:
    """ "the night of 7 March (from 20:00 on 6 March)": the evening in brackets begins the night."""
    j = first.last
    if tokens.word(j) != "(" or tokens.word(j + 1) not in ("from", "since", "starting"):
        return None
    for i in range(j + 2, min(j + 6, len(tokens))):
        second = read_date(tokens, i, published)
        if second is not None and second.kind in ("day", "weekday"):
            days = calendars.around(second.days.start, first.days.end)
            return replace(first, last=second.last, days=days, kind="range") if days.known else None
    return None


def _to_come(tokens: Tokens, reading: Reading, published: date | None) -> Reading:
    """ "will bomb the camps from Monday", "ordered strikes starting Monday": a weekday that a plan begins on is the next."""
    if reading.kind != "weekday" or tokens.word(reading.first - 1 - (tokens.word(reading.first - 1) == "on")) not in _BEGINNING:
        return reading
    j = reading.first - 1
    while j > 0 and reading.first - j < _PLAN and tokens.words[j] not in (".", "!", "?", ";") and tokens.words[j] not in _PLANS:
        j -= 1
    number = next((calendars.WEEKDAYS[word] for word in tokens.words[reading.first : reading.last] if word in calendars.WEEKDAYS), None)
    if tokens.words[j] not in _PLANS or number is None:
        return reading
    day = calendars.weekday_after(published, number) if published is not None else None
    return replace(reading, days=calendars.one(day), future=True)


def _over_clock(tokens: Tokens, at: int) -> int:
    """Step over an hour: "between 6 p.m. on Wednesday and [6 a.m. on] Thursday"."""
    if not tokens.words[at][0].isdigit() or tokens.word(at + 1) not in _CLOCK:
        return at
    j = at + 2 + (tokens.word(at + 2) == ".")
    return j if j < len(tokens) else at


def _alike(first: Reading, second: Reading) -> bool:
    return second.kind == first.kind or {first.kind, second.kind} <= {"weekday", "day", "relative"}


def _between(first: Days, second: Days, *, weekly: bool) -> Days:
    start, end = first.start, second.end
    if start is None or end is None:
        return UNKNOWN
    if start > end and weekly:
        start = calendars.shift(start, -7)
    return calendars.around(start, end)


def _led(tokens: Tokens, reading: Reading, floor: int) -> Placed:
    """Take in the preposition, and the "early"/"dawn on" before it."""
    first = reading.first
    relation: Relation = "ago" if tokens.words[reading.last - 1] == "ago" else "during" if reading.kind in ("duration", "month", "year") else "on"
    led = False
    if first > floor and tokens.words[first - 1] in _PREPOSITIONS:
        word = tokens.words[first - 1]
        if word not in ("of", "at", "around"):
            first -= 1
            led = True
            relation = _PREPOSITIONS[word]
        elif word == "of" and tokens.word(first - 2) == "as":  # "as of 14 June"
            first, led, relation = first - 2, True, "until"
        elif word == "of" and tokens.word(first - 2) in ("morning", "evening", "night", "afternoon"):
            led = True
    if led and relation in ("on", "during") and _since_then(tokens, first):
        relation = "since"
    elif (relation == "before" or tokens.words[first] == "from") and _possessive(tokens, reading):  # "killed by Tuesday's raids"
        relation = "on"
    elif relation == "until" and PARTS.intersection(tokens.words[reading.first : reading.last]) and tokens.words[reading.first] == "the":
        relation = "during"  # "through the night of 7 June"
    if relation in ("since", "until") and reading.kind == "range" and tokens.words[first] in ("from", "through"):
        relation = "during"
    return Placed(first, reading, relation, led)


def _possessive(tokens: Tokens, reading: Reading) -> bool:
    """ "Tuesday's", or "Tuesdays" that has lost its apostrophe."""
    return tokens.word(reading.last) == "'s" or tokens.words[reading.last - 1].endswith("days")


def _counts_events(tokens: Tokens, item: Placed) -> bool:
    """Whether the days are those in which strikes are counted: "the fourth raid on the city this week"."""
    if item.reading.kind not in ("duration", "week", "month", "year"):
        return False
    ordinals = _NTH if item.relation != "since" else _NTH - ORDINALS  # "since it opened a second front in May"
    for j in range(item.first - 1, max(0, item.first - 10), -1):
        if tokens.words[j] in (".", ",", ";", "!", "?"):
            return False
        if tokens.words[j] in ordinals and tokens.words[j - 1] in ("the", "a", "its", "their", "his", "her"):
            return True
    return False


def _since_then(tokens: Tokens, first: int) -> bool:
    """Whether the date ends "since the campaign began on", "since the army opened a front in": the days run from it."""
    begun = tokens.word(first - 1) in ("began", "begun", "started", "launched", "start", "beginning")
    for j in range(first - 1, max(-1, first - 14), -1):
        if tokens.words[j] in (".", "!", "?", ";") or (tokens.words[j] == "," and not begun):
            return False
        if tokens.words[j] == "since":
            return True
    return False


def _anchored(tokens: Tokens, found: list[Placed]) -> list[Placed]:
    """Let spans of days end on the single day that their sentence names: "on Thursday it said ... over two days"."""
    out = list(found)
    for index, item in enumerate(found):
        days = item.reading.span_days
        if not days or item.reading.days.end is None:
            continue
        for other in (*reversed(found[:index]), *found[index + 1 : index + 2]):
            low, high = sorted((item.reading.first, other.reading.first))
            if _crosses(tokens, low, high):
                break
            day = other.reading.days.start
            if other.reading.kind in ("day", "weekday", "relative") and day is not None and day == other.reading.days.end:
                spread = calendars.around(calendars.shift(day, 1 - days), day)
                out[index] = replace(item, reading=replace(item.reading, days=spread))
                break
    return out


def _crosses(tokens: Tokens, low: int, high: int) -> bool:
    """Whether a sentence ends between two tokens; bounded, because sentences are."""
    if high - low > 60:
        return True
    return any(
        tokens.words[j] in (".", "!", "?", "…") and j + 1 < len(tokens) and tokens.raw(j + 1)[0].isupper() for j in range(low, high)
    ) or "\n" in tokens.text[tokens.starts[low] : tokens.starts[high]]


def _years(tokens: Tokens, span: range, taken: list[Placed]) -> list[Placed]:
    """Bare years after a preposition ("in 2015", "since 2011", "the 2006 war"), outside other expressions."""
    used = {j for item in taken for j in range(item.first, item.reading.last)}
    found = []
    for i in [i for i in span if tokens.words[i][0].isdigit()]:
        word = tokens.words[i]
        if len(word) != 4 or not word.isdigit() or not word.isascii() or i in used or tokens.hyphened[i]:
            continue
        lead = tokens.word(i - 1)
        number = int(word)
        if not 1900 <= number <= 2100 or lead not in ("in", "since", "until", "during", "by", "from", "after", "before", "the", "of", "and"):
            continue
        if lead in ("and", "of") and tokens.word(i - 2) not in ("summer", "spring", "autumn", "winter", "end", "beginning", "start", "since", "fall"):
            continue
        reading = Reading(i, i + 1, calendars.year(number), "year", prec=5, dated=True)
        relation = _PREPOSITIONS.get(lead, "during")
        found.append(Placed(i - 1 if lead in _PREPOSITIONS and lead != "of" and i - 1 not in used else i, reading, relation, True))
    return found


def _finish(tokens: Tokens, item: Placed, published: date | None) -> DateFound:
    reading = item.reading
    start, end = tokens.starts[item.first], tokens.ends[reading.last - 1]
    text = tokens.text[start:end]
    days = _open_end(reading.days, item.relation, published)
    known = days.start is not None and days.end is not None
    prec = calendars.precision(days.start, days.end) if known and days.start and days.end else None
    if known and reading.prec is not None and item.relation != "since" and days == reading.days:
        prec = reading.prec
    elif days.start is not None and days.end is None:
        prec = 5
    return DateFound(
        start, end, When(days.start, days.end, prec, text), item.relation, reading.kind,
        is_dateline=is_dateline(tokens, item), beside_reporting=beside_verb(tokens, item), future=reading.future,
        recurring=reading.recurring, shift=reading.shift, series=reading.series > 0,
        dated=reading.dated,
    )  # fmt: skip


def _open_end(days: Days, relation: Relation, published: date | None) -> Days:
    """ "since" runs to the day of publication, or stays open at the end."""
    if relation != "since" or days.start is None:
        return days
    if published is None:
        return Days(days.start, None)
    return calendars.around(days.start, published) if days.start <= published else days
