"""What holds from one sentence to the next: the speaker, the striker, the day and the place, until something replaces them."""

from collections.abc import Sequence

from app.extract.attribution import Said
from app.extract.drafts import Draft, quantities_of
from app.extract.marked import MarkedText
from app.extract.sentences import Sentence
from app.extract.speakers import Source
from app.extract.strikes import Strike
from app.extract.tokens import within
from app.model.claim import Actor, Mention, When
from app.model.codes import WeaponCode

_REACH = 2
_DROPPED = frozenset("air_strike bomb barrel_bomb glide_bomb cluster_munition".split())
_THERE = frozenset("there city town village area market district camp hospital".split())
_TOLL = frozenset("dead toll casualties victims wounded injured killed deaths bodies injuries".split())


class Carry:
    """The state of a reading in text order."""

    def __init__(self, page: MarkedText, publisher: Source | None) -> None:
        """Start a report; ``publisher`` answers for what nobody is named for (communiqués and bulletins), None for a news outlet."""
        self._page = page
        self._publisher = publisher
        self._source: Source | None = None
        self._heard_at = -_REACH - 1
        self._paragraph = -1
        self._last: Draft | None = None
        self._attackers: set[str] = set()

    @property
    def day(self) -> When | None:
        """The day of the last strike told."""
        return self._last.when if self._last is not None else None

    def speaker(self, sentence: Sentence, number: int) -> Source | None:
        """Who still speaks in a sentence that names nobody: inside an open quotation, or right after a speaker in the same paragraph."""
        if self._source is None or sentence.kind != "body":
            return self._publisher
        quoted = any(q.speech and q.start <= sentence.start + 1 and sentence.end - 2 <= q.end for q in self._page.quoted)
        near = number - self._heard_at <= _REACH and self._paragraph == sentence.paragraph
        return self._source if quoted or near else self._publisher

    def heard(self, sentence: Sentence, number: int, said: Sequence[Said]) -> None:
        """A sentence has been read: its last speaker holds on."""
        if said:
            self._source, self._heard_at, self._paragraph = said[-1].source, number, sentence.paragraph

    def fill(self, draft: Draft, strike: Strike) -> Draft:
        """Fill from the strike told before what this clause leaves open, where its words point back or nothing speaks against it."""
        before = self._last
        self._own_side(draft)
        self._attackers |= {a.name for a in draft.actors if a.role == "attacker"}
        if before is not None and draft.kind != "headline":
            near = draft.order - before.order <= _REACH + 1
            if (
                not draft.actors
                and (draft.definite or near)
                and _may_share(draft.weapon.code if draft.weapon else None, before.weapon.code if before.weapon else None)
            ):
                draft.actors = before.actors
            self._fill_generic_actor(draft, before)
            if draft.weapon is None and before.weapon is not None and (draft.definite or _one_voice(draft, before)):
                draft.weapon = before.weapon
            same = draft.when is None and _one_voice(draft, before)
            if not draft.struck and ((draft.definite and same) or self._says_there(strike)) and near:
                draft.mentions += [Mention(m.toponym, m.role, "inferred") for m in before.mentions if m.role in ("reported_target", "container")]
            if draft.when is None and draft.definite and near and draft.modality == before.modality and _one_voice(draft, before):
                draft.when = before.when
        if draft.kind != "headline" or before is None:
            self._last = draft
        return draft

    def casualties(self, sentence: Sentence, number: int, drafts: Sequence[Draft]) -> None:
        """ "Nine children were among the dead": numbers of dead and wounded that the next sentence adds to the strike just told."""
        if not drafts or number - drafts[-1].order > 1 or drafts[-1].kind != "body":
            return
        words = self._page.tokens.words
        if not any(words[i] in _TOLL for i in range(sentence.first, sentence.last)):
            return
        known = drafts[-1].quantities
        for quantity in quantities_of(self._page, sentence.first, sentence.last):
            if quantity.unit in ("killed", "injured") and quantity not in known:
                known.append(quantity)

    def _own_side(self, draft: Draft) -> None:
        """A striker that counts strikes and names nobody counts its own."""
        side = draft.source.actor if draft.source is not None else None
        if draft.actors or side is None or side not in self._attackers or any(m.role == "launch_origin" for m in draft.mentions):
            return
        speech = (draft.said.first, draft.said.last) if draft.said is not None else (0, 0)
        start, end = draft.spans[0]
        named = [a for a in within(self._page.marks.actors, start, end) if a.name == side and not speech[0] <= a.first < speech[1]]
        if not named:
            draft.actors = (Actor(side),)

    def _fill_generic_actor(self, draft: Draft, before: Draft) -> None:
        """ "the army", "the coalition", "warplanes" are those named before."""
        generic = {a.name for a in self._page.marks.actors if a.generic}
        if draft.actors and all(a.name in generic for a in draft.actors if a.role == "attacker"):
            named = [a for a in before.actors if a.role == "attacker" and a.name not in generic]
            if named:
                draft.actors = (*named, *(a for a in draft.actors if a.role != "attacker"))

    def _says_there(self, strike: Strike) -> bool:
        words = self._page.tokens.words
        for i in range(strike.first, strike.last):
            if words[i] == "there" and i > strike.first:
                return True
            if words[i] in _THERE and i > strike.first and words[i - 1] in ("the", "same", "that"):
                return True
        return False


def _one_voice(draft: Draft, before: Draft) -> bool:
    """Whether nothing says that "the strikes" are others: another striker, or another kind of weapon."""
    mine, theirs = {a.name for a in draft.actors}, {a.name for a in before.actors}
    if mine and theirs and not mine & theirs:
        return False
    one, two = (draft.weapon.code if draft.weapon else None), (before.weapon.code if before.weapon else None)
    return one is None or two is None or one == two or "missile" in (one, two) or {one, two} <= _DROPPED


def _may_share(one: WeaponCode | None, two: WeaponCode | None) -> bool:
    ground = ("artillery", "rocket", "mortar")
    return one is None or two is None or (one in ground) == (two in ground)
