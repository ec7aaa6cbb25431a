"""What is said of the strike told before without a strike word: a toll, a denial, a claim of responsibility, blame."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from app.extract.areas import place_key
from app.extract.attribution import Said
from app.extract.drafts import Draft, in_lead
from app.extract.grammar import BE, DETERMINERS
from app.extract.marked import MarkedText, Named, is_wide
from app.extract.phrases.actors import ActorFound
from app.extract.quantities import quantities_of, raises_toll
from app.extract.sentences import Sentence
from app.extract.tolls import placed_tolls, told_apart, where_said
from app.model.claim import Actor, Mention, Quantity, Target

AccountKind = Literal["toll", "damage", "denial", "responsibility", "blame"]

_WAR = {"killed": 200, "injured": 2000}  # more are tolls of a war
_AT_ONCE = frozenset("it this that".split())
_BACK = frozenset("involvement responsibility role part hand attack attacks strike strikes raid raids shelling bombing having".split())
_BACK |= frozenset("claim claims report reports accusation accusations allegation allegations charge charges".split())
_FALSE = frozenset(
    "lie lies baseless fabrication fabrications fabricated groundless false untrue absurd nonsense invention invented unfounded propaganda".split()
)
_CALLING = frozenset("call called calls calling described describes dismissed rejected branded labelled termed were was are is".split())
_DONE = frozenset("operation operations strike strikes raid raids sortie sorties mission missions hand part role involvement activity".split())
_OWN = frozenset("its their our his".split())
_WAS = frozenset("badly severely heavily partly completely partially also".split())
_RUIN = frozenset("damaged destroyed ruined wrecked burnt burned gutted flattened levelled leveled shattered hit struck ablaze".split())
_BLAMING = ("blam", "accus", "put the blame", "lay the blame", "laid the blame", "point the finger", "pointed the finger", "held", "hold")
_OTHER_DEATHS = frozenset(
    "malnutrition hunger starvation disease cholera gunfire gunshot sniper snipers stampede drowned crash accident battles clashes firefight assault "
    "repelled repulsed stormed ambush".split()
)
_WOUNDS = frozenset("wounds injuries burns their his her the shrapnel".split())
_TAKING_PART = frozenset("part participated involved flown flew used returned dropped fired launched".split())
_AMONG = (["among", "the"], ["among", "those"])
_INCLUDED = frozenset("included includes including".split())
_EARLIER = frozenset("earlier initially previously originally".split())
_HAVING = frozenset("had has have also already".split())
_FIGHTING_MEN = frozenset("forces fighters troops soldiers men army rebels militants guards marines commandos gunmen".split())
_INSIDE = frozenset(("in", "inside", "within"))
_ACTING = frozenset("had has have conducted flown carried".split())
_NOBODY = frozenset(("no", "nobody", "none", "neither"))
_DEEDS = frozenset("it carrying killing hitting striking bombing shelling targeting attacking firing launching using being having".split())
_ASIDE = frozenset("by in over near with from".split())
_OPENS = 5
_NEAR = 6
_REACH = 16


def account_of(page: MarkedText, sentence: Sentence, said: Said | None, before: Draft) -> AccountKind | None:
    """Which kind of account of the strike ``before`` a sentence without a strike word gives, if any."""
    if said is None or said.source.name == "reports":
        return None
    if _denies(page, sentence, said, before):
        return "denial"
    if "suicide" in page.tokens.words[sentence.first : sentence.last]:
        return None
    if "responsib" in said.verb.lower() or "credit" in said.verb.lower() or _owns(page, sentence, said):
        return None if page.tokens.words[sentence.first] in _NOBODY else "responsibility"
    if _blames(page, sentence, said, before):
        return "blame"
    if any(t.entry.defence for t in page.inside(page.marks.triggers, sentence.first, sentence.last)) or any(
        q.downed for q in page.inside(page.quantities, sentence.first, sentence.last)
    ):
        return None
    other = before.source is None or said.source.name != before.source.name
    if not other or _on_another_day(page, sentence, before) or _abroad(page, sentence, before):
        return None
    return "toll" if tolls(page, sentence) else "damage" if _tells_damage(page, sentence, said) else None


def tolls(page: MarkedText, sentence: Sentence) -> list[Quantity]:
    """The dead and wounded that a sentence counts; those of a planted bomb, a gunfight, hunger or a whole war are no strike's."""
    counted = quantities_of(page, sentence.first, sentence.last)
    if not counted:
        return []
    words = page.tokens.words[sentence.first : sentence.last]
    fought = any(words[i] == "fighting" and words[i - 1] in ("fierce", "heavy", "in", "the") for i in range(1, len(words)))
    war = fought or any(words[i] in ("conflict", "war") and words[i - 2 : i] in (["in", "the"], ["in", "this"]) for i in range(2, len(words)))
    excluded = any(w.entry.excluded for w in page.inside(page.marks.weapons, sentence.first, sentence.last))
    causes = [words[i + 2] for i in range(len(words) - 2) if words[i] in ("died", "dies", "dying") and words[i + 1] == "of"]
    if excluded or war or not _OTHER_DEATHS.isdisjoint(words) or any(cause not in _WOUNDS for cause in causes):
        return []
    if _fought(words):
        return []
    return [q for q in counted if (q.min or 0) < _WAR.get(q.unit, 0)]


def _fought(words: Sequence[str]) -> bool:
    """ "Their forces had killed 11 fighters": men did it, and no strike."""
    for at in (i for i, word in enumerate(words) if word in ("killed", "wounded")):
        subject = at - 1
        while subject > 0 and words[subject] in _HAVING:
            subject -= 1
        if words[subject] in _FIGHTING_MEN and words[at + 1 : at + 2] != ["in"]:
            return True
    return False


def more_of_toll(page: MarkedText, sentence: Sentence, before: Draft) -> list[Quantity]:
    """The figures in a sentence that nobody else speaks: of the strike told before, unless it names another place or day."""
    words = page.tokens.words[sentence.first : sentence.last]
    if not _EARLIER.isdisjoint(words):  # "earlier it had put the toll at 12"
        return []
    if _on_another_day(page, sentence, before) or _abroad(page, sentence, before):
        return []
    found = [*tolls(page, sentence), *_means(page, sentence, words)]
    if not found or any(words[i : i + 2] in _AMONG for i in range(len(words))):  # "eleven children were among the dead in Y": of those told before
        return found
    if _exceeds(found, before) and not raises_toll(page, sentence.first, sentence.last):  # another's count, whoever "he" is
        return []
    places = [n for n in page.inside(page.places, sentence.first, sentence.last) if not is_wide(n.toponym)]
    return [] if any(where_said(page, n, sentence.first) is not None and not _told_of(n, before) for n in places) else found


def _exceeds(found: Sequence[Quantity], before: Draft) -> bool:
    """Whether more have been killed than were told of."""
    now, then = (max((q.min or 0 for q in told if q.unit == "killed"), default=0) for told in (found, before.quantities))
    return now > then > 0


def _told_of(named: Named, before: Draft) -> bool:
    """Whether a place is one of those told of, or a word of one ("Odesa" after "Odesa port")."""
    key, words = place_key(named.toponym), named.toponym.surface.lower().split()
    return any(place_key(m.toponym) == key or not set(words).isdisjoint(m.toponym.surface.lower().split()) for m in before.mentions)


def _means(page: MarkedText, sentence: Sentence, words: Sequence[str]) -> list[Quantity]:
    """ "Twelve aircraft took part in the operation", "36 sorties were flown", "11 bombs had been dropped": with how much it was done."""
    if _TAKING_PART.isdisjoint(words):
        return []
    return [q for q in quantities_of(page, sentence.first, sentence.last) if q.unit in ("aircraft", "sorties", "munitions")]


def _on_another_day(page: MarkedText, sentence: Sentence, before: Draft) -> bool:
    """Whether a sentence names a day that is not that of the strike told before, nor of saying so, nor of counting ("by Tuesday")."""
    if before.when is None or before.when.start is None:
        return False
    told = [d for d in page.inside(page.dates, sentence.first, sentence.last) if d.when.start is not None and not d.beside_reporting]
    return any(d.when.start != before.when.start and not d.when.text.startswith("by ") for d in told)


def _abroad(page: MarkedText, sentence: Sentence, before: Draft) -> bool:
    """ "In Iran 78 people died" after a strike on Tel Aviv: a toll of another country."""
    if page.tokens.words[sentence.first] not in _INSIDE:
        return False
    lands = {n.toponym.place.country for n in page.inside(page.places, sentence.first, sentence.first + _OPENS) if n.toponym.place is not None}
    struck = {m.toponym.place.country for m in before.struck if m.toponym.place is not None}
    return bool(lands and struck) and lands.isdisjoint(struck)


def accounted(page: MarkedText, sentence: Sentence, number: int, said: Said, before: Draft, kind: AccountKind) -> Draft:
    """The claim that such a sentence makes: what it leaves unsaid is that of the strike told before, but for another speaker's labels (law 6)."""
    named = _places(page, sentence, said)
    told_of = {place_key(m.toponym) for m in before.mentions}
    own = [Mention(n.toponym, "reported_target") for n in named if place_key(n.toponym) not in told_of]
    own_words = before.source is None or before.source.name == said.source.name or kind == "denial"
    same = before.target.cls if kind in ("toll", "blame") else None  # what was hit is no matter of words, its label is (law 6)
    target = before.target if own_words else Target((), same)
    told = replace(_again(page, sentence, number, before), said=said, source=said.source, target=target, mentions=own or before.carried, rule=kind)
    if kind == "toll":
        return replace(told, action="casualties")
    if kind == "damage":
        hit = next(t for t in page.inside(page.marks.targets, sentence.first, sentence.last) if not said.first <= t.first < said.last)
        return replace(told, action="destruction", target=Target((hit.text,), hit.entry.cls))
    if kind == "denial":
        return replace(told, modality="denied", quantities=[], actors=_side(said) or before.actors)
    if kind == "responsibility":
        return replace(told, actors=_side(said))
    return replace(told, actors=tuple(Actor(name) for name in dict.fromkeys(a.name for a in _named_behind(page, sentence, said))))


def told_elsewhere(page: MarkedText, sentence: Sentence, number: int, before: Draft) -> list[Draft]:
    """ "Two people died in Y.", told on without a strike word: the toll of another place is a claim of its own."""
    words = page.tokens.words[sentence.first : sentence.last]
    if "among" in words:  # "eleven children were among the dead in Y": of those told before
        return []
    found = [toll for toll in placed_tolls(page, sentence.first, sentence.last) if not _told_of(toll.place, before)]
    if not found or not tolls(page, sentence):
        return []
    again = replace(_again(page, sentence, number, before), target=Target((), None), action="casualties", rule="toll")
    told = told_apart(page, again, found, sentence.last)
    if not _INCLUDED.isdisjoint(words):  # "the toll included ten killed in Y"
        before.contains += told
    return told


def _again(page: MarkedText, sentence: Sentence, number: int, before: Draft) -> Draft:
    """The strike told before as another sentence speaks of it, with the toll of that sentence; what it quotes ends before its full stop."""
    ends = sentence.last - 1 > sentence.first and page.tokens.words[sentence.last - 1] in (".", ";", ",")
    return replace(
        before, spans=[(sentence.start, page.tokens.ends[sentence.last - 1 - ends])], order=number, paragraph=sentence.paragraph, kind=sentence.kind,
        raises=raises_toll(page, sentence.first, sentence.last),
        platform=None, quantities=tolls(page, sentence), definite=True, contains=[], hedge=None, leads=in_lead(page, sentence, number),
    )  # fmt: skip


def _places(page: MarkedText, sentence: Sentence, said: Said) -> list[Named]:
    """The places below a country where it is said to have been: "in X", "at X"; not where the speaker sits."""
    found = [n for n in page.inside(page.places, sentence.first, sentence.last) if not is_wide(n.toponym) and not said.first <= n.first <= said.last]
    said_at = [(n, where_said(page, n, sentence.first)) for n in found]
    return [n for n, at in said_at if at is not None and at != said.last]


def _tells_damage(page: MarkedText, sentence: Sentence, said: Said) -> bool:
    """ "said that the arts institute had been ruined": a thing that is struck in wars, and what became of it."""
    words = page.tokens.words
    if not _OTHER_DEATHS.isdisjoint(words[sentence.first : sentence.last]):
        return False
    if not any(words[i] in _RUIN and words[i - 1] in BE | _WAS for i in range(sentence.first + 1, sentence.last)):
        return False
    return any(not said.first <= t.first < said.last for t in page.inside(page.marks.targets, sentence.first, sentence.last))


def _denies(page: MarkedText, sentence: Sentence, said: Said, before: Draft) -> bool:
    """ "denied it", "denied any part in the attack", "called the report a lie", "had no operations there"."""
    words = page.tokens.words
    behind = words[said.verb_at + 1 : min(sentence.last, said.verb_at + 1 + _NEAR)] if said.verb_at >= 0 else []
    if said.modality == "denied":
        if behind[:1] and behind[0] in _AT_ONCE:
            return len(behind) < _NEAR and said.verb.lower().startswith("den")
        return bool(_BACK.intersection(behind)) and _may_answer(said, before)
    inside = words[sentence.first : sentence.last]
    if not _may_answer(said, before):
        return False
    if _FALSE.intersection(inside) and _CALLING.intersection(inside):
        return True
    refused = any(_DONE.intersection(inside[i + 1 : i + 3]) for i in [i for i, word in enumerate(inside) if word == "no"])
    return refused and "reported" not in inside and not _ACTING.isdisjoint(inside)


def _may_answer(said: Said, before: Draft) -> bool:
    """Whether the speaker is the side that is said to have struck, or nobody is."""
    accused = {a.name for a in before.actors}
    return said.source.actor is not None and (not accused or said.source.actor in accused)


def _owns(page: MarkedText, sentence: Sentence, said: Said) -> bool:
    """ "said both salvoes were its work", "said it was behind the attack"."""
    words = page.tokens.words[said.last : sentence.last]
    if any(words[i + 1 : i + 2] in (["work"], ["doing"]) for i in [i for i, word in enumerate(words) if word in _OWN]):
        return True
    ours = (i for i, word in enumerate(words) if word in ("it", "they"))
    return "behind" in words and any(words[i + 1 : i + 3] in (["was", "behind"], ["were", "behind"]) for i in ours)


def _blames(page: MarkedText, sentence: Sentence, said: Said, before: Draft) -> bool:
    """ "The ministry blamed the rebels": somebody is named as the striker, and nothing else is told of."""
    if not said.verb.lower().startswith(_BLAMING) or sentence.last - sentence.first > _REACH + (said.verb_at - sentence.first):
        return False
    named = _named_behind(page, sentence, said)
    return bool(named) and not _for_other(page, said, named[-1].last, sentence.last)


def _for_other(page: MarkedText, said: Said, first: int, last: int) -> bool:
    """ "Blamed Hamas for rejecting the truce", "accused Israel of trying to wreck the talks": a deed that is no strike."""
    words = page.tokens.words
    at = next((i for i in range(first, min(last, first + _NEAR)) if words[i] in ("for", "of")), None)
    return at is not None and at + 1 < last and words[at + 1] not in _DEEDS and words[at + 1] not in DETERMINERS


def _named_behind(page: MarkedText, sentence: Sentence, said: Said) -> list[ActorFound]:
    found = page.inside(page.marks.actors, max(said.verb_at + 1, sentence.first), sentence.last)
    words = page.tokens.words
    named = [a for a in found if a.form != "descriptor" and a.name != said.source.actor]
    return [a for a in named if a.form != "name" or words[a.first - 1] not in _ASIDE]  # not "militias backed by Iran", "planes over Yemen"


def _side(said: Said) -> tuple[Actor, ...]:
    """The speaker's own side as striker."""
    if said.source.actor is not None:
        return (Actor(said.source.actor),)
    return (Actor(said.source.name),) if said.source.kind in ("armed_group", "state_belligerent") and not said.source.generic else ()
