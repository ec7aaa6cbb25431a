"""A report cut into sentences that know what they are: body, headline, caption or boilerplate.

Survives lost punctuation and lost paragraphs: agency tags ("BEIRUT (Reuters) -"), header dates, live-blog times, bullets, web chrome and
a capital function word in the middle of running text all end what came before. Offsets are exact; what is cut off (tags, bullets) belongs
to no sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from app.extract.phrases.dates import DateFound
from app.extract.phrases.tokens import Tokens

SentenceKind = Literal["body", "headline", "caption", "boilerplate"]
Entry = Literal["bullet", "time"]

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof col gen lt maj capt cpt sgt adm brig sen rep gov st vs etc no nos jan feb mar apr jun jul aug sep sept oct nov dec "
    "approx inc ltd co km ft lb rev hon pres pm cmdr cdr vol art".split()
)
Span = tuple[int, int]
Line = tuple[int, int, Entry | None]

_TITLE_WORDS = 4
_AGENCY = 9
_STORY = 0.5  # of a text stands above the links to other reports that close it
_LINKS = 60
_TITLED = 6
_SHOWN = frozenset("people residents civilians men women children boys rescuers syrians palestinians iraqis afghans mourners".split())
_SHOWING = frozenset("inspect salvage walk stand look gather search carry sit ride pass watch remove clean clear check".split())
_TITLE_CASE = 0.8  # of the words of a headline begin with a capital
_HEADLINE = 160  # letters; no headline is longer
_TERMINAL = frozenset(".!?…") | {"..."}
_TELEX = 3
_LONGEST = 160  # tokens; text without a single full stop is still read in pieces
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset("\"“‘'([«")
_RESTARTS = frozenset(
    "the a an it he she they we on in at but meanwhile however according more since earlier this that these those his its their several "
    "some after while reports there at least around later two three four five six seven eight nine ten eleven twelve dozens scores hundreds "
    "nearly almost over minutes hours".split()
)
_BREAKS = _TERMINAL | _RESTARTS
_NO_BREAK_AFTER = frozenset(
    "the a an of in on at to from by for with and or as than near over into said says told is was were are has had have that which who "
    "between reported st mr mrs dr al el".split()
)
_CAPTION = re.compile(r"(?i)^(?:image|media|photo|picture|video)\s+caption\b\s*[,:–-]?\s*")
_SOURCE = re.compile(r"(?i)^(?:(?:image|photo|picture|video|media)\s+(?:source|credit|copyright)|\(?photo(?:graph)?\s*(?:by|:))")
_CHROME = re.compile(
    r"(?i)^(?:published|updated|last updated|get short url|share(?: this)?|print|tweet|views|read (?:more|also)|related|tags?|advertisement|"
    r"comment(?:s| via)?|community standards|follow us|sign up|subscribe|copyright|reporting by|editing by|additional reporting)\b"
)
_BYLINE = re.compile(r"^By (?:[A-Z][\w'’.-]+ ?(?:and |, )?){2,8}$")
_LEADING = re.compile(
    r"\s*(?:[•*·▪►●–—-]+\s+|\(?\d{1,2}[.)]\s+"
    r"|\[?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[aApP]\.?[mM]\.?)?\s*(?:GMT|UTC|BST|EST|EDT|CET|local time)?\]?\s*[-–—:|]?\s+)"
)
_TIME = re.compile(r"\d[.:]\d\d")
# What a pattern asks of the text before it stands behind its first letter: so a search leaps from one such letter to the next.
_AGENCY_TAG = re.compile(
    r"[A-Z](?<![^\s.”\"][A-Z])[A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,3}(?:, ?[A-Z][A-Za-z. ]{1,20})?(?:, (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?"
    r" ?(?:\([A-Z][A-Za-z/ .]{1,30}\)(?: \([A-Z][A-Za-z/ .]{1,30}\))? ?[-–—:]{0,2}| ?[–—]| ?--| - )\s*"
)
_BARE_DATELINE = re.compile(
    r"[A-Z](?<!\S[A-Z])[A-Z]{3,}(?: [A-Z]{4,})? (?=(?:A|An|The|At|In|On|More|Several|Two|Three|Four|Five|Dozens) [A-Za-z]*[a-z])"
)
_BYLINED = re.compile(r"(?:^|\s)([A-Z]{2,7}|Reuters) $")
_BRACKETED_TAG = re.compile(r"^\([A-Z][^()\n]{2,60}\) ?[-–—]{1,2} ?", re.M)
_DATELINE = re.compile(  # "GENEVA (20 October 2025) - ", "Kabul, Oct 15 (AFP) - ", "TEL AVIV | ", "[Nairobi] ", "(AP) "
    r"(?:[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}[,.]? ?\(?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?\)?"
    r"(?: ?\([A-Z][\w/. ]{1,30}\))? ?[-–—:|]{1,2} "
    r"|(?!FACT|FALSE|FAKE|HOAX|MISLEADING|CLAIM|VERDICT)[A-Z][A-Z'’-]+(?:[ /][A-Z][A-Z'’-]+){0,3} (?:\([A-Z][A-Za-z/. ]{1,30}\) ?[-–—]{1,2} |\| )"
    r"|\[[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\] |\([A-Z]{2,8}\) (?=[A-Z]))"
)
_INLINE_CHROME = re.compile(
    r"Get short URL(?: \d+)*|Print Tweet(?: Views \d+)?|Last updated at|Date of publication|Published(?= [A-Z\d])"
    r"|\((?:File )?[Pp]hoto[^()\n]{0,40}\)|\([A-Z][\w/ ]{1,20} [Pp]hoto\)|pic(?<!\wpic)\.twitter\.com\w*|https?://\S+|\(updated [\d.: ]+\)"
)
_TAGS = re.compile(r"Tags(?<!\wTags)(?: (?:for |of |and |the |in )?(?:[a-z]{2}-)?[A-Z\d][\w’'-]*)+(?= [A-Z])")
_TAIL = re.compile(r"\.\.\. \d+ Related (?=[A-Z])|Related (?=[A-Z])|Community standards")


class Sentence(NamedTuple):
    """One sentence: its span, its tokens (``last`` exclusive), what it is and the paragraph (line) it stands in.

    ``entry``: what opens its line, a "bullet" (or number) or a "time" of day.
    """

    start: int
    end: int
    first: int
    last: int
    kind: SentenceKind
    paragraph: int
    entry: Entry | None = None


def segment(tokens: Tokens, dates: Sequence[DateFound], title: str | None = None) -> list[Sentence]:
    """Cut the whole text. Boilerplate is kept as such, so that every rule can leave it alone.

    ``title``: the report's, which is its headline also where the text runs on behind it without a full stop.
    """
    text = tokens.text
    headers = [(found.start, found.end) for found in dates if found.is_dateline]
    found: list[Sentence] = []
    caption_next = False
    headline = _title_span(text, title)
    lines = [piece for line in _lines(text) for piece in _pieces(text, line, headline)]
    telex = sum(text[start:end].isupper() for start, end, _ in lines) >= _TELEX
    for number, (start, end, opened) in enumerate(lines):
        line = text[start:end]
        caption = _CAPTION.match(line)
        if caption is not None:
            start += caption.end()
            caption_next = start >= end
            if not caption_next:
                found += _sentences(tokens, start, end, number, "caption", headers)
            continue
        if (start, end) == headline:
            found += _sentences(tokens, start, end, number, "headline", headers)
            continue
        if _SOURCE.match(line):
            found.append(_sentence(tokens, start, end, number, "boilerplate"))
            continue
        entry = opened is not None or (telex and line.isupper())
        kind: SentenceKind = "caption" if caption_next else _line_kind(line, number, len(lines), entry=entry)
        caption_next = False
        read = _sentences(tokens, start, end, number, kind, headers)
        found += [sentence._replace(entry=opened) for sentence in read] if opened is not None else read
    return [sentence for sentence in found if sentence.first < sentence.last]


def _stripped(text: str, start: int, end: int) -> Span:
    """A stretch without the white space around it."""
    inner = text[start:end].lstrip()
    return end - len(inner), end - len(inner) + len(inner.rstrip())


def _title_span(text: str, title: str | None) -> Span | None:
    """Where the title stands in the text, with its full stop; a title of a few words may be any phrase."""
    start = text.find(title) if title is not None and title.count(" ") >= _TITLE_WORDS else -1
    if start < 0 or title is None:
        return None
    end = start + len(title)
    return start, end + (text[end : end + 1] == ".")


def _pieces(text: str, line: Line, headline: Span | None) -> Iterator[Line]:
    """A line, or what stands before, in and behind the title that runs on in it."""
    start, end, opened = line
    if headline is None or not (start <= headline[0] and headline[1] <= end) or end - start < _HEADLINE:
        yield line
        return
    for low, high in ((start, headline[0]), headline, (headline[1], end)):
        low, high = _stripped(text, low, high)
        if low < high:
            yield low, high, opened


def _lines(text: str) -> list[Line]:
    """The spans of the lines that say something, without the bullet or time of day that opens an entry, and which did."""
    spans: list[Line] = []
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        start = position
        for _ in range(2):
            bullet = _LEADING.match(text, start, end)
            start = bullet.end() if bullet is not None else start
        opened: Entry | None = None if start == position else "time" if _TIME.search(text, position, start) else "bullet"
        start, stop = _stripped(text, start, end)
        if start < stop:
            spans.append((start, stop, opened))
        position = end + 1
    return spans


def _line_kind(line: str, number: int, lines: int, *, entry: bool) -> SentenceKind:
    """What a line is; the ``entry`` of a list or telex is no headline, though no full stop closes it."""
    if (_CHROME.match(line) and len(line) < 200 and line[-1] not in ".!?") or (len(line) < 100 and _BYLINE.match(line)):
        return "boilerplate"
    words = line.count(" ")
    if not entry and lines > 1 and line[-1] not in '.!?:;,"”…' and len(line) < _HEADLINE and words < (22 if number < 2 else 12):
        return "headline"
    return "body"


def _sentences(tokens: Tokens, start: int, end: int, paragraph: int, kind: SentenceKind, headers: Sequence[tuple[int, int]]) -> list[Sentence]:
    text = tokens.text
    shouted = text[start:end].isupper()  # all of it looks like a dateline
    cuts = [(m.start(), m.end()) for m in _AGENCY_TAG.finditer(text, start, end) if not shouted or (m.start() == start and "(" in m.group())]
    bracketed = _BRACKETED_TAG.match(text, start, end)
    cuts += [bracketed.span()] if bracketed is not None else []
    dateline = None if shouted else _DATELINE.match(text, start, end)
    cuts += [dateline.span()] if dateline is not None else []
    cuts += [(match.start(), match.end()) for match in _INLINE_CHROME.finditer(text, start, end)]
    cuts += [(match.start(), match.end()) for match in _BARE_DATELINE.finditer(text, start, end)]
    cuts += [(match.start(), match.end()) for match in _TAGS.finditer(text, start, end)]
    cuts += [(_with_byline(text, start, a), b) for a, b in headers if a >= start and b <= end]
    tail = _TAIL.search(text, start, end)
    if tail is not None and tail.start() - start < _STORY * (end - start):  # headlines of other reports above this one's lead
        cuts.append((tail.start(), _after_links(tokens, tail.start())))
        tail = None
    stop = end if tail is None else tail.start()
    found: list[Sentence] = []
    position = start
    for cut_start, cut_end in [*sorted(cut for cut in cuts if cut[0] < stop), (stop, stop)]:
        low, high = _stripped(text, position, cut_start)
        if low < high:
            found += _runs(tokens, low, high, paragraph, kind, before_cut=cut_start < stop)
        position = max(position, cut_end)
    if tail is not None:
        found.append(_sentence(tokens, stop, end, paragraph, "boilerplate"))
    return found


def _after_links(tokens: Tokens, start: int) -> int:
    """Where running text starts anew behind the headlines of other reports that begin at ``start``; behind their heading if nowhere."""
    first = tokens.at(start)
    stop = min(first + _LINKS, len(tokens) - 1)
    anew = next((i for i in range(first + 2, stop) if tokens.words[i] in _RESTARTS and _running_restart(tokens, i, first)), first + 1)
    return tokens.starts[anew]


def _with_byline(text: str, start: int, date: int) -> int:
    """Where a header begins whose date follows the name of an agency ("AFP Sunday 6 Apr 2014")."""
    agency = _BYLINED.search(text, max(start, date - _AGENCY), date)
    return date if agency is None else agency.start(1)


def _runs(tokens: Tokens, start: int, end: int, paragraph: int, kind: SentenceKind, *, before_cut: bool) -> list[Sentence]:
    """Split one stretch at its full stops and where running text starts anew."""
    first, after = tokens.at(start), tokens.at(end - 1) + 1
    found: list[Sentence] = []
    begin = first
    i = first
    while i < after:
        stop = _boundary(tokens, i, begin, after) if tokens.words[i] in _BREAKS or i - begin >= _LONGEST else 0
        if stop:
            part: SentenceKind = "headline" if kind == "body" and _is_titled(tokens, begin, stop) else kind
            found.append(_sentence(tokens, tokens.starts[begin], tokens.ends[stop - 1], paragraph, part))
            begin = stop
            i = stop
        else:
            i += 1
    if begin < after:
        rest: SentenceKind = "headline" if before_cut and kind == "body" and tokens.words[after - 1] not in _TERMINAL else kind
        found.append(_sentence(tokens, tokens.starts[begin], tokens.ends[after - 1], paragraph, rest))
    return found


def _is_titled(tokens: Tokens, first: int, last: int) -> bool:
    """Whether running text that no full stop closes is in Title Case, as the headlines and captions that run into it are."""
    if tokens.words[last - 1] in _TERMINAL or last - first < _TITLED:
        return False
    cased = [tokens.raw(i) for i in range(first, last) if tokens.raw(i)[0].isalpha()]
    return sum(word[0].isupper() for word in cased) > _TITLE_CASE * len(cased) and not all(word.isupper() for word in cased)


def _boundary(tokens: Tokens, i: int, begin: int, after: int) -> int:
    """The index after the sentence that ends at token ``i``, or 0 if none does."""
    word = tokens.words[i]
    if i - begin >= _LONGEST:
        return i
    if word in _TERMINAL:
        return _stop_boundary(tokens, i, after)
    if i > begin + 3 and word in _RESTARTS and _running_restart(tokens, i, begin):
        return i
    return 0


def _stop_boundary(tokens: Tokens, i: int, after: int) -> int:
    text = tokens.text
    stop = i + 1
    while stop < after and tokens.words[stop] in _CLOSERS and tokens.starts[stop] == tokens.ends[stop - 1]:
        stop += 1
    while stop + 2 < after and tokens.words[stop] == "[" and tokens.words[stop + 1].isdigit() and tokens.words[stop + 2] == "]":
        stop += 3  # a footnote mark
    if stop >= after:
        return stop
    lead = stop
    while lead < after - 1 and tokens.words[lead] in _OPENERS:
        lead += 1
    raw = text[tokens.starts[lead]]
    glued = tokens.starts[stop] == tokens.ends[stop - 1]
    before = tokens.words[i - 1] if i else ""
    if glued and not (raw.isupper() and before.isalpha() and (tokens.words[lead] in _RESTARTS or before == tokens.raw(i - 1))):
        return 0
    if before == "m" and tokens.words[i - 2 : i - 1] == ["."] and tokens.words[lead] in _RESTARTS:  # "shortly after 10 a.m. Minutes later"
        return stop
    if tokens.words[i] == "." and (before in _ABBREVIATIONS or len(before) == 1) and not glued and before.isalpha():
        return 0
    return stop if raw.isupper() or raw.isdigit() or tokens.words[i] in "!?" or (raw.isalpha() and not raw.islower()) else 0


def _running_restart(tokens: Tokens, i: int, begin: int) -> bool:
    """Whether a capital function word in running text starts a sentence whose full stop was lost."""
    text = tokens.text
    if not text[tokens.starts[i]].isupper() or tokens.hyphened[i] or tokens.words[i - 1] in _NO_BREAK_AFTER:
        return False
    if text[tokens.starts[i] + 1 : tokens.ends[i]].isupper() or not tokens.words[i - 1][-1].isalnum() or i + 1 >= len(tokens):
        return False
    before = range(max(begin, i - 6), i)
    low = sum(text[tokens.starts[j]].islower() for j in before)
    titled = low == 0 and i - begin >= _TITLED and text[tokens.starts[i + 1]].islower()  # a headline ends: "… Help Government According to the"
    return (low >= 2 or titled) and text[tokens.starts[i + 1]] not in '"“‘'


def _sentence(tokens: Tokens, start: int, end: int, paragraph: int, kind: SentenceKind) -> Sentence:
    first, last = tokens.at(start), tokens.at(end - 1) + 1 if end > start else tokens.at(start)
    if kind == "body" and tokens.words[first] in _SHOWN and tokens.word(first + 1) in _SHOWING:
        kind = "caption"  # "People inspect the damage at a market hit by air strikes"
    if kind == "body" and _CHROME.match(tokens.text[start : start + 24]) and tokens.words[last - 1] not in _TERMINAL:
        kind = "boilerplate"
    return Sentence(start, end, first, last, kind, paragraph)
