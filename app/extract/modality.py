"""Whether a strike is asserted at all: denied, threatened, planned, hypothetical or only told as history."""

from datetime import date, timedelta

from app.extract.attribution import Said
from app.extract.grammar import BE, CLAUSE_WORDS, COMMAS, NEGATIONS
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
_HABIT = frozenset("regularly frequently often routinely repeatedly daily continues continue continuing continued regular near-daily usually".split())
_PROGRESSIVE = frozenset(("is", "are", "been"))
_NONE = frozenset(("no", "nor", "neither", "any"))
_ASSERTED_TO = frozenset(
    "used continued continue continues began begun started able managed going went proceeded forced led helped tried attempted".split()
)
_SIDES = ("state_belligerent", "state_third_party", "armed_group", "official_unnamed")
_BRIEFINGS = frozenset("briefing bulletin report update statement summary newspaper".split())
_HOURS = frozenset("dawn morning midnight noon sunrise daybreak night".split())
_DOING = _ASSERTED_TO | frozenset("took flew sent crossed deployed returned scrambled joined".split())
_MEASURE = 8
_RANK = 5  # "largest", "worst"; not "west"
_RANKED = frozenset("worst most first record".split())
_RELATIVE = frozenset("what which who that".split())
_PROOF = frozenset("evidence truth indication indications sign signs".split())
_NOBODY = frozenset("no nothing none nobody".split())
_SUBJECT = 7
_EFFECTS = frozenset(("casualties", "destruction"))
_REACH = 12
_RECENT = 31
_WINDOW = 5


def modality_of(page: MarkedText, strike: Strike, said: Said | None, when: When | None, dates: list[DateFound]) -> Modality:
    """The modality of a strike clause; ``when`` is the day already read for it."""
    if said is not None and said.modality != "asserted" and (said.first <= strike.trigger.first or _is_to_come(page, strike)):
        return said.modality
    own = _by_words(page, strike)
    if own is not None:
        warned = said is not None and said.verb.lower().startswith("warn") and said.source.kind in _SIDES
        return "threatened" if warned and own in ("planned", "hypothetical") else own
    if any(d.future for d in dates) and not any(not d.future for d in dates):
        return "planned"
    return "historical" if _is_history(page, strike, when, dates, page.report.published_at) else "asserted"


def _goes_on(page: MarkedText, strike: Strike) -> bool:
    """ "is carrying out air strikes": a campaign that goes on, told without a place below the country."""
    words = page.tokens.words
    fine = any(not is_wide(p.toponym) for p in page.inside(page.places, strike.first, strike.last))
    ongoing = any(
        t.form == "ing" and t.entry.pos == "verb" and any(words[i] in _PROGRESSIVE for i in range(max(strike.first, t.first - 3), t.first))
        for t in strike.triggers
    )
    return ongoing and not fine


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
    if "if" in words[max(strike.first, trigger.first - 10) : trigger.first] or "whether" in before:
        return "hypothetical"
    own = _by_auxiliary(trigger, before)
    if own is not None:
        return own
    if _nothing_was(page, strike) or _no_evidence(words[max(strike.first, trigger.first - _REACH) : trigger.first]):
        return "denied"
    if _is_to_come(page, strike):
        return "hypothetical" if "will" not in before[-3:] else "planned"
    verbal = trigger.form == "base" or (trigger.form == "noun" and trigger.text.lower() == trigger.entry.lemma)
    if before[-1:] == ["to"] and verbal and not _DOING.intersection(words[max(strike.first, trigger.first - _REACH) : trigger.first]):
        intended = any(word in _INTENT for word in before)
        return "threatened" if any(word in _THREATS for word in before) else "planned" if intended else "hypothetical"
    intent = next((word for word in reversed(before) if word in _INTENT), None)
    if intent is not None and "to" in before[before.index(intent) :] and trigger.form in ("base", "noun"):
        return "threatened" if intent in _THREATS else "planned"
    return None


def _nothing_was(page: MarkedText, strike: Strike) -> bool:
    """ "Nothing here had been hit", "no house in the town was struck": the subject of the passive is nobody."""
    words, trigger = page.tokens.words, strike.trigger
    passive = BE.intersection(words[max(strike.first, trigger.first - 2) : trigger.first])
    if trigger.entry.pos != "verb" or trigger.entry.action in _EFFECTS or not passive:
        return False
    for i in range(trigger.first - 1, max(strike.first, trigger.first - _SUBJECT) - 1, -1):
        if words[i] in CLAUSE_WORDS or words[i] in COMMAS:
            return False
        if words[i] in _NOBODY:
            return words[i - 1] != "had" and words[i - 1] != "with"
    return False


def _no_evidence(before: list[str]) -> bool:
    """ "Has no evidence that villages were hit", "there was no truth in reports of a strike"."""
    return any(before[i] == "no" and before[i + 1] in _PROOF for i in range(len(before) - 1))


def _by_auxiliary(trigger: Found[TriggerTerm], before: list[str]) -> Modality | None:
    """ "did not hit", "will hit", "could hit"; "no strikes"."""
    if trigger.entry.pos == "verb" and trigger.entry.action != "casualties":
        near = before[-3:]
        if any(word in NEGATIONS for word in near) or any(word.endswith("n't") for word in near):
            return "denied"
        if any(word in _FUTURE for word in near):
            return "hypothetical" if "would" in near else "planned"
        if any(word in _POSSIBLE for word in near):
            return None if near[-2:] in (["may", "have"], ["might", "have"]) else "hypothetical"  # "may have hit": a hedge
    elif any(word in _NONE for word in before[-3:]):
        return "denied"
    return None


def _is_history(page: MarkedText, strike: Strike, when: When | None, dates: list[DateFound], published: date | None) -> bool:
    words = page.tokens.words
    measured = any(_compares(page, strike, d) for d in dates)
    reach = None if when is None or measured else when.start if when.date_prec == 5 else when.end
    if reach is not None and published is not None and published - reach > _HISTORY:
        return True
    for found in dates:
        if _compares(page, strike, found):
            continue
        if found.relation == "since" and not _HOURS.intersection(found.when.text.lower().split()) and _is_old(found, published):
            return True
        if found.recurring:
            return True
    before = words[max(strike.first, strike.trigger.first - 6) : strike.trigger.first + 1]
    after = words[strike.trigger.last : min(strike.last, strike.trigger.last + 6)]
    distant = any(_is_old(d, published) and not _compares(page, strike, d) for d in dates)
    if any(word in _BEGIN for word in before) and distant:
        return True
    if any(word in _BEGIN for word in after) and strike.trigger.entry.pos == "noun" and distant:
        return True
    if _goes_on(page, strike) and not dates and not page.inside(page.quantities, strike.first, strike.last):
        return True
    habit = any(word in _HABIT and not _BRIEFINGS.intersection(before[i + 1 :]) for i, word in enumerate(before))
    if habit and not dates and not page.inside(page.quantities, strike.first, strike.last):
        return True
    return any(q.background for q in page.inside(page.quantities, strike.first, strike.last)) and not any(
        not q.background for q in page.inside(page.quantities, strike.first, strike.last)
    )


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
