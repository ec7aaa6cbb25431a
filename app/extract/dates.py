"""When things are said to have happened: every date expression of a text, resolved against the day of publication.

Law 5: without a day of publication only a date printed with its year resolves; everything else is found, and stays open. Dates of
publication (datelines, headers) and dates that stand beside a reporting verb are flagged, so that the extractor can choose the date of
the strike and not that of the statement.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.extract import calendars
from app.extract.calendars import UNKNOWN, Days
from app.extract.datewords import DateKind, Reading, read_date
from app.extract.tokens import Tokens
from app.extract.vocabulary import Lexicon
from app.model.claim import When

Relation = Literal["on", "since", "until", "during", "ago", "before", "after"]

_PREPOSITIONS: dict[str, Relation] = {
    "on": "on", "at": "on", "of": "on", "in": "during", "during": "during", "over": "during", "within": "during", "throughout": "during",
    "for": "during", "since": "since", "from": "since", "starting": "since", "until": "until", "till": "until", "through": "until",
    "by": "before", "before": "before", "after": "after", "between": "during", "around": "on", "dated": "on",
}  # fmt: skip
_JOINTS = frozenset({"and", "to", "until", "till", "through", "–", "-", "or"})
_APART = frozenset("last next this the that past earlier later every overnight early late".split())
_VERBS = frozenset(
    "say says said saying tell tells told report reports reported reporting announce announces announced add added adds claim claims claimed "
    "state stated states confirm confirmed confirms deny denied denies warn warned warns quoted posted wrote published released issued "
    "acknowledged admitted declared revealed tweeted accused condemned insisted noted explained statement broadcast disclosed".split()
)
_AFTER_VERB = frozenset(
    "in a an the on at its his her their statement news press conference briefing interview late early website telegram channel twitter "
    "facebook page social media reporters journalists television tv agency afp reuters ap bbc cnn tass sana anadolu interfax sputnik "
    "cited telephone by phone via that here separately post report bulletin message".split()
)
_SUBJECTS = frozenset("it he she they we i the a an ministry army military officials official spokesman spokeswoman group observatory".split())
_STATEMENTS = frozenset("statement report announcement comments remarks briefing communique interview".split())
_HEADERS = frozenset("published updated posted modified dated".split())
_LABELS = _HEADERS | {"date", "released", "issued", "created", "time", "publication"}
_AGENCIES = frozenset("reuters afp ap sana tass xinhua anadolu aa sputnik upi dpa interfax ani pti bbc rfe/rl wafa irna".split())


@dataclass(frozen=True, slots=True)
class DateFound:
    """One date expression; offsets take in its preposition. See the fields in the module docstring and below.

    ``relation`` is how the preposition joins it to the event; ``series``: the days are those of a series ("for a fourth day"), whose last
    day the sentence tells; ``shift``: days from a day named before ("the previous day" is -1); ``recurring``: "every night".
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


@dataclass(frozen=True, slots=True)
class _Dated:
    first: int
    reading: Reading
    relation: Relation
    led: bool


def find_dates(
    tokens: Tokens, published_at: date | None = None, start: int = 0, end: int | None = None, *, lexicon: Lexicon | None = None
) -> list[DateFound]:
    """Find the date expressions that start in ``[start, end)``, in order, not overlapping. ``lexicon`` is not needed for it."""
    found: list[_Dated] = []
    span = tokens.span(start, len(tokens.text) if end is None else end)
    i = span.start
    while i < span.stop:
        reading = read_date(tokens, i, published_at)
        if reading is None or reading.last <= i:
            i += 1
            continue
        reading = _ranged(tokens, reading, published_at)
        dated = _led(tokens, reading, span.start if not found else found[-1].reading.last)
        found.append(dated)
        i = max(reading.last, i + 1)
    anchored = _anchored(tokens, found)
    years = _years(tokens, span, anchored)
    return [_finish(tokens, item, published_at) for item in sorted((*anchored, *years), key=lambda item: item.first)]


def shifted(found: DateFound, anchor: When | None) -> When:
    """What an anaphoric date ("the next day") means beside the day it points to; open if that is not a single known day."""
    if found.shift is None or anchor is None or anchor.start is None or anchor.start != anchor.end:
        return found.when
    day = calendars.shift(anchor.start, found.shift)
    return When(day, day, None if day is None else 1, found.when.text)


def _ranged(tokens: Tokens, first: Reading, published: date | None) -> Reading:
    """Join "Thursday and Friday", "from Monday to Wednesday", "March 3 to March 5", "October to December 2016" into one interval."""
    j = first.last
    if first.kind not in ("day", "weekday", "month", "year", "relative") or first.future or first.recurring or j >= len(tokens):
        return first
    if tokens.words[j] in _JOINTS and j + 1 < len(tokens):
        at = j + 1
    elif tokens.hyphened[j]:
        at = j
    else:
        return first
    at += tokens.word(at) in ("on", "late", "early", "the") and at + 1 < len(tokens)
    second = read_date(tokens, at, published) if tokens.words[at] not in _APART else None
    if second is None or not _alike(first, second) or second.future:
        return first
    days = _between(first.days, second.days, weekly=first.kind == "weekday")
    if not days.known and published is not None:
        return first
    return Reading(first.first, second.last, days, "range", dated=first.dated and second.dated)


def _alike(first: Reading, second: Reading) -> bool:
    return second.kind == first.kind or {first.kind, second.kind} <= {"weekday", "day", "relative"}


def _between(first: Days, second: Days, *, weekly: bool) -> Days:
    start, end = first.start, second.end
    if start is None or end is None:
        return UNKNOWN
    if start > end and weekly:
        start = calendars.shift(start, -7)
    return calendars.around(start, end)


def _led(tokens: Tokens, reading: Reading, floor: int) -> _Dated:
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
        elif word == "of" and tokens.word(first - 2) in ("morning", "evening", "night", "afternoon"):
            led = True
    if relation in ("since", "until") and reading.kind == "range" and tokens.words[first] in ("from", "through"):
        relation = "during"
    return _Dated(first, reading, relation, led)


def _anchored(tokens: Tokens, found: list[_Dated]) -> list[_Dated]:
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


def _years(tokens: Tokens, span: range, taken: list[_Dated]) -> list[_Dated]:
    """Bare years after a preposition ("in 2015", "since 2011", "the 2006 war"), outside other expressions."""
    used = {j for item in taken for j in range(item.first, item.reading.last)}
    found = []
    for i in span:
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
        found.append(_Dated(i - 1 if lead in _PREPOSITIONS and lead != "of" and i - 1 not in used else i, reading, relation, True))
    return found


def _finish(tokens: Tokens, item: _Dated, published: date | None) -> DateFound:
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
        is_dateline=_dateline(tokens, item), beside_reporting=_beside_verb(tokens, item), future=reading.future,
        recurring=reading.recurring, shift=reading.shift, series=reading.series > 0,
    )  # fmt: skip


def _open_end(days: Days, relation: Relation, published: date | None) -> Days:
    """ "since" runs to the day of publication, or stays open at the end."""
    if relation != "since" or days.start is None:
        return days
    if published is None:
        return Days(days.start, None)
    return calendars.around(days.start, published) if days.start <= published else days


def _dateline(tokens: Tokens, item: _Dated) -> bool:
    """Whether the date is the report's own: a header line, "BEIRUT, Nov 20 (Reuters) -", a date that opens the text."""
    reading = item.reading
    if reading.kind not in ("day", "weekday", "range"):
        return False
    before, after = item.first - 1, reading.last
    if tokens.word(before) in _HEADERS or (tokens.word(before) == ":" and tokens.word(before - 1) in _LABELS):
        return True
    if item.first < reading.first and tokens.words[item.first] in ("dated", "on") and tokens.word(before) in _HEADERS:
        return True
    if item.led:
        return False
    if tokens.word(after) == "(" and tokens.word(after + 1) in _AGENCIES:
        return True
    if before >= 1 and tokens.words[before] in ("-", "–", "—", ",", ")") and _agency_before(tokens, before):
        return True
    if reading.kind == "weekday" and not reading.dated:
        return False
    opens = before < 0 or "\n" in tokens.text[tokens.ends[before] : tokens.starts[item.first]]
    if opens and reading.kind == "day":
        return not tokens.word(after).isalpha() or tokens.raw(after)[0].isupper() or reading.dated
    return reading.dated and item.first < 60 and _ends_header(tokens, before, after)


def _agency_before(tokens: Tokens, before: int) -> bool:
    near = tokens.words[max(0, before - 4) : before + 1]
    capital = tokens.raw(before - 1).isupper() and len(tokens.raw(before - 1)) > 2 and tokens.words[before] == ","
    return any(word in _AGENCIES for word in near) or capital


def _ends_header(tokens: Tokens, before: int, after: int) -> bool:
    """Whether a date with its year stands loose in the first lines, as headers run into the text do."""
    if tokens.words[before] in (",", "of", "the", "and", "to") or after >= len(tokens):
        return False
    mark = tokens.raw(after)
    return mark[0].isupper() or mark in ("(", ")", "|", "–", "—", "-") or "\n" in tokens.text[tokens.ends[after - 1] : tokens.starts[after]]


def _beside_verb(tokens: Tokens, item: _Dated) -> bool:
    """Whether the date says when something was said: "told AFP on Friday", "on Thursday it said", "Friday's statement"."""
    j = item.first - 1
    for _ in range(7):
        if j < 0:
            break
        if tokens.words[j] in _VERBS and not _passive_event(tokens, j):
            return True
        if tokens.words[j] not in _AFTER_VERB:
            break
        j -= 1
    j = item.reading.last
    if tokens.word(j) == "'s":
        return tokens.word(j + 1) in _STATEMENTS
    if not _opens_sentence(tokens, item.first):
        return tokens.word(j) in _VERBS and tokens.word(j) not in ("states", "state", "reports", "statement", "say")
    j += tokens.word(j) == ","
    if tokens.word(j) in _VERBS and tokens.word(j) not in ("states", "state", "reports", "statement"):
        return True
    for _ in range(3):
        if tokens.word(j) not in _SUBJECTS:
            return False
        j += 1
        if tokens.word(j) in _VERBS:
            return tokens.word(j) not in ("states", "state", "statement")
    return False


def _opens_sentence(tokens: Tokens, first: int) -> bool:
    return first == 0 or tokens.words[first - 1] in (".", "!", "?", ";", ":", "but", "and", '"', "“", "”") or "\n" in (
        tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
    )


def _passive_event(tokens: Tokens, j: int) -> bool:
    """ "strikes were reported on Friday": the reported thing happened then."""
    return tokens.words[j] in ("reported", "announced", "claimed") and tokens.word(j - 1) in ("was", "were", "been")
