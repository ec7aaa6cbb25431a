"""What holds from one sentence to the next: the speaker, the striker, the day and the place, until something replaces them."""

from collections.abc import Mapping, Sequence

from app.extract.accounts import account_of, accounted, more_of_toll, told_elsewhere
from app.extract.areas import place_names
from app.extract.attribution import Said
from app.extract.drafts import Draft
from app.extract.marked import MarkedText
from app.extract.merging import counted
from app.extract.phrases.tokens import within
from app.extract.quantities import raises_toll
from app.extract.sameday import DayTold
from app.extract.sentences import Sentence
from app.extract.speakers import Source
from app.extract.strikers import Strikers, is_airborne, other_bullet
from app.extract.strikes import Strike
from app.extract.tolls import by_place
from app.extract.weapons import GUNS, refines
from app.extract.whereabouts import Whereabouts, code_of, one_voice
from app.model.claim import When
from app.model.codes import WeaponCode

_REACH = 2
_TURNS = frozenset(("meanwhile", "elsewhere", "separately"))
_ACCOUNTS = 8
_ON_THE_SPOT = ("unattributed", "official_unnamed")
_OPENING = 6
_STRIKES = ("strike", "raid", "bombing")
_GUNS = ("artillery", "mortar")


class Carry:
    """The state of a reading in text order."""

    def __init__(self, page: MarkedText, publisher: Source | None, lands: Mapping[str, str]) -> None:
        """Start a report; ``publisher`` answers for what nobody is named for (communiqués and bulletins), None for a news outlet.

        ``lands``: the own country of each state.
        """
        self._page = page
        self._publisher = publisher
        self._source: Source | None = None
        self._heard_at = -_REACH - 1
        self._paragraph = -1
        self._listing: Source | None = None
        self._entries = False
        self._last: Draft | None = None
        self._flown: Draft | None = None
        self._day_told = DayTold(page)
        self._strikers = Strikers(page, publisher, lands)
        self._whereabouts = Whereabouts(page)

    @property
    def day(self) -> When | None:
        """The day of the last strike told."""
        return self._last.when if self._last is not None else None

    def speaker(self, sentence: Sentence, number: int) -> Source | None:
        """Who still speaks in a sentence that names nobody: inside an open quotation, right after a speaker in the same paragraph, in his list."""
        if self._listing is not None and (sentence.entry is not None or not self._entries):
            return self._listing
        if self._source is None or sentence.kind != "body":
            return self._publisher
        quoted = self._page.is_quoted(sentence)
        if self._page.tokens.words[sentence.first] in _TURNS and not quoted:
            return self._publisher
        near = number - self._heard_at <= _REACH and self._paragraph == sentence.paragraph
        if near and not quoted and self._source.kind in _ON_THE_SPOT and self._opens_elsewhere(sentence):
            return self._publisher
        return self._source if quoted or near else self._publisher

    def _opens_elsewhere(self, sentence: Sentence) -> bool:
        """ "In the south, …", "In Qasr …": another place than that of the doctors and residents who were heard."""
        opens = self._page.tokens.words[sentence.first] in ("in", "near", "at")
        return opens and bool(self._page.inside(self._page.places, sentence.first, sentence.first + _OPENING))

    def dated(self, sentence: Sentence, number: int) -> None:
        """A sentence without a strike may set the day, or tell where the last one was: "The worst came on Sunday", "It happened in X"."""
        self._whereabouts.happened(sentence, number)
        self._day_told.tell(sentence, number)

    def heard(self, sentence: Sentence, number: int, said: Sequence[Said]) -> None:
        """A sentence has been read: its last speaker holds on, over a whole list where a colon opens one ("The Observatory reports:")."""
        if said and self._page.tokens.words[sentence.last - 1] == ":":
            self._listing, self._entries = said[-1].source, False
        elif self._listing is not None:
            self._entries = self._entries or sentence.entry is not None
            if sentence.entry is None and (said or self._entries):
                self._listing = None
        if said and "responsib" not in said[-1].verb:  # who owns a deed tells no story
            self._source, self._heard_at, self._paragraph = said[-1].source, number, sentence.paragraph

    def fill(self, draft: Draft, strike: Strike) -> Draft:
        """Fill from the strike told before what this clause leaves open, where its words point back or nothing speaks against it."""
        before = self._last
        self._day_told.set(draft)
        self._strikers.settle(draft, strike, before)
        apart = before is not None and (_only_to_come(draft, before) or other_bullet(draft, before))
        if draft.kind != "headline" and not apart:
            self._whereabouts.fill(draft, strike)
            if before is not None:
                self._take_up(draft, before, strike)
        self._day_told.remember(draft)
        self._strikers.told(draft)
        self._whereabouts.tell(draft)
        if draft.modality in ("asserted", "denied") and (draft.kind != "headline" or before is None):
            self._last = draft
            self._flown = draft if is_airborne(draft) else self._flown
        return draft

    def _take_up(self, draft: Draft, before: Draft, strike: Strike) -> None:
        """Striker, weapon, target and day of the strike told before, each where the clause leaves it open and its words allow it."""
        near = draft.order - before.order <= _REACH + 1
        foreign = _other_speaker(draft, before)
        elsewhere = bool(before.struck) and draft.paragraph != before.paragraph and not _same_place(draft, before)
        others = (foreign and (self._strikers.speaks(draft) or self._strikers.is_others(strike))) or _is_no_shelling(draft, strike, before)
        back = draft.definite or self._same_carrier(strike) or self._points_back(draft)
        lender = self._flown if _is_strike(strike) and code_of(before) in _GUNS else before  # "the strikes" are those told of before the shells
        if lender is not None and not draft.actors and (back or (near and not elsewhere)) and not others:
            if _may_share(code_of(draft), code_of(lender)) and self._strikers.may_be(draft, lender.actors):
                draft.actors, draft.lent = lender.actors, bool(lender.actors)
        same = near and one_voice(draft, before) and not foreign and (draft.modality in (before.modality, "denied"))
        same = same and not _is_no_shelling(draft, strike, before)
        if draft.weapon is None and (draft.definite or same):
            draft.weapon = before.weapon
        elif near and refines(code_of(before), code_of(draft)) and self._points_back(draft):  # "the bomb" that was a glide bomb
            draft.weapon = before.weapon
        answers = draft.definite and foreign and draft.modality in (before.modality, "denied")
        theirs = before.source is not None and draft.modality != "denied"  # a label is the word of its claimant (law 6)
        if answers and not theirs and not draft.target.labels and _same_place(draft, before):
            draft.target = before.target
        self._day_told.hold(draft, strike)

    def _same_carrier(self, strike: Strike) -> bool:
        """ "The same plane later bombed X": what carried it out is that of the strike told before."""
        return any(self._page.tokens.words[p.first - 1] == "same" for p in strike.platforms)

    def _points_back(self, draft: Draft) -> bool:
        """ "The bomb", "the missiles": the munition of the strike told before."""
        start, end = draft.spans[0]
        weapons = within(self._page.marks.weapons, start, end)
        return any(w.text == (draft.weapon.label if draft.weapon else "") and self._page.tokens.word(w.first - 1) == "the" for w in weapons)

    def account(self, sentence: Sentence, number: int, drafts: Sequence[Draft], said: Said | None) -> list[Draft]:
        """What a sentence without a strike word says of the strike just told: more of it, or another source's claims about it."""
        before = next((d for d in reversed(drafts) if d.modality == "asserted" and not d.provoked), None)
        if before is None or number - before.order > _ACCOUNTS or sentence.kind != "body":
            return []
        anew = sentence.entry == "time" or "bullet" in (sentence.entry, before.entry)
        if said is None and anew and sentence.paragraph != before.paragraph:
            return []
        kind = account_of(self._page, sentence, said, before)
        if said is not None and kind is not None:
            told = accounted(self._page, sentence, number, said, before, kind)
            self._whereabouts.answer(told)
            return by_place(self._page, told, sentence.first, sentence.last) if kind == "toll" else [told]
        if number - before.order > _REACH + 1 or (before.entry == "bullet" and sentence.paragraph != before.paragraph):
            return []
        elsewhere = told_elsewhere(self._page, sentence, number, before)
        for told in elsewhere:
            told.said, told.source = said, said.source if said is not None else self.speaker(sentence, number)
        if elsewhere:
            return elsewhere
        if self._heard_at > before.order and self._source is not None and before.source is not None and self._source.name != before.source.name:
            return []  # another has spoken since: the toll that nobody is named for may be his
        more = more_of_toll(self._page, sentence, before)
        before.quantities = counted(before.quantities, more, raised=raises_toll(self._page, sentence.first, sentence.last))
        return []


def _other_speaker(draft: Draft, before: Draft) -> bool:
    """Whether the sentence has a speaker of its own, another than that of the strike before."""
    return draft.said is not None and draft.source is not None and (before.source is None or before.source.name != draft.source.name)


def _only_to_come(draft: Draft, before: Draft) -> bool:
    """Whether a strike is threatened or planned after another was told: that one's place, day and striker are not its own."""
    return draft.modality in ("threatened", "planned") and draft.modality != before.modality and not draft.definite


def _same_place(draft: Draft, before: Draft) -> bool:
    """No place of its own, or one that the strike before names too."""
    return not draft.struck or bool(place_names(draft.struck) & place_names(before.mentions))


def _is_no_shelling(draft: Draft, strike: Strike, before: Draft) -> bool:
    """ "A strike on X" after "rebels shelled Y": no shelling, and not theirs."""
    return _is_strike(strike) and not draft.definite and code_of(before) in GUNS


def _is_strike(strike: Strike) -> bool:
    """Whether a clause speaks of strikes, raids or bombing by the noun."""
    return any(t.entry.pos == "noun" and t.entry.lemma.endswith(_STRIKES) for t in strike.triggers)


def _may_share(one: WeaponCode | None, two: WeaponCode | None) -> bool:
    return one is None or two is None or (one in GUNS) == (two in GUNS)
