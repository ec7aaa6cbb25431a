"""How sure the strike words of a clause are, given what else it names: "alone" words suffice, others need means, agent or context."""

from collections.abc import Sequence

from app.extract.grammar import BE
from app.extract.marked import MarkedText, is_wide
from app.extract.means import Means, is_struck, tank_fire
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Spanned
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.sentences import Sentence

CAMPAIGNS = ("campaign", "war", "operation", "operations", "offensive")
"""Endings of strike words that name a whole campaign, a topic rather than a strike."""

NO_STRIKE = 9
_ALONE, _SUPPORTED, _WITH_MEANS, _IN_CONTEXT = range(4)
_STATE_VERBS = frozenset("strike hit pound raid bomb blast target".split())
_LIGHT = frozenset("make perform execute undertake".split())
_STRIKE_NOUNS = frozenset("strike raid bombing sortie".split())
_AIMED_AT = frozenset("targets positions sites bases airfields camps defences defenses".split())
_ANY_ATTACK = frozenset(("attack", "assault"))
_ONE_STRIKE = frozenset(("strike", "raid"))
_FROM_AFAR = _ONE_STRIKE | frozenset(("barrage", "salvo", "volley"))
_OWNED_NOUNS = _STRIKE_NOUNS | _ANY_ATTACK
_FLIGHTS = frozenset("mission missions flight flights".split())
_DEFINITE = frozenset("the these those this that both".split())
_NOUN_VERBS = frozenset("strike hit target engage pound attack".split())
_VERBAL = BE | frozenset("stop stopped keep kept continue continued start started began begun".split())
_STRIKERS = frozenset("it they planes aircraft jets warplanes forces troops military army pilots crews navy".split())
_EFFECTS = frozenset(("destruction", "casualties"))
_MEASURES = frozenset("million billion trillion percent per % degrees barrels dollars points year high low".split())
_MUNITIONS = frozenset("barrel_bomb glide_bomb cluster_munition cruise_missile ballistic_missile missile rocket mortar".split())
_SHOTS = frozenset("sniper snipers".split())
_SHELLS = ("shell", "shells")
_PENALTIES = frozenset("sanctions tariffs fine fines lawsuits tax taxes delays cuts layoffs inflation".split())
_FORCES = frozenset("command forces army military navy force guards corps".split())
_ON_FOOT = frozenset("foot infantry trench trenches stormed gunmen ambush commandos bayonets".split())
_THROWN_AT = frozenset("us them me him her you".split())
_RELATIVE = frozenset(("which", "that", "can"))
_RELIEF = frozenset("food aid flour medicine medicines supplies parachute parachutes rations relief leaflets leaflet flyers".split())
_DEBRIS = frozenset("debris wreckage fragment fragments wreck remains remnants parts pieces".split())
_NO_OBJECT = frozenset(("in", "at", "on", ".", ",", ""))
_ARTICLES = frozenset(("the", "a", "an", "those", "these"))
_WARPLANES = frozenset(("warplane", "helicopter"))
_CAUSES = frozenset("in by after from of".split())
_MEN = _ON_FOOT | frozenset("police policemen detectives troops soldiers special forces gunmen commandos".split())
_SUBJECT = 4
_OPENS = 6
_NEAR = 10
_AROUND = 12
_AGENT_GAP = 5


def ranked(page: MarkedText, triggers: Sequence[Found[TriggerTerm]], means: Means, actors: Sequence[ActorFound], *, at_war: bool) -> list[int]:
    """A rank for each trigger, 0 the surest; ``NO_STRIKE`` for one that tells of no strike."""
    return [_rank(page, trigger, triggers, means, actors, at_war=at_war) for trigger in triggers]


def verbless(page: MarkedText, sentence: Sentence, first: int, last: int, *, at_war: bool) -> list[Found[TriggerTerm]]:
    """A bulletin's line ("Taftanaz: one barrel bomb, no casualties"), "sent missiles at X": the munition stands for the strike."""
    munition = next((w for w in page.inside(page.marks.weapons, first, last) if w.entry.code is not None and not w.entry.excluded), None)
    if munition is None:
        return []
    words = page.tokens.words
    label = ":" in words[sentence.first : sentence.first + _NEAR] and page.capital(sentence.first)
    if not _aimed(page, first, last) and not (at_war and (label or _munition_acts(page, first, last))):
        return []
    term = TriggerTerm(munition.text.lower(), "noun", munition.entry.code, "strike", "alone", False)
    return [Found(munition.start, munition.end, munition.first, munition.last, munition.text, term, "noun")]


def _aimed(page: MarkedText, first: int, last: int) -> bool:
    """ "18 cruise missiles at Raqqa": a munition with a direction and a place behind it."""
    for weapon in page.inside(page.marks.weapons, first, last):
        munition = weapon.entry.code in _MUNITIONS or weapon.text.lower().endswith(_SHELLS)
        if munition and page.tokens.word(weapon.last) in ("at", "against", "into", "towards", "toward", "on", "over"):
            return bool(page.inside(page.places, weapon.last, min(last, weapon.last + _NEAR)))
    return False


def _munition_acts(page: MarkedText, first: int, last: int) -> bool:
    """ "Hours later barrel bombs put the clinic out of service": a munition opens the clause and a target follows."""
    found = [w for w in page.inside(page.marks.weapons, first, min(last, first + _OPENS)) if w.entry.code in _MUNITIONS and not w.entry.excluded]
    return bool(found) and bool(page.inside(page.marks.targets, found[0].last, min(last, found[0].last + _OPENS)))


def _rank(
    page: MarkedText, trigger: Found[TriggerTerm], triggers: Sequence[Found[TriggerTerm]], means: Means, actors: Sequence[ActorFound], *, at_war: bool
) -> int:
    term = trigger.entry
    if term.sure == "alone":
        return NO_STRIKE if is_figure(page, trigger) or (not means.delivered and _planted(trigger, actors)) else _rank_alone(page, trigger)
    if _downed(page, trigger) or _excluded_nearest(page, trigger, triggers) or _hits_a_figure(page, trigger) or _only_describes(page, trigger):
        return NO_STRIKE
    if term.action == "impact" and not means.weapons:  # planes land too
        return _WITH_MEANS if _wreckage(page, trigger) or (at_war and _one_of_them(page, trigger)) else NO_STRIKE
    if term.sure == "context":
        if at_war and (term.action == "launch" or term.lemma == "launch") and page.tokens.word(trigger.last) == "from":
            return _IN_CONTEXT
        if at_war and (_counts_targets(page, trigger) or (term.action == "explosion" and _kills_there(page, trigger, triggers))):
            return _IN_CONTEXT
        if term.lemma in _LIGHT and not any(t.entry.pos == "noun" and t.first > trigger.first for t in triggers):
            return NO_STRIKE  # "is making gains"
        return _WITH_MEANS if (means.armed if term.action in _EFFECTS else means.delivered) else NO_STRIKE
    if means.delivered:
        return _SUPPORTED
    meant = _noun_means(page, trigger, triggers, actors) if term.pos == "noun" else _verb_means(page, trigger, actors)
    if meant:
        return _SUPPORTED
    return _IN_CONTEXT if at_war and _in_context(page, trigger) else NO_STRIKE


def _wreckage(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Debris from a downed drone fell on …": what is left of a munition comes down."""
    low = max(0, trigger.first - _NEAR)
    drones = [p for p in page.inside(page.marks.platforms, low, trigger.first) if p.entry.cls == "drone"]
    return bool(drones) and bool(_DEBRIS.intersection(page.tokens.words[low : trigger.first]))


def _one_of_them(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "One of them fell on a school", "another came down in a park": a munition told of before."""
    before = page.tokens.words[max(0, trigger.first - _SUBJECT) : trigger.first]
    return before[-2:] == ["of", "them"] or before[-1:] in (["another"], ["others"])


def _only_describes(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """What munitions, launchers and people are rather than what was done: "drones of the sort used to attack ships", "the wounded man"."""
    words, term = page.tokens.words, trigger.entry
    if term.defence:
        return True
    if term.lemma == "engage" and page.tokens.word(trigger.last) in ("in", "with"):
        return True
    if term.action == "launch" and trigger.form in ("base", "s") and words[trigger.first - 1] in _RELATIVE:  # what launchers can do
        return True
    if term.action == "casualties" and words[trigger.first - 1] in _ARTICLES:
        return True
    if term.action in _EFFECTS and not _SHOTS.isdisjoint(words[max(0, trigger.first - _NEAR) : trigger.last + _NEAR]):
        return True
    if term.lemma == "drop" and not _RELIEF.isdisjoint(words[trigger.last : trigger.last + _NEAR]):  # "dropped 40 tonnes of food"
        return True
    before = words[max(0, trigger.first - _NEAR) : trigger.first]
    if term.pos == "verb" and "can" in before[-3:] and "not" not in before[-2:]:  # "our guns can hit them"
        return True
    if before[-2:] in (["can", "be"], ["could", "be"]) and before[-3:-2] in (["that"], ["which"]):  # "missiles that can be dropped from jets"
        return True
    kinds = (i for i in range(len(before) - 2) if before[i : i + 2] == ["of", "the"] and before[i + 2] in ("sort", "kind", "type"))
    return before[-1:] == ["to"] and next(kinds, None) is not None


def is_figure(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Bombarded with questions", "the play bombed in London", "a barrage of criticism": strike words of another kind of fight."""
    words = page.tokens.words
    if any(w in page.grammar.abstract_nouns for w in words[trigger.last + 1 : trigger.last + 3] if words[trigger.last] in ("of", "with")):
        return True
    if trigger.entry.pos != "verb" or trigger.entry.code == "artillery":
        return False
    thrown = words[trigger.last : trigger.last + 2]
    if thrown[1:] == ["with"] and thrown[0] in _THROWN_AT and not page.inside(page.marks.weapons, trigger.last, trigger.last + _OPENS):
        return True  # "carpet-bombed us with sea water"
    if trigger.entry.code is None and _with_no_arms(page, trigger):
        return True
    first, last = max(0, trigger.first - _AROUND), trigger.last + _AROUND
    marks = page.marks
    war: tuple[Sequence[Spanned], ...] = (marks.weapons, marks.platforms, marks.actors, marks.targets)
    if any(page.inside(kind, first, last) for kind in war):
        return False
    passive = bool(BE.intersection(words[max(0, trigger.first - 3) : trigger.first]))
    if not passive and page.tokens.word(trigger.last) in _NO_OBJECT:
        return True
    return not page.inside(page.places, first if passive else trigger.last, trigger.last + _OPENS)


def _planted(trigger: Found[TriggerTerm], actors: Sequence[ActorFound]) -> bool:
    """ "The rebels bombed the building": "the rebels" have no aircraft, so they plant their bombs."""
    return trigger.entry.lemma == "bomb" and any(a.generic and a.kind == "armed_group" and 0 <= trigger.first - a.last <= 1 for a in actors)


def _with_no_arms(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Bombarded the sites with data": what it was done with is no weapon."""
    words = page.tokens.words
    at = next((i for i in range(trigger.last, min(trigger.last + _OPENS, len(words))) if words[i] == "with"), None)
    if at is None or page.inside(page.places, trigger.last, at):
        return False
    arms: tuple[Sequence[Spanned], ...] = (page.marks.weapons, page.marks.platforms)
    return not any(page.inside(kind, at, at + _OPENS) for kind in arms)


def _rank_alone(page: MarkedText, trigger: Found[TriggerTerm]) -> int:
    if tank_fire(page, trigger):
        return NO_STRIKE
    return _WITH_MEANS if trigger.text.lower().endswith(CAMPAIGNS) else _ALONE


def _noun_means(page: MarkedText, trigger: Found[TriggerTerm], triggers: Sequence[Found[TriggerTerm]], actors: Sequence[ActorFound]) -> bool:
    """ "One strike destroyed an IS position"; "the bombing of Georgian villages" where a state is named."""
    lemma = trigger.entry.lemma
    if lemma == "bombing" and page.tokens.word(trigger.first - 1) in _VERBAL:
        return True
    verb = any(
        t.entry.pos == "verb" and (t.entry.lemma in _NOUN_VERBS or t.entry.action in _EFFECTS) and 0 <= t.first - trigger.last <= 2 for t in triggers
    )
    if verb and lemma in _FROM_AFAR and page.tokens.word(trigger.last) != "of" and _names_target(page, trigger.last):
        return True
    if lemma in _ONE_STRIKE and (_kills_there(page, trigger, triggers) or _counted_at(page, trigger) or _counts_dead(page, trigger, triggers)):
        return True
    light = [t for t in triggers if t.entry.sure == "context" and t.entry.action == "strike" and 0 <= trigger.first - t.last <= _AGENT_GAP]
    if light and lemma in ("strike", "raid") and (any(a.form == "force" and a.kind != "armed_group" for a in actors) or _commands(page, light[0])):
        return True
    state = any(a.kind in ("state", "coalition") and a.form != "descriptor" for a in actors)
    return state and lemma in ("bombing", "strike") and page.tokens.word(trigger.last) in ("of", "on", "against")


def _kills_there(page: MarkedText, trigger: Found[TriggerTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "A strike on Y killed 12": what it did to people or things stands right behind where it came down."""
    effect = next((t for t in triggers if t.entry.action in _EFFECTS and t.first > trigger.last), None)
    if effect is None or effect.first - trigger.last > _NEAR or page.tokens.words[trigger.last] not in ("on", "near", "at"):
        return False
    return bool(page.inside(page.places, trigger.last, effect.first)) or bool(page.inside(page.marks.targets, trigger.last, effect.first))


def _counts_targets(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Eighteen targets, among them depots, were destroyed near X", in a war of strikes: only strikes count targets."""
    if trigger.entry.action != "destruction" or page.tokens.word(trigger.first - 1) not in BE:
        return False
    return any(q.quantity.unit == "targets" for q in page.inside(page.quantities, max(0, trigger.first - 2 * _AROUND), trigger.first))


def _counts_dead(page: MarkedText, trigger: Found[TriggerTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "Twin strikes killed eight in Y", "12 died in a raid on Y": so many dead or hurt by it, at a place, and nobody came on foot."""
    low, high = max(0, trigger.first - _AROUND), trigger.last + _AROUND
    words, grammar = page.tokens.words, page.grammar
    others = (_MEN, grammar.labour_words, grammar.dispute_words)
    if not all(kind.isdisjoint(words[low:high]) for kind in others) or not page.inside(page.places, low, high):
        return False
    dead = [page.tokens.at(q.start) for q in page.inside(page.quantities, low, high) if q.quantity.unit in ("killed", "injured") and q.quantity.min]
    kills = (t.last for t in triggers if t.entry.action == "casualties" and 0 <= t.first - trigger.last < _SUBJECT)
    caused = not _CAUSES.isdisjoint(words[max(0, trigger.first - _SUBJECT) : trigger.first])
    return any(0 <= at - last < _SUBJECT for last in kills for at in dead) or (caused and bool(dead))


def _counted_at(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "Near Ramadi, one strike denied ISIL access": so many strikes did something to an armed group."""
    counted = any(q.quantity.unit == "strikes" for q in page.inside(page.quantities, max(0, trigger.first - _SUBJECT), trigger.last))
    return counted and any(a.kind == "armed_group" for a in page.inside(page.marks.actors, trigger.last, trigger.last + _OPENS))


def _commands(page: MarkedText, light: Found[TriggerTerm]) -> bool:
    """ "US Africa Command conducted a strike": a body of a state's forces is the subject."""
    near = page.inside(page.marks.claimants, max(0, light.first - _OPENS), light.first)
    return any(c.actor is not None and light.first - c.last <= 1 and _FORCES.intersection(c.name.lower().split()) for c in near)


def _verb_means(page: MarkedText, trigger: Found[TriggerTerm], actors: Sequence[ActorFound]) -> bool:
    """ "Israel struck", "Israel attacked Y": a state right before the verb; who attacks no place may do so with words."""
    strikers = (a for a in actors if a.kind in ("state", "coalition") and a.form not in ("adjective", "descriptor"))
    attacked = trigger.entry.lemma == "attack" and trigger.form == "past"
    places = page.inside(page.places, trigger.last, trigger.last + _SUBJECT) if attacked else []
    attacked = attacked and not _AIMED_AT.isdisjoint(page.tokens.words[trigger.last : trigger.last + _AGENT_GAP])
    aims = trigger.entry.lemma in _STATE_VERBS or attacked or any(not is_wide(named.toponym) for named in places)
    return aims and (any(0 <= trigger.first - a.last <= _AGENT_GAP for a in strikers) or _force_it_is(page, trigger))


def _force_it_is(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "US Central Command said it had struck targets": what "it" did, a body of a state's forces did."""
    words = page.tokens.words
    subject = next((i for i in range(trigger.first - 1, max(0, trigger.first - _SUBJECT), -1) if words[i] not in ("had", "has", "have")), 0)
    if words[subject] not in ("it", "they"):
        return False
    near = page.inside(page.marks.claimants, max(0, subject - _NEAR), subject)
    return any(c.actor is not None and not _FORCES.isdisjoint(c.name.lower().split()) for c in near)


def _in_context(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """In a war of strikes: "the raids", "was hit", "they struck"."""
    lemma, words = trigger.entry.lemma, page.tokens.words
    if trigger.entry.pos == "noun":
        definite = not _DEFINITE.isdisjoint(words[max(0, trigger.first - 3) : trigger.first])
        armed_group = any(a.kind == "armed_group" for a in page.inside(page.marks.actors, max(0, trigger.first - _NEAR), trigger.last + _NEAR))
        plain = trigger.text.lower() in _FLIGHTS
        on_foot = bool(_ON_FOOT.intersection(words[max(0, trigger.first - _AROUND) : trigger.last + _AROUND]))
        meant = (definite or _owned(page, [trigger])) and not (armed_group or on_foot)
        return (lemma in _STRIKE_NOUNS and not plain) or (lemma == "attack" and meant)
    passive = trigger.form in ("past", "base") and not BE.isdisjoint(words[max(0, trigger.first - 3) : trigger.first])
    agent = not _STRIKERS.isdisjoint(words[max(0, trigger.first - 4) : trigger.first])
    aimed = trigger.form == "base" and (_names_target(page, trigger.last) or bool(page.inside(page.places, trigger.last, trigger.last + _OPENS)))
    return (lemma in _STATE_VERBS and (passive or agent or aimed)) or (lemma == "attack" and passive)


def _owned(page: MarkedText, triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """Whether a strike noun is a state's ("Israeli strikes", "Russian attacks"): states do not plant bombs."""
    nouns = {t.first for t in triggers if t.entry.pos == "noun" and t.entry.lemma in _OWNED_NOUNS}
    if not nouns:
        return False
    sides = [a for a in page.inside(page.marks.actors, max(0, min(nouns) - _NEAR), max(nouns) + 1) if a.kind in ("state", "coalition")]
    return any(a.head_cls == "strike" and a.head is not None and page.tokens.at(a.head[0]) in nouns for a in sides)


def _names_target(page: MarkedText, first: int) -> bool:
    """Whether somebody or something that is struck in wars follows closely."""
    return bool(page.inside(page.marks.targets, first, first + 16)) or bool(page.inside(page.marks.actors, first, first + 12))


def _downed(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "ten rockets and 17 drones had been destroyed by air defence": munitions that did not arrive."""
    if trigger.entry.action != "destruction":
        return False
    words = page.tokens.words
    if any(
        words[i] == "air" and words[i + 1].startswith(("defence", "defense")) for i in range(trigger.last, min(trigger.last + _NEAR, len(words) - 1))
    ):
        return True
    passive = BE.intersection(words[max(0, trigger.first - 3) : trigger.first])
    return bool(passive) and any(trigger.first - w.last <= 3 for w in page.inside(page.marks.weapons, max(0, trigger.first - 5), trigger.first))


def _hits_a_figure(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """ "output hit 13 million barrels": a level reached; "targeted officials with sanctions"."""
    words = page.tokens.words[trigger.last : trigger.last + 4]
    if trigger.entry.pos == "verb" and _PENALTIES.intersection(page.tokens.words[max(0, trigger.first - 4) : trigger.last + _NEAR]):
        return True
    return trigger.entry.pos == "verb" and bool(words) and words[0][0].isdigit() and not _MEASURES.isdisjoint(words[1:])


def _excluded_nearest(page: MarkedText, trigger: Found[TriggerTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """Whether the weapon next to a trigger is a planted bomb or a hand weapon ("a roadside bomb hit a mortar squad")."""
    around = page.inside(page.marks.weapons, max(0, trigger.first - _NEAR), trigger.last + _NEAR)
    if not any(w.entry.excluded for w in around) or _owned(page, triggers):  # "killed by Israeli strikes and gunfire"
        return False
    carriers = page.inside(page.marks.platforms, max(0, trigger.first - _NEAR), trigger.first)
    if any(p.entry.cls in _WARPLANES and trigger.first - p.last <= 1 for p in carriers):  # "warplanes strafed the town with machine guns"
        return False
    near = [w for w in around if not is_struck(page, w, triggers)]
    if not any(w.entry.excluded for w in near):
        return False
    return min(near, key=lambda w: min(abs(trigger.first - w.last), abs(w.first - trigger.last))).entry.excluded
