"""Which clauses of a sentence report a strike: trigger words with the support that makes them mean one."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.actors import ActorFound
from app.extract.grammar import BE, CLAUSE_WORDS
from app.extract.marked import MarkedText
from app.extract.phrases import Found
from app.extract.sentences import Sentence
from app.extract.vocabulary import PlatformTerm, TriggerTerm, WeaponTerm

_STATE_VERBS = frozenset("strike hit pound raid bomb blast target".split())
_DELIVERY_HEADS = frozenset(("aircraft", "weapon", "strike"))
_NOUN_VERBS = frozenset("strike hit destroy kill target engage damage wound injure pound attack suppress deny".split())
_MEN = frozenset(("fighter", "fighters"))
_PLAIN_BOMBS = frozenset(("bomb", "bombs"))
_PLAIN_AIRCRAFT = frozenset(
    "plane planes aircraft airplane airplanes aeroplane aeroplanes helicopter helicopters aircrafts tank tanks vehicle ship ships boat boats".split()
)
_EFFECTS = frozenset(("destruction", "casualties"))
CAMPAIGNS = ("campaign", "war", "operation", "operations", "offensive")
_NEAR = 10
_AGENT_GAP = 5
_BOMB_VERBS = frozenset("drop bomb rain release unload fall hit strike land pound".split())


@dataclass(frozen=True, slots=True)
class Strike:
    """One clause that reports a strike: tokens ``first`` to ``last`` (exclusive), its triggers (the main one first) and its means."""

    sentence: Sentence
    first: int
    last: int
    triggers: tuple[Found[TriggerTerm], ...]
    weapons: tuple[Found[WeaponTerm], ...]
    platforms: tuple[Found[PlatformTerm], ...]

    @property
    def trigger(self) -> Found[TriggerTerm]:
        """The word that says that something was struck."""
        return self.triggers[0]


def find_strikes(page: MarkedText, sentence: Sentence, *, at_war: bool) -> list[Strike]:
    """The strike clauses of a sentence; ``at_war``: the report has already spoken of strikes without doubt, so "the raids" means them."""
    if _rehearsed(page, sentence):
        return []
    if not page.inside(page.marks.triggers, sentence.first, sentence.last):
        whole = _strike(page, sentence, sentence.first, sentence.last, at_war=at_war)
        return [] if whole is None else [whole]
    pieces = [(first, last, _strike(page, sentence, first, last, at_war=at_war)) for first, last in _clauses(page, sentence)]
    if not any(strike for _, _, strike in pieces):
        whole = _strike(page, sentence, sentence.first, sentence.last, at_war=at_war)
        return [whole] if whole is not None else []
    return _joined(page, sentence, pieces, at_war=at_war)


def _verbless(page: MarkedText, sentence: Sentence, first: int, last: int, *, at_war: bool) -> list[Found[TriggerTerm]]:
    """A bulletin's line: "Taftanaz: one barrel bomb, no casualties". The munition stands for the strike."""
    words = page.tokens.words
    places = page.inside(page.places, sentence.first, sentence.last)
    label = ":" in words[sentence.first : sentence.first + 10] and page.capital(sentence.first)
    starts = bool(places) and places[0].first - sentence.first <= 1
    if not at_war or not label or not (starts or page.capital(sentence.first)):
        return []
    munition = next((w for w in page.inside(page.marks.weapons, first, last) if w.entry.code is not None and not w.entry.excluded), None)
    if munition is None:
        return []
    term = TriggerTerm(munition.text.lower(), "noun", munition.entry.code, "strike", "alone", False)
    return [Found(munition.start, munition.end, munition.first, munition.last, munition.text, term, "noun")]


def _rehearsed(page: MarkedText, sentence: Sentence) -> bool:
    """Whether a sentence tells of a test or an exercise."""
    words = page.tokens.words
    if any(n.entry.cls in ("test", "exercise") for n in page.inside(page.marks.negatives, sentence.first, sentence.last)):
        return True
    return any(
        words[i] in page.grammar.rehearsal_words and words[i + 1 : i + 2] not in (["camp"], ["centre"], ["center"], ["base"])
        for i in range(sentence.first, sentence.last)
    )


def is_sure(page: MarkedText, sentence: Sentence) -> bool:
    """Whether a sentence alone says that it is about air, missile, drone or artillery strikes."""
    triggers = page.inside(page.marks.triggers, sentence.first, sentence.last)
    weapons = [w for w in page.inside(page.marks.weapons, sentence.first, sentence.last) if not w.entry.excluded]
    return any(t.entry.sure == "alone" for t in triggers) or bool(triggers and _delivered(triggers, weapons, (), at_war=False))


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
    strikes = [_strike(page, sentence, first, last, at_war=at_war) for first, last in ranges]
    return [strike for strike in strikes if strike is not None]


def _stands_alone(page: MarkedText, strike: Strike, before: tuple[int, int]) -> bool:
    """A later clause is a strike of its own when it brings its own place or another actor."""
    if page.inside(page.places, strike.first, strike.last):
        return True
    mine = {a.name for a in page.inside(page.marks.actors, strike.first, strike.last) if a.head_cls in _DELIVERY_HEADS}
    theirs = {a.name for a in page.inside(page.marks.actors, *before)}
    return bool(mine - theirs)


def _clauses(page: MarkedText, sentence: Sentence) -> list[tuple[int, int]]:
    words = page.tokens.words
    found: list[tuple[int, int]] = []
    start = sentence.first
    for i in range(sentence.first + 1, sentence.last):
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
    stop = min(end, i + 8)
    verb = next((t for t in page.inside(page.marks.triggers, i + 1, stop) if t.entry.pos == "verb" and t.form != "ing"), None)
    if verb is None or verb.first <= i + 1:
        return False
    subject = [*page.inside(page.marks.actors, i + 1, verb.first), *page.inside(page.marks.weapons, i + 1, verb.first)]
    return bool(subject) or page.tokens.words[i + 1] in ("another", "other", "others")


def _strike(page: MarkedText, sentence: Sentence, first: int, last: int, *, at_war: bool) -> Strike | None:
    triggers = page.inside(page.marks.triggers, first, last) or _verbless(page, sentence, first, last, at_war=at_war)
    if not triggers:
        return None
    weapons = [w for w in page.inside(page.marks.weapons, first, last) if not w.entry.excluded]
    platforms = [p for p in page.inside(page.marks.platforms, first, last) if p.entry.cls not in ("person", "other") and p.text.lower() not in _MEN]
    actors = page.inside(page.marks.actors, first, last)
    delivered = _delivered(triggers, weapons, platforms, at_war=at_war) or any(a.head_cls in _DELIVERY_HEADS for a in actors)
    armed = any(w.text.lower() not in _PLAIN_BOMBS for w in weapons) or any(a.head_cls in _DELIVERY_HEADS for a in actors)
    armed = armed or (at_war and not weapons and any(p.last <= triggers[0].first for p in platforms))
    ranked = sorted(
        (_rank(page, trigger, triggers, actors, delivered=delivered, at_war=at_war, armed=armed), n) for n, trigger in enumerate(triggers)
    )
    if not ranked or ranked[0][0] >= 9:
        return None
    order = [triggers[n] for rank, n in ranked if rank < 9]
    return Strike(sentence, first, last, tuple(order), tuple(weapons), tuple(platforms))


def _excluded_nearest(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """Whether the weapon next to a trigger is a planted bomb or a hand weapon ("a roadside bomb hit a mortar squad")."""
    low, high = max(0, trigger.first - _NEAR), trigger.last + _NEAR
    near = page.inside(page.marks.weapons, low, high)
    if not any(w.entry.excluded for w in near):
        return False
    nearest = min(near, key=lambda w: min(abs(trigger.first - w.last), abs(w.first - trigger.last)))
    return nearest.entry.excluded


def _delivered(
    triggers: Sequence[Found[TriggerTerm]], weapons: Sequence[Found[WeaponTerm]], platforms: Sequence[Found[PlatformTerm]], *, at_war: bool
) -> bool:
    """Whether the clause names a means of striking from afar: a plain "bomb" must be dropped, a plain "plane" be in a war of strikes."""
    if any(w.text.lower() not in _PLAIN_BOMBS for w in weapons):
        return True
    if weapons and any(t.entry.lemma in _BOMB_VERBS for t in triggers):
        return True
    return any(p.text.lower() not in _PLAIN_AIRCRAFT or at_war for p in platforms)


def _rank(
    page: MarkedText,
    trigger: Found[TriggerTerm],
    triggers: Sequence[Found[TriggerTerm]],
    actors: Sequence[ActorFound],
    *,
    delivered: bool,
    armed: bool,
    at_war: bool,
) -> int:
    """How sure a trigger is: 0 alone, 1 weak with support, 2 context with its means, 9 no strike."""
    term = trigger.entry
    if term.sure == "alone":
        if "fire" in trigger.text.lower() and any(
            p.text.lower() in ("tank", "tanks") for p in page.inside(page.marks.platforms, trigger.first, trigger.last + 5)
        ):
            return 9
        return 2 if trigger.text.lower().endswith(CAMPAIGNS) else 0
    if term.defence or _excluded_nearest(page, trigger):
        return 9
    if term.sure == "context":
        return 2 if delivered and (term.action not in _EFFECTS or armed) else 9
    if delivered:
        return 1
    if term.pos == "noun":
        verb = any(t.entry.pos == "verb" and t.entry.lemma in _NOUN_VERBS and 0 <= t.first - trigger.last <= 2 for t in triggers)
        if verb and term.lemma in ("strike", "raid") and _names_target(page, trigger.last):
            return 1
        state = any(a.kind in ("state", "coalition") and a.form != "descriptor" for a in actors)
        if state and term.lemma in ("bombing", "strike") and page.tokens.word(trigger.last) in ("of", "on", "against"):
            return 1
        return 3 if at_war and term.lemma in ("strike", "raid", "bombing", "attack", "sortie", "assault") else 9
    agent = any(
        a.kind in ("state", "coalition") and a.form not in ("adjective", "descriptor") and 0 <= trigger.first - a.last <= _AGENT_GAP for a in actors
    )
    if agent and term.lemma in _STATE_VERBS:
        return 1
    words = page.tokens.words
    passive = trigger.form == "past" and any(words[i] in BE for i in range(max(0, trigger.first - 3), trigger.first))
    pronoun = any(words[i] in ("it", "they", "planes", "aircraft", "jets") for i in range(max(0, trigger.first - 4), trigger.first))
    meant = (term.lemma in _STATE_VERBS and (passive or pronoun)) or (term.lemma == "attack" and passive)
    return 3 if at_war and meant else 9


def _names_target(page: MarkedText, first: int) -> bool:
    """Whether somebody or something that is struck in wars follows closely."""
    return bool(page.inside(page.marks.targets, first, first + 16)) or bool(page.inside(page.marks.actors, first, first + 12))
