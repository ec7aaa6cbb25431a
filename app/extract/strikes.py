"""Which clauses of a sentence report a strike: trigger words with the support that makes them mean one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extract.causes import answered
from app.extract.grammar import BE, CLAUSE_WORDS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.means import DELIVERY_HEADS, means_of, tank_fire
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Spanned
from app.extract.phrases.vocabulary import PlatformTerm, TriggerTerm, WeaponTerm
from app.extract.sentences import Sentence
from app.extract.triggers import CAMPAIGNS, NO_STRIKE, is_figure, ranked, verbless

_GROUNDS = frozenset(("range", "ground", "grounds"))
_STRIKES = frozenset(("strikes", "raids", "sorties"))
_COUNT = 6
_SILENCE = 8
_UNSAID = frozenset("confirm confirmed acknowledge acknowledged claimed comment aware mention mentioned mentioning knowledge record".split())
_NOT = frozenset("not no without declined refused nor n't".split())
_TOPICS = (*([verb, "about"] for verb in ("asked", "questioned", "pressed", "spoke", "talked")), ["commenting", "on"], ["reacting", "to"])
_POINTING = frozenset("the that this every each".split())
_MATTERS = frozenset("intensification escalation trigger risk danger fear victims".split())
_MATTER = 8
_HALTING = frozenset("suspend suspended suspending halt halted halting pause paused pausing cease ceased stop stopped stopping".split())
_HALTED = 4
_SUMMED = frozenset("killed wounded injured left claimed displaced forced driven".split())
_THEIRS = frozenset("its their his our".split())
_OPENERS = frozenset("said says that . \" “".split())
_AFTER = frozenset(("after", "following", "amid"))
_JOINTS = CLAUSE_WORDS | {";", "and"}
_SOON = frozenset("shortly soon immediately hours minutes days day week weeks just long".split())
_BEFORE_GROUNDS = frozenset("test testing firing training proving shooting".split())


@dataclass(frozen=True, slots=True)
class Strike:
    """One clause that reports a strike: tokens ``first`` to ``last`` (exclusive), its triggers (the main one first) and its means.

    ``answered``: those of its tokens that tell of the event to which the strike is an answer; ``provoked``: it is itself such an event.
    """

    sentence: Sentence
    first: int
    last: int
    triggers: tuple[Found[TriggerTerm], ...]
    weapons: tuple[Found[WeaponTerm], ...]
    platforms: tuple[Found[PlatformTerm], ...]
    answered: frozenset[int] = frozenset()
    provoked: bool = False

    @property
    def trigger(self) -> Found[TriggerTerm]:
        """The word that says that something was struck."""
        return self.triggers[0]


def find_strikes(page: MarkedText, sentence: Sentence, *, at_war: bool) -> list[Strike]:
    """The strike clauses of a sentence; ``at_war``: the report has already spoken of strikes without doubt, so "the raids" means them."""
    if not page.inside(page.marks.triggers, sentence.first, sentence.last):
        whole = _strike(page, sentence, sentence.first, sentence.last, at_war=at_war)
        return [] if whole is None or _rehearsed(page, sentence) else [whole]
    if _rehearsed(page, sentence):
        return []
    return [*_told(page, sentence, at_war=at_war), *_answered_strikes(page, sentence, at_war=at_war)]


def _told(page: MarkedText, sentence: Sentence, *, at_war: bool) -> list[Strike]:
    """The clauses that tell of a strike of their own, whatever it may answer."""
    pieces = [(first, last, _strike(page, sentence, first, last, at_war=at_war)) for first, last in _clauses(page, sentence)]
    if len(pieces) == 1:
        return [strike for _, _, strike in pieces if strike is not None]
    if not any(strike for _, _, strike in pieces):
        whole = _strike(page, sentence, sentence.first, sentence.last, at_war=at_war)
        return [whole] if whole is not None else []
    return [_before_it(page, strike, n) for n, strike in enumerate(_joined(page, sentence, pieces, at_war=at_war))]


def _before_it(page: MarkedText, strike: Strike, number: int) -> Strike:
    """ "Rockets were fired at X after jets brought down a tower in Y": what is said next is said of the rockets."""
    words = page.tokens.words
    return replace(strike, provoked=True) if number and words[strike.first] == "after" and words[strike.first - 1] not in _SOON else strike


def _answered_strikes(page: MarkedText, sentence: Sentence, *, at_war: bool) -> list[Strike]:
    """ "… in answer to the drone attack that killed three soldiers in X": a strike too, where it is said who or what was hit."""
    tokens = sorted(answered(page, sentence.first, sentence.last))
    if not tokens:
        return []
    starts = [i for n, i in enumerate(tokens) if n == 0 or tokens[n - 1] != i - 1]
    found = []
    for first in starts:
        last = next((i for i in range(first, sentence.last) if i not in tokens), sentence.last)
        strike = _strike(page, sentence, first, last, at_war=at_war, other=frozenset())
        dead = any(q.quantity.unit in ("killed", "injured") for q in page.inside(page.quantities, first, last))
        if strike is not None and (dead or page.inside(page.marks.targets, strike.trigger.last, last)):
            found.append(replace(strike, provoked=True))
    return found


def _rehearsed(page: MarkedText, sentence: Sentence) -> bool:
    """Whether a sentence tells of a test, an exercise or a story."""
    words = page.tokens.words
    inside = words[sentence.first : sentence.last]
    grounds = range(0) if _GROUNDS.isdisjoint(inside) else range(sentence.first + 1, sentence.last)
    if any(words[i] in _GROUNDS and words[i - 1] in _BEFORE_GROUNDS and not page.tokens.hyphened[i] for i in grounds):
        return True
    if any(n.entry.cls in ("test", "exercise", "film") for n in page.inside(page.marks.negatives, sentence.first, sentence.last)):
        return True
    if page.grammar.peaceful_words.isdisjoint(inside):
        return False
    return any(
        words[i] in page.grammar.peaceful_words and words[i + 1 : i + 2] not in (["camp"], ["centre"], ["center"], ["base"])
        for i in range(sentence.first, sentence.last)
    )


def is_sure(page: MarkedText, sentence: Sentence) -> bool:
    """Whether a sentence alone says that it is about air, missile, drone or artillery strikes."""
    triggers = page.inside(page.marks.triggers, sentence.first, sentence.last)
    return any(t.entry.sure == "alone" and not (tank_fire(page, t) or is_figure(page, t)) for t in triggers) or bool(
        triggers and means_of(page, sentence.first, sentence.last, triggers, at_war=False).armed
    )


def _joined(page: MarkedText, sentence: Sentence, pieces: Sequence[tuple[int, int, Strike | None]], *, at_war: bool) -> list[Strike]:
    """Clauses without a strike of their own belong to the one before (or, at the start, to the one behind)."""
    ranges: list[tuple[int, int]] = []
    start = sentence.first
    taken = False
    for first, last, strike in pieces:
        if strike is not None and taken and _stands_alone(page, strike, ranges[-1] if ranges else (start, first)):
            ranges[-1:] = [(ranges[-1][0], first)] if ranges else []
            ranges.append((first, last))
        elif strike is not None and not taken:
            ranges.append((start, last))
            taken = True
        elif ranges:
            ranges[-1] = (ranges[-1][0], last)
    read = {(first, last): strike for first, last, strike in pieces}
    strikes = [read[span] if span in read else _strike(page, sentence, *span, at_war=at_war) for span in ranges]
    return [strike for strike in strikes if strike is not None]


def _stands_alone(page: MarkedText, strike: Strike, before: tuple[int, int]) -> bool:
    """A later clause is a strike of its own when it brings its own place or another actor."""
    if page.inside(page.places, strike.first, strike.last):
        return True
    mine = {a.name for a in page.inside(page.marks.actors, strike.first, strike.last) if a.head_cls in DELIVERY_HEADS}
    theirs = {a.name for a in page.inside(page.marks.actors, *before)}
    return bool(mine - theirs)


def _clauses(page: MarkedText, sentence: Sentence) -> list[tuple[int, int]]:
    words = page.tokens.words
    found: list[tuple[int, int]] = []
    start = sentence.first
    for i in [i for i in range(sentence.first + 1, sentence.last) if words[i] in _JOINTS]:
        word = words[i]
        if word == ";" or (word in CLAUSE_WORDS and not page.tokens.hyphened[i]) or (word == "and" and _new_subject(page, i, start, sentence.last)):
            if i > start:
                found.append((start, i))
            start = i
    found.append((start, sentence.last))
    return found


def _new_subject(page: MarkedText, i: int, start: int, end: int) -> bool:
    """ "… and Turkish drones struck": "and" begins a clause with its own striker and verb."""
    if not any(t.entry.pos == "verb" for t in page.inside(page.marks.triggers, start, i)):
        return False
    if _counts_anew(page, i, start, end):
        return True
    stop = min(end, i + 8)
    verb = next((t for t in page.inside(page.marks.triggers, i + 1, stop) if t.entry.pos == "verb" and t.form != "ing"), None)
    if verb is None or verb.first <= i + 1:
        return False
    subjects = [a.first for a in page.inside(page.marks.actors, i + 1, verb.first)]
    subjects += [w.first for w in page.inside(page.marks.weapons, i + 1, verb.first)]
    if subjects and not PREPOSITIONS.isdisjoint(page.tokens.words[i + 2 : min(subjects)]):  # "women and children in air raids launched by"
        return False
    return bool(subjects) or page.tokens.words[i + 1] in ("another", "other", "others")


def _unsaid(page: MarkedText, sentence: Sentence, trigger: Found[TriggerTerm]) -> bool:
    """ "did not comment on the bombing", "was not aware of a strike", "asked about the raid": nothing is said of it."""
    if page.tokens.words[trigger.first - 3 : trigger.first - 1] in _TOPICS or page.tokens.words[trigger.first - 2 : trigger.first] in _TOPICS:
        return True
    words = page.tokens.words[max(sentence.first, trigger.first - _SILENCE) : trigger.first]
    if _UNSAID.isdisjoint(words) or not (trigger.entry.pos == "noun" or words[-1] == "being"):
        return False
    at = next(i for i, word in enumerate(words) if word in _UNSAID)
    return not _NOT.isdisjoint(words[:at])


def _is_bare(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Appealed for help after Israeli air strikes yesterday": nothing is said of where they were, what they hit or whom they killed."""
    low, high = max(0, trigger.first - _MATTER), trigger.last + _MATTER
    marks: tuple[Sequence[Spanned], ...] = (page.places, page.quantities, page.marks.targets)
    return not any(page.inside(kind, low, high) for kind in marks)


def _weighed(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "The intensification of the strikes", "the trigger for massive air strikes", "the risk of being hit": a matter, not a strike."""
    words = page.tokens.words[max(0, trigger.first - _MATTER) : trigger.first]
    if trigger.entry.pos == "noun" and not _HALTING.isdisjoint(words[-_HALTED:]) and not _THEIRS.isdisjoint(words[-_HALTED:]):
        return True  # "it was suspending its air raids"
    if trigger.text.lower().endswith("ing") and _is_topic(page, trigger):
        return True
    if trigger.text.lower().endswith(CAMPAIGNS) and page.tokens.word(trigger.last) in ("has", "have"):
        return page.tokens.word(trigger.last + 1) in _SUMMED  # "the bombing campaign has killed hundreds"
    if _MATTERS.isdisjoint(words):
        return False
    named = (i for i, word in enumerate(words) if word in _MATTERS and words[i + 1 : i + 2] in (["of"], ["for"]))
    return any(words[i + 2 : i + 3] not in (["a"], ["an"]) for i in named)  # "victims of a massacre by helicopters" tells of one


def _is_topic(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Said bombing civilians was not what it had wanted": a deed in general."""
    words = page.tokens.words
    if words[trigger.first - 1] not in _OPENERS or page.tokens.word(trigger.last) in PREPOSITIONS:  # "said bombing of Y was heavy"
        return False
    return not BE.isdisjoint(words[trigger.last + 1 : trigger.last + _HALTED])


def _only_dates(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Shortly after the raid", "hours before that strike", "after every attack": a strike that only says when something else was."""
    words, at = page.tokens.words, trigger.first
    if trigger.entry.pos == "noun" and not _AFTER.isdisjoint(words[max(0, at - 3) : at]) and _is_bare(page, trigger):
        return True
    if trigger.entry.pos != "noun" or words[at - 1] not in _POINTING or words[at - 2] not in ("after", "before"):
        return False
    return words[at - 1] in ("every", "each") or words[at - 3] in _SOON


def _counts_anew(page: MarkedText, i: int, start: int, end: int) -> bool:
    """ "five strikes in Syria … and 14 strikes in Iraq": another number of strikes with another place."""
    counted = [q for q in page.inside(page.quantities, i + 1, min(end, i + _COUNT)) if q.quantity.unit in _STRIKES]
    if not counted or counted[0].start != page.tokens.starts[i + 1]:
        return False
    earlier = any(q.quantity.unit in _STRIKES for q in page.inside(page.quantities, start, i))
    return earlier and bool(page.inside(page.places, start, i)) and bool(page.inside(page.places, i, end))


def _strike(
    page: MarkedText, sentence: Sentence, first: int, last: int, *, at_war: bool, other: frozenset[int] | None = None
) -> Strike | None:
    """The strike of a token range; ``other``: its tokens that tell of another event, None to look for them."""
    named = page.inside(page.marks.triggers, first, last)
    if named:
        other = answered(page, first, last) if other is None else other
        triggers = [t for t in named if not (t.first in other or _unsaid(page, sentence, t) or _only_dates(page, t) or _weighed(page, t))]
    else:
        triggers = verbless(page, sentence, first, last, at_war=at_war)
    if not triggers:
        return None
    other = answered(page, first, last) if other is None else other
    means = means_of(page, first, last, triggers, at_war=at_war, other=other)
    ranks = ranked(page, triggers, means, page.inside(page.marks.actors, first, last), at_war=at_war)
    if min(ranks) >= NO_STRIKE:
        return None
    order = sorted((rank, n) for n, rank in enumerate(ranks) if not triggers[n].entry.defence)
    return Strike(sentence, first, last, tuple(triggers[n] for _, n in order), means.weapons, means.platforms, other)
