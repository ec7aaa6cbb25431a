"""Who says it, and how: the reporting verbs of a sentence with their sources, before ("X said that …"), behind ("…, said X") or cited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.actors import ActorFound
from app.extract.claimants import ClaimantFound
from app.extract.grammar import AUXILIARIES, BE, COMMAS, DETERMINERS, PREPOSITIONS, PRONOUNS
from app.extract.marked import MarkedText
from app.extract.phrases import Found
from app.extract.sentences import Sentence
from app.extract.speakers import Source, Speakers
from app.extract.tokens import Spanned
from app.extract.vocabulary import ReportingTerm
from app.model.codes import AttributionForm, Modality

_CITING = frozenset("citing cited quoting quoted cites quotes".split())
_NO_INVERSION = frozenset("told tell tells telling informed warned accused urged".split())
_PLACING = frozenset("in of from on near at to with against over by into across".split())
_LIVES = frozenset("life lives scores dozens victims".split())
_OPENING = 6
_SELF = 4
_SIDE_REACH = 40
_GAP_LIMIT = 14
_LOOSE_GAP = 2
_QUOTES = frozenset('"“”«»')
_RELAYED = re.compile(r"(?i)\b(?:carried|published|quoted|cited|reported|released|broadcast|aired)\s+by\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution in one sentence. ``first`` to ``last`` are the tokens of source and verb together.

    ``leading`` says that what is claimed follows it; otherwise it stands before.
    """

    source: Source
    verb: str
    modality: Modality
    first: int
    last: int
    leading: bool
    form: AttributionForm = "indirect"
    via: str | None = None
    verb_at: int = -1


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A source found beside a reporting verb, with its tokens."""

    source: Source
    first: int
    last: int


def attributions(page: MarkedText, sentence: Sentence, speakers: Speakers) -> list[Said]:
    """Every attribution of a sentence in text order, its sources resolved; ``speakers`` learns who spoke."""
    found: list[Said] = []
    bodies = {i for c in page.inside(page.marks.claimants, sentence.first, sentence.last) for i in range(c.first, c.last)}
    for verb in page.inside(page.marks.reporting, sentence.first, sentence.last):
        if verb.first in bodies or _takes_lives(page, verb) or (found and verb.first < found[-1].last):
            continue
        said = _attribution(page, sentence, verb, speakers, found)
        if said is not None:
            found.append(said)
            speakers.introduce(said.source, _people(page, said))
    if not found:
        label = _label(page, sentence, speakers)
        if label is not None:
            found.append(label)
            speakers.introduce(label.source)
        else:
            _introduce_subject(page, sentence, speakers)
    return _chain(found)


def _takes_lives(page: MarkedText, verb: Found[ReportingTerm]) -> bool:
    """ "claimed the lives of eight", "claiming scores of fighters": no speech."""
    behind = page.tokens.words[verb.last : verb.last + 3]
    return page.tokens.words[verb.first].startswith("claim") and bool(_LIVES.intersection(behind))


def _introduce_subject(page: MarkedText, sentence: Sentence, speakers: Speakers) -> None:
    """ "The ministry put it briefly.": who opens a sentence is whom the next "it" means."""
    for found in page.inside(page.marks.claimants, sentence.first, sentence.first + _OPENING):
        if not found.generic and found.kind != "unattributed" and page.tokens.word(found.last) != "'s":
            speakers.introduce(_source(page, found, speakers, found.last))


def _attribution(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm], speakers: Speakers, earlier: Sequence[Said]) -> Said | None:
    lower_bound = max([sentence.first, *(said.last for said in earlier)])
    words = page.tokens.words
    head = words[verb.first]
    if head in ("according", "per") or head in _CITING:
        spoken = _after(page, verb.last, sentence.last, speakers)
        before = _before(page, verb.first, lower_bound, speakers) if head in _CITING else None
        if spoken is None or (before is not None and head in ("quoted", "quotes") and page.tokens.word(verb.last) == "by"):
            return None
        via = before.source.name if before is not None else None
        first = before.first if before is not None else verb.first
        return _said(page, sentence, spoken, verb, first, spoken.last, via)
    spoken = _before(page, verb.first, lower_bound, speakers)
    if spoken is None and earlier and words[verb.first - 1] in ("and", "but"):
        return replace(earlier[-1], verb=verb.text, first=verb.first, last=verb.last, leading=True, verb_at=verb.first)
    if spoken is None and words[verb.first - 1] in ("and", "but"):
        spoken = _opening(page, sentence, verb, speakers)
    if spoken is not None:
        if _passive(words, verb.first, spoken.last):
            return None
        said = _said(page, sentence, spoken, verb, spoken.first, verb.last, None)
        return _told(page, sentence, said) if head in _NO_INVERSION else said
    if head in _NO_INVERSION or page.tokens.word(verb.last) in ("to", "by") or (verb.first > sentence.first and words[verb.first - 1] in BE):
        return None
    spoken = _after(page, verb.last, sentence.last, speakers)
    return None if spoken is None else _said(page, sentence, spoken, verb, verb.first, spoken.last, None)


def _opening(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm], speakers: Speakers) -> _Spoken | None:
    """ "The coalition called the reports baseless and said …": who opens the sentence says the rest of it too."""
    found = next(iter(_candidates(page, sentence.first, min(sentence.first + _OPENING, verb.first))), None)
    if found is None or found.first - sentence.first > 2:
        return None
    return _Spoken(_source(page, found, speakers, found.last), verb.first, verb.first)


def _said(page: MarkedText, sentence: Sentence, spoken: _Spoken, verb: Found[ReportingTerm], first: int, last: int, via: str | None) -> Said:
    leading = first - sentence.first <= 2 or page.tokens.words[first - 1] in ("while", "but", "and", "whereas", ";")
    if leading and first > sentence.first and any(t.first < first for t in page.inside(page.marks.triggers, sentence.first, first)):
        leading = False
    direct = any(q.speech for q in page.inside(page.quoted, sentence.first, sentence.last)) or page.is_quoted(sentence)
    via = via or _relay_after(page, last, sentence.last)
    return Said(spoken.source, verb.text, verb.entry.modality, first, last, leading, "direct" if direct else "indirect", via, verb.first)


def _told(page: MarkedText, sentence: Sentence, said: Said) -> Said:
    """ "X told Y": Y relays if it is a news outlet."""
    for claimant in page.inside(page.marks.claimants, said.last, min(said.last + 8, sentence.last)):
        if claimant.relay and claimant.first - said.last <= 2:
            return replace(said, via=claimant.name, last=claimant.last)
    i = said.last
    while i < sentence.last and i < said.last + 3 and (page.capital(i) or page.tokens.words[i] in DETERMINERS):
        i += 1
    return replace(said, last=max(i, said.last))


def _relay_after(page: MarkedText, last: int, end: int) -> str | None:
    """ "said in a statement carried by Y"."""
    stop = min(end, last + 12)
    if last >= stop or not _RELAYED.search(page.text_of(last, stop)):
        return None
    return next((c.name for c in page.inside(page.marks.claimants, last, stop) if c.relay), None)


def _before(page: MarkedText, verb: int, lower_bound: int, speakers: Speakers) -> _Spoken | None:
    """The source that is the subject of a reporting verb at token ``verb``."""
    if verb <= lower_bound:
        return None
    words = page.tokens.words
    i = verb - 1
    while i > lower_bound and (words[i] in AUXILIARIES or words[i].endswith("ly") or words[i] in ("also", "later", "then", "earlier", "first")):
        i -= 1
    if words[i] in PRONOUNS:
        return _pronoun(page, i, verb, speakers)
    best = _nearest(page, lower_bound, i + 1)
    if best is not None and best.last <= i and words[i] in page.grammar.role_nouns:
        spoken = _person(page, lower_bound, i + 1, speakers)
        if spoken is not None and spoken.first >= best.last and page.tokens.words[spoken.first - 1] not in ("'s", "'"):
            return spoken
    if best is not None and _gap_is_apposition(page, best.last, i + 1):
        return _Spoken(_source(page, best, speakers, i + 1), _phrase_start(page, best.first, lower_bound), i + 1)
    return _person(page, lower_bound, i + 1, speakers)


def _after(page: MarkedText, start: int, end: int, speakers: Speakers) -> _Spoken | None:
    """The source that follows a reporting verb or "according to"."""
    words = page.tokens.words
    i = start
    while i < end and (words[i] in DETERMINERS or words[i] in ("to", "by", "from", ":", "as")):
        i += 1
    stop = i
    while stop < end and stop < i + 12 and words[stop] not in _QUOTES and words[stop] not in (".", ";", "that"):
        stop += 1
    if i >= stop or words[i] in PREPOSITIONS:
        return None
    candidates = [c for c in _candidates(page, i, stop) if c.first - i <= 3 or _gap_is_apposition(page, i, c.first)]
    if candidates:
        head = candidates[0]
        for other in candidates[1:]:
            head = other if other.first == head.last and head.generic else head
        named = next((c for c in candidates if isinstance(c, ClaimantFound) and not c.generic and c.first - i <= 8), head)
        return _Spoken(_source(page, named, speakers, named.last), i, named.last)
    after = i
    while after < stop and (page.capital(after) or words[after] in page.grammar.role_nouns):
        after += 1
    return None if after == i else _person(page, i, after, speakers)


def _candidates(page: MarkedText, first: int, last: int) -> list[ClaimantFound | ActorFound]:
    claimants: list[ClaimantFound | ActorFound] = list(page.inside(page.marks.claimants, first, last))
    covered = {i for c in claimants for i in range(c.first, c.last)}
    for actor in page.inside(page.marks.actors, first, last):
        if actor.first not in covered and (actor.form in ("name", "force") or (actor.form == "adjective" and actor.head_cls in ("force", "office"))):
            claimants.append(actor)
    return sorted(claimants, key=lambda item: (item.first, -item.last))


def _nearest(page: MarkedText, first: int, last: int) -> ClaimantFound | ActorFound | None:
    candidates = _candidates(page, max(first, last - _GAP_LIMIT - 8), last)
    if not candidates:
        return None
    candidates = [c for c in candidates if not _after_preposition(page, c)]
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item.last, item.last - item.first))
    if best.generic:
        return next((c for c in candidates if not c.generic and 0 <= best.first - c.last <= 1), best)
    return best


def _after_preposition(page: MarkedText, found: ClaimantFound | ActorFound) -> bool:
    """ "the north of Yemen": a bare state behind a preposition is a place, not a speaker."""
    if page.tokens.words[found.last : found.last + 2] in ([",", "which"], [",", "who"]):
        return False
    i = found.first - 1
    while i > 0 and page.tokens.words[i] in DETERMINERS:
        i -= 1
    bare = found.kind in ("state", "state_belligerent", "coalition") and found.last - found.first <= 2 and not found.generic
    office = isinstance(found, ClaimantFound) and found.actor is not None and found.name != found.actor
    return bare and not office and i >= 0 and page.tokens.words[i] in _PLACING


def _gap_is_apposition(page: MarkedText, first: int, last: int) -> bool:
    """Whether only names, titles, asides and days stand between a source and its verb."""
    if last - first > _GAP_LIMIT:
        return False
    words = page.tokens.words
    dated = {i for d in page.inside(page.dates, first, last) for i in page.tokens.span(d.start, d.end)}
    loose = 0
    for i in range(first, last):
        word = words[i]
        if word in _QUOTES or word in (".", ";"):
            return False
        if i in dated or word in COMMAS or page.capital(i) or word in page.grammar.speech_gap or word.endswith("ly") or page.tokens.hyphened[i]:
            continue
        loose += 1
    return loose <= _LOOSE_GAP and not page.inside(page.marks.triggers, first, last)


def _phrase_start(page: MarkedText, first: int, lower_bound: int) -> int:
    words = page.tokens.words
    while first > lower_bound and (words[first - 1] in DETERMINERS or words[first - 1] in page.grammar.person_titles or page.tokens.hyphened[first]):
        first -= 1
    return first


def _pronoun(page: MarkedText, i: int, verb: int, speakers: Speakers) -> _Spoken | None:
    """ "It said it had carried out 50 raids": who speaks is who struck, else the last speaker."""
    words = page.tokens.words
    behind = words[verb + 1 : verb + _SELF]
    own = words[i] in ("it", "they") and words[i] in behind and bool(page.inside(page.marks.triggers, verb + 1, verb + 2 * _SELF))
    source = (_last_side(page, i) if own else None) or speakers.pronoun(words[i])
    return None if source is None else _Spoken(source, i, i + 1)


def _last_side(page: MarkedText, i: int) -> Source | None:
    """The last state, coalition or group named before token ``i`` that can speak of its own strikes."""
    low = max(0, i - _SIDE_REACH)
    for actor in reversed(page.inside(page.marks.actors, low, i)):
        if not actor.generic and actor.form in ("name", "force"):
            return Source(actor.name, "armed_group" if actor.kind == "armed_group" else "state_belligerent", actor.name, start=actor.start)
    return None


def _source(page: MarkedText, found: ClaimantFound | ActorFound, speakers: Speakers, until: int) -> Source:
    """The source behind a vocabulary hit: bodies as they are, generic ones resolved among those named so far."""
    person = any(page.tokens.words[i] in page.grammar.person_titles for i in range(max(0, found.first - 4), found.first))
    if isinstance(found, ActorFound):
        kind = "armed_group" if found.kind == "armed_group" else "state_belligerent"
        source = Source(found.name, kind, found.name, found.generic, False, person, found.start)  # type: ignore[arg-type]
    else:
        source = Source(found.name, found.kind, found.actor, found.generic, found.relay, person, found.start)
    if not source.generic:
        return source
    title = found.last - found.first == 1 and page.tokens.words[found.first] in page.grammar.person_titles
    if title and found.first > 0 and page.tokens.words[found.first - 1] == "the" and not page.capital(found.first):
        return speakers.pronoun("he") or source
    words = frozenset(page.tokens.words[found.first : found.last])
    surname = page.tokens.words[until - 1] if page.capital(until - 1) else ""
    known = speakers.person(surname) if surname else None
    return known or speakers.resolve(source, words)


def _person(page: MarkedText, first: int, last: int, speakers: Speakers) -> _Spoken | None:
    """Somebody whom no vocabulary knows: a name ("Mr Faris") or a role ("a local doctor") right before the verb."""
    words = page.tokens.words
    i = last
    while i > first and i > last - 8 and (page.capital(i - 1) or page.tokens.hyphened[i - 1]) and words[i - 1] not in DETERMINERS:
        i -= 1
    if i < last and words[last - 1].isalpha():
        known = speakers.person(words[last - 1])
        if known is not None:
            return _Spoken(known, i, last)
        if i == first and last - i == 1 and first > 0 and page.tokens.words[first - 1] in (".", '"'):
            return None
        name = page.text_of(i, last)
        return (
            _Spoken(Source(name, "official_unnamed", person=True, start=page.tokens.starts[i]), i, last) if _is_person_name(page, i, last) else None
        )
    if words[last - 1] in page.grammar.role_nouns:
        i = last - 1
        while i > first and i > last - 5 and words[i - 1] not in COMMAS and words[i - 1] not in _QUOTES and words[i - 1].isalpha():
            i -= 1
            if words[i] in DETERMINERS:
                break
        begin = i + 1 if words[i] in DETERMINERS else i
        if begin < last:
            known = speakers.resolve(
                Source(page.text_of(begin, last), "official_unnamed", generic=True, start=page.tokens.starts[begin]), frozenset(words[begin:last])
            )
            return _Spoken(known, i, last)
    return None


def _is_person_name(page: MarkedText, first: int, last: int) -> bool:
    """Two capital words, or one after a title, that are no place, date or weapon."""
    others: tuple[Sequence[Spanned], ...] = (page.places, page.dates, page.marks.weapons)
    if any(page.inside(kind, first, last) for kind in others):
        return False
    titled = page.tokens.words[first] in page.grammar.person_titles or (first > 0 and page.tokens.words[first - 1] in page.grammar.person_titles)
    return titled or 2 <= last - first <= 5


def _people(page: MarkedText, said: Said) -> list[str]:
    """Surnames in the source phrase: the capital word right before the verb or comma that is no part of the body's own name."""
    body = {word.lower() for word in said.source.name.split()}
    names = []
    for i in range(said.first, said.last):
        following = page.tokens.word(i + 1)
        if page.capital(i) and page.tokens.words[i] not in body and (i + 1 >= said.last or not page.capital(i + 1)) and following != "'s":
            if len(page.tokens.words[i]) > 2 and page.tokens.words[i] not in DETERMINERS:
                names.append(page.tokens.words[i])
    return names


def _passive(words: list[str], verb: int, subject_end: int) -> bool:
    """ "the strike was reported": what stands before the verb is not who reports."""
    return any(words[i] in BE for i in range(subject_end, verb)) and words[verb] in ("reported", "said", "claimed", "confirmed", "believed")


def _label(page: MarkedText, sentence: Sentence, speakers: Speakers) -> Said | None:
    """A headline's or bulletin's own form: "SOHR: …", "… : monitor", "… - UN", and in a headline a source as its last word."""
    words = page.tokens.words
    for found in page.inside(page.marks.claimants, sentence.first, sentence.last):
        after = page.tokens.word(found.last) if found.last < sentence.last else ""
        if found.first - sentence.first <= 1 and after == ":":
            return Said(_source(page, found, speakers, found.last), ":", "asserted", sentence.first, found.last + 1, True, "headline")
        ends = found.last >= sentence.last or (found.last == sentence.last - 1 and words[found.last] in (".", "?"))
        separated = found.first > sentence.first and words[found.first - 1] in COMMAS
        if (
            ends
            and found.first > sentence.first + 2
            and (separated or (sentence.kind == "headline" and words[found.first - 1] not in ("by", "of", "on", "in", "the")))
        ):
            return Said(_source(page, found, speakers, found.last), "", "asserted", found.first, found.last, False, "headline")
    return None


def _chain(found: list[Said]) -> list[Said]:
    """ "Y reported, quoting X": one attribution to X, via Y."""
    chained: list[Said] = []
    for said in found:
        if chained and chained[-1].source.relay and not said.source.relay and said.verb.lower().split()[0] in {*_CITING, "according"}:
            before = chained.pop()
            said = replace(said, via=before.source.name, first=min(before.first, said.first), leading=before.leading)
        elif chained and said.source.relay and not chained[-1].source.relay and said.verb.lower().startswith("according"):
            chained[-1] = replace(chained[-1], via=said.source.name)
            continue
        chained.append(said)
    return chained
