"""The extractor: one report and its place names in, every strike claim out.

1. mark      tokens, sentences, quotations, dates, quantities, vocabulary and names, each once (``marked``)
2. attribute who speaks in each sentence; a speaker holds over to the next sentences of the paragraph (``attribution``, ``speakers``)
3. find      the clauses that report a strike (``strikes``)
4. read      each clause: actors, weapon, target, places with roles, numbers, day, modality (``drafts``)
5. resolve   what a clause leaves to the one before: "the raids", "there", the day, the striker (``carrying``)
6. merge     clauses that mean one strike into one claim with several spans (``merging``)
7. link      bases, origins and sums over the claims (``linking``)
8. name      each claim by report and quote (``naming``)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.extract.attribution import Said, attributions
from app.extract.beforehand import Beforehand
from app.extract.belligerents import load_lands, load_theatres
from app.extract.carrying import Carry
from app.extract.counts import settled
from app.extract.doubts import settle_doubts
from app.extract.drafts import Draft, draft
from app.extract.eras import Era
from app.extract.grammar import Grammar, load_grammar
from app.extract.incidents import may_mean_incident, tells_incident
from app.extract.linking import (
    contain,
    fill_weapon,
    grounded,
    link_bases,
    promote_lead,
    settle_side,
    share_origins,
    share_sums,
)
from app.extract.marked import MarkedText, claimants_in, mark_text
from app.extract.merging import merge
from app.extract.naming import claims_from
from app.extract.origins import link_origins
from app.extract.phrases.vocabulary import Lexicon
from app.extract.sameday import fill_day, fill_issue_day, fill_live_day
from app.extract.sides import Spoken
from app.extract.speakers import Source, Speakers, publisher_source
from app.extract.specific import is_specific, told_in_full
from app.extract.strikes import Strike, find_strikes
from app.extract.titles import fill_from_title, is_open
from app.extract.tolls import by_place
from app.extract.topic import topic_of
from app.extract.verdicts import judged, verdicts_of
from app.extract.whereabouts import fill_place
from app.extract.whose import fill_striker
from app.model.claim import Claim
from app.model.place import Toponym
from app.model.report import Report

_HEAD = 3
_SHORT = 16
_COMMUNIQUES = frozenset("statement communique communiqué bulletin briefing summary release".split())


class RuleExtractor:
    """Rules over lexicons, sentence structure and toponyms. Pure: the same report and toponyms give the same claims."""

    def __init__(self, lexicon: Lexicon, grammar: Grammar | None = None) -> None:
        """Take the vocabulary (``load_lexicon()``); the word classes of the grammar are read here unless given, and who fights where."""
        self._lexicon = lexicon
        self._grammar = grammar or load_grammar()
        self._theatres, self._lands = load_theatres(), load_lands()

    def __call__(self, report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
        """Every strike claim of every modality, in order of their quotes."""
        page = mark_text(report, toponyms, self._lexicon, self._grammar)
        publisher = publisher_source(report.publisher, claimants_in(report.publisher, self._lexicon)) or _issuer(page)
        drafts, used, spoken = _read(page, publisher, self._lands)
        drafts = grounded(page, told_in_full(merge(drafts), page.lead))
        promote_lead(page, drafts)
        own = [item for item in drafts if not item.provoked]
        share_sums(own)
        fill_place(own)
        settle_doubts(page, own)
        if report.title and any(map(is_open, own)):
            fill_from_title(page, mark_text(replace(report, text=report.title, title=None), (), self._lexicon, self._grammar), own)
        fill_striker(page, own, self._theatres, self._lands, spoken)
        fill_weapon(own)
        settle_side(page, drafts)
        fill_day(page, own)
        fill_issue_day(page, own, publisher)
        fill_live_day(page, own)
        link_bases(page, drafts, used)
        link_origins(page, drafts, used)
        share_origins(page, drafts)
        for item in drafts:
            item.quantities = settled(item.quantities)
        contain(drafts)
        return claims_from(page, drafts, self._theatres)


def is_strike_report(claims: Sequence[Claim]) -> bool:
    """Whether at least one specific strike is asserted; denials, threats and history alone do not make a strike report."""
    return any(claim.modality == "asserted" for claim in claims)


def _read(page: MarkedText, publisher: Source | None, lands: Mapping[str, str]) -> tuple[list[Draft], set[int], list[Spoken]]:
    """Drafts of all strike clauses in text order, the sentences they came from, and who speaks in which sentence."""
    speakers = Speakers(named=_named_sources(page))
    carry, era, beforehand = Carry(page, publisher, lands), Era(page), Beforehand(page)
    drafts: list[Draft] = []
    used: set[int] = set()
    spoken: list[Spoken] = []
    topic, verdicts = topic_of(page), verdicts_of(page)
    if topic.civil:
        return [], set(), []
    incident = False
    for number, sentence in enumerate(page.sentences):
        if sentence.kind == "boilerplate":
            continue
        said = attributions(page, sentence, speakers)
        past = era.holds(sentence, number, said=bool(said))
        strikes = find_strikes(page, sentence, at_war=topic.at_war and not (incident and may_mean_incident(page, sentence)))
        told = False
        for strike in strikes:
            own = _said_of(page, strike, said)
            source = own.source if own is not None else carry.speaker(sentence, number)
            read = draft(page, strike, own, source, number, carry.day)
            if past and read.modality == "asserted":
                read.modality = "historical"
            new = judged(page, read, verdicts.get(number)) if is_specific(read) else None
            if new is not None:
                full = new if new.provoked else carry.fill(new, strike)
                beforehand.join(full)
                drafts += by_place(page, full, strike.first, strike.last)
                used.add(number)
                told = told or new.modality == "asserted"
        if strikes or tells_incident(page, sentence):  # whether what was told last is a shooting or the like
            incident = not told and tells_incident(page, sentence)
        accounts = carry.account(sentence, number, drafts, said[0] if said else None) if not (strikes or incident) else []
        drafts += accounts
        used.update([number] if accounts else [])
        if not strikes:
            beforehand.hear(sentence, number, said[0] if said else None)
            carry.dated(sentence, number)
        carry.heard(sentence, number, said)
        spoken += [(one, sentence) for one in said]
    return drafts, used, spoken


def _said_of(page: MarkedText, strike: Strike, said: Sequence[Said]) -> Said | None:
    """The attribution that governs a strike clause; "denied hitting civilians and said it had hit rebels" is what it said."""
    chosen = _governing(page, strike, said)
    if chosen is None or chosen.modality != "denied":
        return chosen
    granted = (s for s in said if s.first > chosen.first and s.modality == "asserted" and s.source.name == chosen.source.name)
    return next((s for s in granted if any(t.first >= s.last and t.entry.pos == "verb" for t in strike.triggers)), chosen)


def _governing(page: MarkedText, strike: Strike, said: Sequence[Said]) -> Said | None:
    """The attribution in or around a strike clause, the one behind it before the one ahead; who denies what went before asserts nothing."""
    at = strike.trigger.first
    said = [s for s in said if s.modality != "denied" or s.first <= at]
    if not said:
        return None
    trailing = [s for s in said if not s.leading and s.first >= at]
    leading = [s for s in said if s.leading and s.last <= at]
    inside = [s for s in said if strike.first <= s.first < strike.last]
    if trailing and (not leading or (trailing[0].first < strike.last and trailing[0].source.name != leading[-1].source.name)):
        return trailing[0]
    if leading:
        return leading[-1]
    return inside[0] if inside else said[-1] if len(said) == 1 else min(said, key=lambda s: abs(s.first - at))


def _issuer(page: MarkedText) -> Source | None:
    """ "A statement of the X Armed Forces.": who issues a communiqué says so above it."""
    for sentence in page.sentences[:_HEAD]:
        words = page.tokens.words[sentence.first : sentence.last]
        told = bool(page.inside(page.marks.triggers, sentence.first, sentence.last))
        told = told or bool(page.inside(page.marks.reporting, sentence.first, sentence.last))
        at = next((i for i, word in enumerate(words, sentence.first) if word in _COMMUNIQUES), None)
        if at is None or told or len(words) > _SHORT or page.tokens.word(at + 1) not in ("of", "by", "from", "issued"):
            continue
        named = next((c for c in page.inside(page.marks.claimants, at, sentence.last) if not c.generic and c.kind != "news_media"), None)
        if named is not None:
            return Source(named.name, named.kind, named.actor)
    return None


def _named_sources(page: MarkedText) -> list[Source]:
    return [Source(c.name, c.kind, c.actor, c.generic, c.relay, False, c.start, c.text) for c in page.marks.claimants]
