"""Who says it, and how: the reporting verbs of a sentence with their sources, before ("X said that …"), behind ("…, said X") or cited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.grammar import BE, COMMAS, DETERMINERS, PRONOUNS
from app.extract.marked import MarkedText
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import ReportingTerm
from app.extract.sentences import Sentence
from app.extract.sources import Spoken, candidates_in, source_after, source_of
from app.extract.speakers import Source, Speakers
from app.extract.subjects import subject_of
from app.model.codes import AttributionForm, Modality

_CITING = frozenset("citing cited quoting quoted cites quotes".split())
_NO_INVERSION = frozenset(
    "told tell tells telling informed warned accused urged condemned denounced criticised criticized slammed decried lambasted rebuked chided "
    "castigated blamed hailed praised welcomed mourned threatened rejected dismissed".split()
)
_LIVES = frozenset("life lives scores dozens victims".split())
_OPENING = 6
_CHANNEL = 6
_CHANNELS = frozenset("on in a an its x twitter telegram facebook vk statement post channel".split())
_AUDIENCE = frozenset("reporters journalists correspondents media".split())
_ASIDE = frozenset("what charge claim claims allegation allegations accusation accusations version".split())
_HEADS = frozenset("head chief director founder spokesman spokeswoman".split())
_ENDS = frozenset((".", ",", "", "who", "which", "a", "an", "on", "adding", "citing", "based"))
_CLOSING = ("monitor", "un_body", "news_media", "official_unnamed")
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


def attributions(page: MarkedText, sentence: Sentence, speakers: Speakers) -> list[Said]:
    """Every attribution of a sentence in text order, its sources resolved; ``speakers`` learns who spoke."""
    found: list[Said] = []
    verbs = page.inside(page.marks.reporting, sentence.first, sentence.last)
    claimants = page.inside(page.marks.claimants, sentence.first, sentence.last) if verbs else []
    named = {c.last for c in claimants if not c.generic or page.tokens.word(c.last) == "report"}  # "the Observatory reports", "witnesses report"
    bodies = {i for c in claimants if not (c.generic and c.first in named) for i in range(c.first, c.last)}
    for n, verb in enumerate(verbs):
        if verb.first in bodies or _takes_lives(page, verb) or (found and verb.first < found[-1].last):
            continue
        if page.tokens.words[verb.first - 1] in ("who", "which") and n + 1 < len(verbs):  # "activists who document abuses said"
            continue
        said = _attribution(page, sentence, verb, speakers, found)
        if said is not None and not (said.first > sentence.first and page.tokens.words[said.first - 1] in _ASIDE):  # "what they say was an attack"
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
            speakers.introduce(source_of(page, found, speakers, found.last))


def _attribution(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm], speakers: Speakers, earlier: Sequence[Said]) -> Said | None:
    lower_bound = max([sentence.first, *(said.last for said in earlier)])
    words = page.tokens.words
    head = words[verb.first]
    if head in ("according", "per") or head in _CITING:
        spoken = source_after(page, verb.last, sentence.last, speakers)
        before = subject_of(page, verb.first, lower_bound, speakers) if head in _CITING else None
        if spoken is None or (before is not None and head in ("quoted", "quotes") and page.tokens.word(verb.last) == "by"):
            return None
        via = before.source.name if before is not None else None
        first = before.first if before is not None else verb.first
        return _said(page, sentence, spoken, verb, first, spoken.last, via)
    spoken = None if _inverted(page, sentence, verb) else subject_of(page, verb.first, lower_bound, speakers)
    if verb.form == "ing" and not earlier and words[verb.first - 1] not in PRONOUNS:  # "The ministry sent a letter to the council saying"
        spoken = _opening(page, sentence, verb, speakers) or spoken
    if spoken is None and earlier and (words[verb.first - 1] in ("and", "but") or words[verb.first - 3 : verb.first] == ["and", "in", "turn"]):
        modality = verb.entry.modality
        return replace(earlier[-1], verb=verb.text, modality=modality, first=verb.first, last=verb.last, leading=True, verb_at=verb.first)
    if spoken is None and words[verb.first - 1] in ("who", "which"):
        return None
    if spoken is None and (words[verb.first - 1] in ("and", "but") or _runs_on(page, sentence, verb)):
        spoken = _opening(page, sentence, verb, speakers)
    if spoken is not None:
        if _passive(words, verb.first, spoken.last):
            return None
        said = _said(page, sentence, spoken, verb, spoken.first, verb.last, None)
        return _told(page, sentence, said) if head in _NO_INVERSION else said
    if head in _NO_INVERSION or page.tokens.word(verb.last) in ("to", "by") or (verb.first > sentence.first and words[verb.first - 1] in BE):
        return None
    spoken = source_after(page, verb.last, sentence.last, speakers)
    return None if spoken is None else _said(page, sentence, spoken, verb, verb.first, spoken.last, None)


def _inverted(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm]) -> bool:
    """ "Killing nine residents said the X Observatory.": with the commas lost, a body that closes the sentence speaks, not who stands ahead."""
    if page.tokens.words[verb.first] != "said":
        return False
    start = verb.last + (page.tokens.word(verb.last) in DETERMINERS)
    named = [c for c in page.inside(page.marks.claimants, start, sentence.last) if c.first == start and not c.generic and c.actor is None]
    headed = any(page.tokens.word(c.last) in _HEADS and page.capital(c.last + 1) for c in named)  # "said Observatory head Ali Demir"
    return headed or (not page.capital(verb.first - 1) and any(page.tokens.word(c.last) in _ENDS for c in named))


def _runs_on(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm]) -> bool:
    """ "The coalition targeting jihadists in X and Y reported": a participle hangs on who opens the sentence."""
    opening = next(iter(candidates_in(page, sentence.first, min(sentence.first + _OPENING, verb.first))), None)
    return opening is not None and page.tokens.words[opening.last].endswith("ing")


def _opening(page: MarkedText, sentence: Sentence, verb: Found[ReportingTerm], speakers: Speakers) -> Spoken | None:
    """ "The coalition called the reports baseless and said …": who opens the sentence says the rest of it too."""
    if page.tokens.words[sentence.first] in PRONOUNS:
        source = speakers.pronoun(page.tokens.words[sentence.first])
        strikes = page.inside(page.marks.triggers, sentence.first, verb.first)
        return None if source is None else Spoken(source, verb.first if strikes else sentence.first, verb.first)
    found = next(iter(candidates_in(page, sentence.first, min(sentence.first + _OPENING, verb.first))), None)
    if found is None or found.first - sentence.first > 2:
        return None
    return Spoken(source_of(page, found, speakers, found.last), verb.first, verb.first)


def _said(page: MarkedText, sentence: Sentence, spoken: Spoken, verb: Found[ReportingTerm], first: int, last: int, via: str | None) -> Said:
    leading = first - sentence.first <= 2 or page.tokens.words[first - 1] in ("while", "but", "and", "whereas", ";")
    if leading and first > sentence.first and any(t.first < first for t in page.inside(page.marks.triggers, sentence.first, first)):
        leading = False
    direct = any(q.speech for q in page.inside(page.quoted, sentence.first, sentence.last)) or page.is_quoted(sentence)
    via = via or _relay_after(page, last, sentence.last)
    return Said(spoken.source, verb.text, verb.entry.modality, first, last, leading, "direct" if direct else "indirect", via, verb.first)


def _told(page: MarkedText, sentence: Sentence, said: Said) -> Said:
    """ "X told Y": Y relays if it is a news outlet."""
    for claimant in page.inside(page.marks.claimants, said.last, min(said.last + 8, sentence.last)):
        if claimant.relay and claimant.first - said.last <= 2 and claimant.text.lower() not in _AUDIENCE:
            return replace(said, via=claimant.name, last=claimant.last)
    i = said.last
    while i < sentence.last and i < said.last + 3 and (page.capital(i) or page.tokens.words[i] in DETERMINERS):
        i += 1
    return replace(said, last=max(i, said.last))


def _relay_after(page: MarkedText, last: int, end: int) -> str | None:
    """ "said in a statement carried by Y"."""
    stop = min(end, last + 12)
    if last >= stop or "by" not in page.tokens.words[last:stop] or not _RELAYED.search(page.text_of(last, stop)):
        return None
    return next((c.name for c in page.inside(page.marks.claimants, last, stop) if c.relay), None)


def _people(page: MarkedText, said: Said) -> list[str]:
    """Surnames and titles in the source phrase: the capital word right before the verb or comma, the "mayor" before a name."""
    body = {word.lower() for word in said.source.name.split()}
    names = []
    for i in range(said.first, said.last):
        following = page.tokens.word(i + 1)
        if page.tokens.words[i] in page.grammar.person_titles:
            names.append(page.tokens.words[i])
        if page.capital(i) and page.tokens.words[i] not in body and (i + 1 >= said.last or not page.capital(i + 1)) and following != "'s":
            if len(page.tokens.words[i]) > 2 and page.tokens.words[i] not in DETERMINERS:
                names.append(page.tokens.words[i])
    return names


def _passive(words: list[str], verb: int, subject_end: int) -> bool:
    """ "the strike was reported": what stands before the verb is not who reports."""
    return not BE.isdisjoint(words[subject_end:verb]) and words[verb] in ("reported", "said", "claimed", "confirmed", "believed")


def _label(page: MarkedText, sentence: Sentence, speakers: Speakers) -> Said | None:
    """A headline's or bulletin's own form: "SOHR: …", "… : monitor", "… - UN", and in a headline a source as its last word."""
    words = page.tokens.words
    for found in page.inside(page.marks.claimants, sentence.first, sentence.last):
        topic = found.name == found.actor and found.kind != "armed_group"  # a bare state names a topic or a place
        if topic or found.kind == "unattributed":  # "Agencies report:" names nobody
            continue
        colon = next((i for i in range(found.last, min(found.last + _CHANNEL, sentence.last)) if words[i] not in _CHANNELS), sentence.last)
        if found.first - sentence.first <= 1 and page.tokens.word(colon) == ":":
            return Said(source_of(page, found, speakers, found.last), ":", "asserted", sentence.first, colon + 1, True, "headline")
        ends = found.last >= sentence.last or (sentence.last - found.last <= 2 and words[found.last] in (".", "?", ")"))
        before = words[found.first - 1]
        closes = sentence.kind == "headline" and found.kind in _CLOSING and before not in ("by", "of", "on", "in", "the")
        if ends and found.first > sentence.first + 2 and (before in COMMAS or closes):
            return Said(source_of(page, found, speakers, found.last), "", "asserted", found.first, found.last, False, "headline")
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
