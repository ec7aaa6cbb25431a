"""Dates of the report and of its statements: datelines, header lines, and days that stand beside a reporting verb."""

from app.extract.phrases.readings import Placed
from app.extract.phrases.tokens import Tokens

_VERBS = frozenset(
    "speaking interviewed contacted say says said saying tell tells told report reports reported reporting announce announces announced "
    "add added adds claim claims claimed "
    "state stated states confirm confirmed confirms deny denied denies warn warned warns quoted posted wrote published released issued "
    "acknowledged admitted declared revealed tweeted accused condemned insisted noted explained statement broadcast disclosed".split()
)
_AFTER_VERB = frozenset(
    "in a an the on at its his her their statement news press conference briefing interview late early website telegram channel twitter "
    "facebook page social media reporters journalists television tv agency afp reuters ap bbc cnn tass sana anadolu interfax sputnik "
    "cited telephone by phone via that here to separately post report bulletin message".split()
)
_SUBJECTS = frozenset("it he she they we i the a an ministry army military officials official spokesman spokeswoman group observatory".split())
_STATEMENTS = frozenset("statement report announcement comments remarks briefing communique interview".split())
_HEADERS = frozenset("published updated posted modified dated".split())
PUBLISHING = _HEADERS | {"publication"}
_LABELS = _HEADERS | {"date", "released", "issued", "created", "time", "publication"}
_DASHES = frozenset("-–—")
_BRACKET = 6
_HEARERS = 8
_AGENCIES = frozenset("reuters afp ap sana tass xinhua anadolu aa sputnik upi dpa interfax ani pti bbc rfe/rl wafa irna".split())


_NOUN_LIKE = frozenset({"state", "states", "reports", "statement", "say"})


def is_dateline(tokens: Tokens, item: Placed) -> bool:
    """Whether the date is the report's own: a header line, "BEIRUT, Nov 20 (Reuters) -", a date that opens the text."""
    reading = item.reading
    if reading.kind not in ("day", "weekday", "range"):
        return False
    before, after = item.first - 1, reading.last
    if _labelled(tokens, before):
        return True
    if item.first < reading.first and tokens.words[item.first] in ("dated", "on", "at") and tokens.word(before) in _HEADERS:
        return True
    if item.led:
        return False
    if tokens.word(after) == "(" and tokens.word(after + 1) in _AGENCIES:
        return True
    if tokens.word(after) == ")" and tokens.word(after + 1) in _DASHES and "(" in tokens.words[max(0, item.first - _BRACKET) : item.first]:
        return True
    if before >= 1 and tokens.words[before] in ("-", "–", "—", ",", ")") and _agency_before(tokens, before):
        return True
    if reading.kind == "weekday" and not reading.dated:
        return False
    opens = before < 0 or "\n" in tokens.text[tokens.ends[before] : tokens.starts[item.first]]
    if opens and reading.kind == "day":
        return not tokens.word(after).isalpha() or tokens.raw(after)[0].isupper() or reading.dated
    return reading.dated and item.first < 60 and _ends_header(tokens, before, after)


def _labelled(tokens: Tokens, before: int) -> bool:
    """ "Published", "Date:", "Date of publication"."""
    if tokens.word(before) in _HEADERS or tokens.words[max(0, before - 2) : before + 1] == ["date", "of", "publication"]:
        return True
    return tokens.word(before) == ":" and tokens.word(before - 1) in _LABELS


def _agency_before(tokens: Tokens, before: int) -> bool:
    near = tokens.words[max(0, before - 4) : before + 1]
    capital = tokens.raw(before - 1).isupper() and len(tokens.raw(before - 1)) > 2 and tokens.words[before] == ","
    return not _AGENCIES.isdisjoint(near) or capital


def _ends_header(tokens: Tokens, before: int, after: int) -> bool:
    """Whether a date with its year stands loose in the first lines, as headers run into the text do."""
    if tokens.words[before] in (",", "of", "the", "and", "to") or after >= len(tokens):
        return False
    mark = tokens.raw(after)
    return mark[0].isupper() or mark in ("(", ")", "|", "–", "—", "-") or "\n" in tokens.text[tokens.ends[after - 1] : tokens.starts[after]]


def beside_verb(tokens: Tokens, item: Placed) -> bool:
    """Whether the date says when something was said: "told AFP on Friday", "on Thursday it said", "Friday's statement"."""
    return _verb_before(tokens, item.first - 1) or _told_somebody(tokens, item.first - 1) or _verb_after(tokens, item)


def _verb_before(tokens: Tokens, j: int) -> bool:
    for _ in range(7):
        if j < 0:
            return False
        if tokens.words[j] in _VERBS and not _passive_event(tokens, j):
            return True
        if tokens.words[j] not in _AFTER_VERB:
            return False
        j -= 1
    return False


def _told_somebody(tokens: Tokens, j: int) -> bool:
    """ "told the Savanna Sentinel on Sunday": a verb of telling with a name as its object."""
    for i in range(j, max(-1, j - _HEARERS), -1):
        if tokens.words[i] in ("told", "tells", "informed"):
            return True
        if not (tokens.raw(i)[0].isupper() or tokens.words[i] in ("the", "a", "of", "news", "agency", "in", "at", "an", "for")):
            return False
    return False


def _verb_after(tokens: Tokens, item: Placed) -> bool:
    """The verb, or the noun of a possessive, behind the date; a subject between them only where the date opens its sentence."""
    j = item.reading.last
    if tokens.word(j) == "'s" or tokens.words[j - 1].endswith("days"):
        j += tokens.word(j) == "'s"
        return tokens.word(j) in _STATEMENTS or tokens.word(j + 1) in _STATEMENTS
    if not _opens_sentence(tokens, item.first):
        return tokens.word(j) in _VERBS - _NOUN_LIKE
    j += tokens.word(j) == ","
    for _ in range(4):
        if tokens.word(j) in _VERBS - _NOUN_LIKE:
            return True
        if tokens.word(j) not in _SUBJECTS:
            return False
        j += 1
    return False


def _opens_sentence(tokens: Tokens, first: int) -> bool:
    return first == 0 or tokens.words[first - 1] in (".", "!", "?", ";", ":", "but", "and", '"', "“", "”") or "\n" in (
        tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
    )


def _passive_event(tokens: Tokens, j: int) -> bool:
    """ "strikes were reported on Friday": the reported thing happened then."""
    return tokens.words[j] in ("reported", "announced", "claimed") and tokens.word(j - 1) in ("was", "were", "been")
