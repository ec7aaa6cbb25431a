"""Whether a strike is asserted at all: denied, threatened, planned, hypothetical or only told as history."""

from datetime import date, timedelta
from itertools import pairwise

from app.extract.attribution import Said
from app.extract.denials import denies, is_denied
from app.extract.marked import MarkedText, is_wide
from app.extract.phrases.dates import DateFound
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.strikes import Strike
from app.model.claim import When
from app.model.codes import Modality

_HISTORY = timedelta(days=31)
_FUTURE = frozenset("will shall would".split())
_POSSIBLE = frozenset("could may might should can if whether unless".split())
_INTENT = frozenset(
    "plan plans planned planning prepare prepares prepared preparing ready intend intends intended vow vowed vows threaten threatened threatens "
    "threatening want wants wanted consider considering considers mull mulling mulls decide decided authorise authorised authorize authorized "
    "approve approved order ordered urge urged call called calling refuse refused ability able capable".split()
)
_THREATS = frozenset("threaten threatened threatens threatening vow vowed vows".split())
_BEGIN = frozenset("began begun begin beginning started start starting".split())
_ASKING = frozenset("did was were is are has have could can will would should".split())
_DRAWN = frozenset("animation animations simulation simulations".split())
_HABIT = frozenset(
    "regularly frequently often routinely repeatedly daily continues continue continuing continued regular near-daily usually usual always".split()
)
_LONG = frozenset("weeks months years decades".split())
_PROGRESSIVE = frozenset(("is", "are", "been"))
_ASSERTED_TO = frozenset(
    "used continued continue continues began begun started able managed going went proceeded forced led helped tried attempted".split()
)
_SIDES = ("state_belligerent", "state_third_party", "armed_group", "official_unnamed")
_BRIEFINGS = frozenset("briefing bulletin report update statement summary newspaper".split())
_HOURS = frozenset("dawn morning midnight noon sunrise daybreak night".split())
_DOING = _ASSERTED_TO | frozenset("took flew sent crossed deployed returned scrambled joined".split())
_MEASURE = 8
_BEGINNING = 6
_PAST = ("last month", "last year", "months ago", "years ago")  # which nobody can resolve who does not know the day of publication
_CONDITION = 10
_RANK = 5  # "largest", "worst"; not "west"
_RANKED = frozenset("worst most first record".split())
_RELATIVE = frozenset("what which who that".split())
_QUOTES = frozenset('"“')
_SUBJECT = 7
_SPELL = 4  # "for the past three" weeks
_REACH = 12
_RECENT = 31
_WHOLE = frozenset("war conflict crisis began started outbreak intervention intervened uprising revolution beginning start".split())
_WINDOW = 5


def modality_of(page: MarkedText, strike: Strike, said: Said | None, when: When | None, dates: list[DateFound]) -> Modality:
    """The modality of a strike clause; ``when`` is the day already read for it."""
    if said is not None and said.modality != "asserted" and (said.first <= strike.trigger.first or _is_to_come(page, strike)):
        if said.modality != "denied" or denies(page, strike, said):
            return said.modality
    own = _by_words(page, strike)
    if own is not None:
        warned = said is not None and said.verb.lower().startswith("warn") and said.source.kind in _SIDES
        return "threatened" if warned and own in ("planned", "hypothetical") else own
    if any(d.future for d in dates) and not any(not d.future for d in dates):
        return "planned"
    return "historical" if _is_history(page, strike, when, dates, page.report.published_at) else "asserted"


def _goes_on(page: MarkedText, strike: Strike) -> bool:
    """ "Is carrying out air strikes": a campaign that goes on, told without a place below the country, unless who was there tells what he saw."""
    words = page.tokens.words
    if any(not is_wide(p.toponym) for p in page.inside(page.places, strike.first, strike.last)):
        return False
    witnessed = page.is_quoted(strike.sentence) or words[strike.sentence.first] in _QUOTES
    for verb in strike.triggers:
        light = verb.entry.sure == "context" and verb.entry.action == "strike"
        ongoing = not _PROGRESSIVE.isdisjoint(words[max(strike.first, verb.first - 3) : verb.first])
        if verb.form == "ing" and verb.entry.pos == "verb" and ongoing and (light or not witnessed):
            return True
    return False


def _is_to_come(page: MarkedText, strike: Strike) -> bool:
    """ "will strike any vessel": the strike word follows a word of the future."""
    words = page.tokens.words[max(strike.first, strike.trigger.first - 3) : strike.trigger.first]
    if words[-1:] == ["have"]:  # "may have hit"
        return False
    return strike.trigger.form in ("base", "noun") and any(word in _FUTURE or word in _POSSIBLE for word in words)


def _by_words(page: MarkedText, strike: Strike) -> Modality | None:
    words = page.tokens.words
    trigger = strike.trigger
    low = max(strike.first, trigger.first - _WINDOW)
    before = [word for i, word in enumerate(words[low : trigger.first], low) if word != "may" or not page.capital(i)]  # the month
    if "hesitate" in before:
        return "threatened"
    if _is_imagined(page, strike):
        return "hypothetical"
    if _on_condition(words[max(strike.first, trigger.first - _CONDITION) : trigger.first]) or "whether" in before:
        return "hypothetical"
    if is_denied(page, strike):
        return "denied"
    own = _by_auxiliary(trigger, before)
    if own is not None:
        return own
    if _is_to_come(page, strike):
        return "hypothetical" if "will" not in before[-3:] else "planned"
    verbal = trigger.form == "base" or (trigger.form == "noun" and trigger.text.lower() == trigger.entry.lemma and trigger.last - trigger.first == 1)
    if before[-3:] == ["ready", "to", "be"]:
        return "planned"
    if before[-1:] == ["to"] and verbal and not _DOING.intersection(words[max(strike.first, trigger.first - _REACH) : trigger.first]):
        intended = not _INTENT.isdisjoint(before)
        return "threatened" if not _THREATS.isdisjoint(before) else "planned" if intended else "hypothetical"
    intent = next((word for word in reversed(before) if word in _INTENT), None)
    if intent is not None and "to" in before[before.index(intent) :] and trigger.form in ("base", "noun"):
        return "threatened" if intent in _THREATS else "planned"
    return None


def _is_imagined(page: MarkedText, strike: Strike) -> bool:
    """ "An animation showed missiles hitting X", "Did jets bomb X?", "Had it hit X, …": a strike that is drawn, asked about or supposed."""
    words = page.tokens.words[strike.sentence.first : strike.sentence.last]
    asked = (words[-1] == "?" and words[0] in _ASKING) or (words[0] == "had" and "would" in words)
    return asked or not _DRAWN.isdisjoint(page.tokens.words[strike.sentence.first : strike.trigger.first])


def _on_condition(before: list[str]) -> bool:
    """ "If jets strike again", "as long as civilians are targeted"."""
    return "if" in before or ("long" in before and ("long", "as") in pairwise(before))


def _by_auxiliary(trigger: Found[TriggerTerm], before: list[str]) -> Modality | None:
    """ "will hit", "could hit"."""
    if trigger.entry.pos == "verb" and trigger.entry.action != "casualties":
        near = before[-3:]
        if not _FUTURE.isdisjoint(near):
            return "hypothetical" if "would" in near else "planned"
        if not _POSSIBLE.isdisjoint(near):
            return None if near[-2:] in (["may", "have"], ["might", "have"]) else "hypothetical"  # "may have hit": a hedge
    return None


def _is_history(page: MarkedText, strike: Strike, when: When | None, dates: list[DateFound], published: date | None) -> bool:
    """Whether a clause tells of days long past, of a whole campaign or of what goes on all the time."""
    own = [d for d in dates if not _compares(page, strike, d)]
    if any(d.when.start is None and not d.beside_reporting and d.when.text.lower().endswith(_PAST) for d in own):
        return True
    measured = len(own) < len(dates)
    reach = None if when is None or measured else when.start if when.date_prec in (4, 5) else when.end
    if reach is not None and published is not None and published - reach > _HISTORY:
        return True
    if _has_gone_on(page, strike, own):
        return True
    if any((d.recurring and not _of_briefing(page, d)) or (d.relation == "since" and _is_old(d, published) and not _names_hour(d)) for d in own):
        return True
    if _is_campaign(page, strike, dates, begun_long_ago=any(_is_old(d, published) for d in own)):
        return True
    counted = page.inside(page.quantities, strike.first, strike.last)
    if not dates and not counted and (_goes_on(page, strike) or _is_habit(page, strike) or _for_long(page, strike)):
        return True
    return bool(counted) and all(q.background for q in counted)


def _of_briefing(page: MarkedText, found: DateFound) -> bool:
    """ "In its daily update": the bulletin comes every day."""
    return not _BRIEFINGS.isdisjoint(page.tokens.words[page.tokens.at(found.end - 1) : page.tokens.at(found.end - 1) + 3])


def _names_hour(found: DateFound) -> bool:
    """ "Since dawn": no campaign began then."""
    return not _HOURS.isdisjoint(found.when.text.lower().split())


def _is_campaign(page: MarkedText, strike: Strike, dates: list[DateFound], *, begun_long_ago: bool) -> bool:
    """ "Began air strikes in September", "has struck there several times since the war began"."""
    words, trigger = page.tokens.words, strike.trigger
    before = words[max(strike.first, trigger.first - _BEGINNING) : trigger.first + 1]
    after = words[trigger.last : min(strike.last, trigger.last + _BEGINNING)] if trigger.entry.pos == "noun" else []
    if begun_long_ago and not _BEGIN.isdisjoint((*before, *after)):
        return True
    undated = all(d.relation == "since" or d.beside_reporting for d in dates)
    return undated and (_since_it_began(words[trigger.last : strike.last]) or _since_it_began(words[strike.first : trigger.first]))


def _is_habit(page: MarkedText, strike: Strike) -> bool:
    """ "Regularly strikes", but not "the daily bulletin said it had struck"."""
    before = page.tokens.words[max(strike.first, strike.trigger.first - _BEGINNING) : strike.trigger.first + 1]
    return not _HABIT.isdisjoint(before) and any(word in _HABIT and _BRIEFINGS.isdisjoint(before[i + 1 :]) for i, word in enumerate(before))


def _has_gone_on(page: MarkedText, strike: Strike, dates: list[DateFound]) -> bool:
    """ "Have bombed X since 8 August": no one strike, unless it is counted or since an hour."""
    words = page.tokens.words
    perfect = strike.trigger.entry.pos == "verb" and words[strike.trigger.first - 1] in ("have", "has")
    since = perfect and any(d.relation == "since" and not _names_hour(d) for d in dates)
    return since and not page.inside(page.quantities, strike.first, strike.last)


def _for_long(page: MarkedText, strike: Strike) -> bool:
    """ "Have shelled the region for weeks", "for the past three years"."""
    behind = page.tokens.words[strike.trigger.last : strike.last]
    at = next((i for i, word in enumerate(behind) if word in _LONG), None)
    return at is not None and "for" in behind[max(0, at - _SPELL) : at]


def _since_it_began(behind: list[str]) -> bool:
    """ "Has struck there several times since the war began": how it has gone in a whole war."""
    return any(word == "since" and not _WHOLE.isdisjoint(behind[i + 1 : i + _SUBJECT]) for i, word in enumerate(behind))


def _compares(page: MarkedText, strike: Strike, found: DateFound) -> bool:
    """ "The deadliest day since 2006", "what it has built up since the war": a measure, or another's time, not the strike's."""
    if found.relation != "since":
        return False
    at = page.tokens.at(found.start)
    before = page.tokens.words[max(strike.first, at - _MEASURE) : at]
    ranked = any(word.endswith("est") and len(word) > _RANK for word in before) or not _RANKED.isdisjoint(before)
    return ranked or (strike.trigger.last <= at and not _RELATIVE.isdisjoint(page.tokens.words[strike.trigger.last : at]))


def _is_old(found: DateFound, published: date | None) -> bool:
    """Whether a date lies further back than the days that news is about, or nobody can tell."""
    return found.when.start is None or published is None or (published - found.when.start).days > _RECENT
