"""A claim in the making: everything one strike clause says, before clauses that mean the same strike are put together."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.extract.agents import actors_of, ground_battle
from app.extract.attribution import Said
from app.extract.days import day_of, strike_dates, told_on
from app.extract.grammar import BE, DETERMINERS, PREPOSITIONS, PRONOUNS
from app.extract.labels import target_of
from app.extract.marked import MarkedText, Named, is_wide
from app.extract.modality import modality_of
from app.extract.names import struck_names
from app.extract.quantities import quantities_of, raises_toll
from app.extract.roles import roles_of
from app.extract.sentences import Entry, Sentence, SentenceKind
from app.extract.ships import ships_of
from app.extract.speakers import Source
from app.extract.strikes import Strike
from app.extract.triggers import CAMPAIGNS
from app.extract.weapons import weapon_of
from app.model.claim import Actor, Mention, Quantity, Span, Target, Weapon, When
from app.model.codes import AttributionForm, Modality

ANSWERS = ("denial", "responsibility", "blame")
"""Rules of claims that only answer a strike told before."""

ACCOUNTS = ("toll", "damage", *ANSWERS)
"""Rules of claims that say something of a strike told before without a strike word."""

_DEFINITE = frozenset("the these those this that its their both such".split())
_ACTIONS = frozenset("strike bombing bombardment shelling strafing impact launch destruction casualties".split())
_TURNING = frozenset("but however yet nevertheless nonetheless still".split())
_OF_THEM = (["of", "them"], ["of", "whom"])  # "25 people, most of them children"
_REST = frozenset("majority most mostly".split())
_BODIES = frozenset(("news_media", "monitor", "un_body"))
_OWNERS = frozenset(("its", "their"))
_TALKED = frozenset("of to on against about for".split())
_TALK = frozenset(
    "halt end stop pause suspension ban dislike opposition condemnation criticism fear fears risk threat support approval permission demand "
    "demands call calls".split()
)
_SUBJECT_GAP = 4
_POINTERS = frozenset("it this that these those".split())
_THEY = frozenset("it this that these those they".split())
_APART_GAP = 3
_APART = frozenset("separate another second third further".split())
_COMMENTING = frozenset("come comes came is are was were marks marked follows followed coincided drew sparked prompted raised raises".split())
SPANS_OF_TIME = frozenset("day days week weeks month months year years".split())
_THEIR = frozenset("their our".split())
_HOMES = frozenset("street streets house houses home homes town village district quarter neighbourhood neighborhood city block building area".split())


@dataclass(slots=True, eq=False)
class Draft:
    """One claim being built; ``spans[0]`` is its quote. ``definite``: its strike word points back ("the raids").

    ``leads``: it stands in the lead. ``unidentified``: nobody knows, it says, whose strike it was. ``lent``: its
    striker is that of another strike.
    ``comment``: it tells what the strike means ("the raid comes a week after …").
    ``contrast``: it is set against the sentence before ("But most raids still …"). ``raises``: its figures take the place of earlier ones.
    ``provoked``: another strike answered it, so nothing of that one's is its own. ``held``: its day is that of a strike told elsewhere.
    ``told_on``: the day of the statement ("said on Tuesday"), which is not the strike's.
    """

    spans: list[Span]
    order: int
    paragraph: int
    kind: SentenceKind
    said: Said | None
    source: Source | None
    modality: Modality
    actors: tuple[Actor, ...]
    action: str
    weapon: Weapon | None
    platform: str | None
    target: Target
    quantities: list[Quantity]
    when: When | None
    mentions: list[Mention]
    definite: bool
    rule: str
    campaign: bool = False
    reference: bool = False
    contrast: bool = False
    habitual: bool = False
    comment: bool = False
    leads: bool = False
    entry: Entry | None = None
    raises: bool = False
    provoked: bool = False
    unidentified: bool = False
    lent: bool = False
    hedge: str | None = None
    held: bool = False
    told_on: When | None = None
    contains: list["Draft"] = field(default_factory=list)
    at_home: frozenset[str] = frozenset()
    """States of the report in whose own country it strikes: sooner hit than striking where no words say who struck."""

    @property
    def form(self) -> AttributionForm:
        """How the report hands the claim on."""
        if self.said is not None:
            return self.said.form
        return (
            "caption" if self.kind == "caption" else "headline" if self.kind == "headline" else "unattributed" if self.source is None else "indirect"
        )

    @property
    def struck(self) -> list[Mention]:
        """The mentions that are reported targets."""
        return [m for m in self.mentions if m.role == "reported_target"]

    @property
    def carried(self) -> list[Mention]:
        """Where it was, for what goes back to it without a place of its own."""
        return [Mention(m.toponym, m.role, "inferred") for m in self.mentions if m.role in ("reported_target", "container")]

    @property
    def specificity(self) -> int:
        """How much the clause says: the most telling one becomes the quote."""
        score = 3 * min(2, len(self.struck)) + 2 * len(self.quantities) + 2 * bool(self.when) + 2 * bool(self.actors) + bool(self.target.labels)
        return score + (3 if self.said is not None else 0) - (4 if self.kind != "body" else 0)


def draft(page: MarkedText, strike: Strike, said: Said | None, source: Source | None, order: int, before: When | None) -> Draft:
    """Read one strike clause. ``before``: the day of the strike told before, for "a day later"."""
    ships = ships_of(page, strike)
    towns = [n for n in (*places_in(page, strike), *struck_names(page, strike)) if not any(s.first <= n.first < s.last for s in ships)]
    names = sorted([*towns, *ships], key=lambda named: named.first)
    dates = strike_dates(page, strike, said)
    when = day_of(page, strike, said, before, dates)
    actors = actors_of(page, strike, said)
    weapon = weapon_of(page, strike, actors)
    modality = modality_of(page, strike, said, when, dates)
    mentions = _at_home(page, strike, roles_of(page, strike, said, names))
    return Draft(
        spans=[_quote(page, strike)],
        order=order,
        paragraph=strike.sentence.paragraph,
        kind=strike.sentence.kind,
        said=said,
        source=source,
        modality=modality,
        actors=actors,
        action="ground offensive" if ground_battle(page, strike, actors) else strike.trigger.entry.action,
        weapon=weapon,
        platform=strike.platforms[0].text if strike.platforms else None,
        target=_not_where_from(target_of(page, strike, said, actors), mentions),
        quantities=quantities_of(page, strike.first, strike.last, strike.answered | _aside(page, strike), totals=modality == "historical"),
        when=when,
        mentions=mentions,
        definite=_is_definite(page, strike),
        rule=f"{strike.trigger.entry.sure} {strike.trigger.entry.pos}",
        reference=_is_reference(page, strike),
        contrast=_is_contrast(page, strike),
        habitual=_is_habitual(strike),
        comment=_is_comment(page, strike),
        leads=in_lead(page, strike.sentence, order),
        entry=strike.sentence.entry,
        provoked=strike.provoked,
        told_on=told_on(page, strike, said),
        raises=raises_toll(page, strike.first, strike.last),
        campaign=strike.trigger.text.lower().endswith(CAMPAIGNS),
        hedge=next((h.text for h in page.inside(page.marks.hedges, strike.first, strike.last)), None),
    )


def in_lead(page: MarkedText, sentence: Sentence, number: int) -> bool:
    """Whether a sentence is one of the first two of the report proper."""
    return 0 <= number - page.lead <= 1 and sentence.paragraph == page.sentences[page.lead].paragraph


def _not_where_from(target: Target, mentions: list[Mention]) -> Target:
    """ "Jets that took off from X air base": where the strike came from is not what it hit."""
    origins = [m.toponym.surface for m in mentions if m.role in ("launch_origin", "base")]
    struck = [m.toponym.surface for m in mentions if m.role == "reported_target"]
    labels = tuple(label for label in target.labels if any(name in label for name in struck) or not any(name in label for name in origins))
    return target if labels == target.labels else Target(labels, target.cls if labels else None)


def _at_home(page: MarkedText, strike: Strike, mentions: list[Mention]) -> list[Mention]:
    """ "Residents of X said rockets hit their street": where they live was struck."""
    behind = page.tokens.words[strike.trigger.last : strike.last]
    theirs = not _THEIR.isdisjoint(behind) and any(one in _THEIR and other in _HOMES for one, other in pairwise(behind))
    if not theirs or any(m.role == "reported_target" for m in mentions):
        return mentions
    homes = [m for m in mentions if m.role == "claimant_seat" and not is_wide(m.toponym)]
    return mentions + [Mention(m.toponym, "reported_target", "inferred") for m in homes[:1]]


def places_in(page: MarkedText, strike: Strike) -> list[Named]:
    """The place names of a clause, without those that only make up the name of a body or side ("US-led coalition", "Anadolu news agency")."""
    places = page.inside(page.places, strike.first, strike.last)
    if not places:
        return []
    bodies = [c for c in page.inside(page.marks.claimants, strike.first, strike.last) if c.kind in _BODIES]
    named = [n for n in places if not any(c.first <= n.first < c.last for c in bodies)]
    sides = [
        a for a in page.inside(page.marks.actors, strike.first, strike.last) if a.head is not None or a.last - a.first > 1 or a.form == "descriptor"
    ]
    covered = {i for a in sides for i in range(a.first, a.last)} if sides else set()
    return [n for n in named if not is_wide(n.toponym) or n.first not in covered]


def _aside(page: MarkedText, strike: Strike) -> frozenset[int]:
    """What happened long before or after ("two weeks after gunmen killed 26 people"): its numbers are not the strike's."""
    words = page.tokens.words
    joints = (i for i in range(strike.trigger.last, strike.last) if words[i] in ("after", "before") and words[i - 1] in SPANS_OF_TIME)
    at = next(joints, None)
    return frozenset(range(at, strike.last)) if at is not None else frozenset()


def _quote(page: MarkedText, strike: Strike) -> Span:
    """The clause without the conjunction that opens it and the mark that closes it."""
    words = page.tokens.words
    first, last = strike.first, strike.last
    while first < last - 1 and words[first] in ("while", "but", "and", ";", ",", "whereas"):
        first += 1
    while last - 1 > first and words[last - 1] in (".", ",", ";", ":"):
        last -= 1
    return page.tokens.starts[first], page.tokens.ends[last - 1]


def _is_definite(page: MarkedText, strike: Strike) -> bool:
    low = max(strike.first, strike.trigger.first - 3)
    return strike.trigger.entry.pos == "noun" and not _DEFINITE.isdisjoint(page.tokens.words[low : strike.trigger.first])


def _is_reference(page: MarkedText, strike: Strike) -> bool:
    """ "the strikes", "a halt to strikes", with no verb of striking beside: the strike is only spoken of."""
    before = page.tokens.words[max(strike.first, strike.trigger.first - 3) : strike.trigger.first]
    talked = before[-1:] == ["such"] or (not _TALKED.isdisjoint(before[-1:]) and not _TALK.isdisjoint(before[-2:-1]))
    if strike.trigger.entry.pos == "noun" and talked:
        return True
    verbs = any(t.entry.pos == "verb" and t.entry.action in _ACTIONS for t in strike.triggers)
    owned = page.tokens.words[strike.trigger.first - 1] in _OWNERS or page.tokens.words[strike.trigger.first - 2 : strike.trigger.first - 1] == [
        "its"
    ]
    return _is_definite(page, strike) and not verbs and not owned


def _is_contrast(page: MarkedText, strike: Strike) -> bool:
    """ "But he added that …", "most raids still hit …": set against what the same source has just said."""
    words = page.tokens.words
    opening = words[strike.sentence.first : strike.sentence.first + 2]
    beside = words[max(strike.first, strike.trigger.first - 2) : strike.trigger.last + 2]
    others = range(0) if _REST.isdisjoint(words[strike.first : strike.last]) else range(strike.first, strike.last)
    rest = "still" in beside or any(words[i] in _REST and words[i + 1 : i + 3] not in _OF_THEM for i in others)
    return rest or not _TURNING.isdisjoint(opening) or _is_further(page, strike)


def _is_further(page: MarkedText, strike: Strike) -> bool:
    """ "A separate raid", "a mosque was also destroyed", "two days after jets had hit a convoy": another strike than the one told before."""
    words = page.tokens.words
    also = any("also" in words[t.first - 2 : t.first] and PRONOUNS.isdisjoint(words[t.first - 3 : t.first]) for t in strike.triggers)
    later = words[strike.first] == "after" and words[strike.first - 1] in SPANS_OF_TIME
    leads = (words[max(strike.first, t.first - _APART_GAP) : t.first] for t in strike.triggers if t.entry.pos == "noun")
    apart = any(not _APART.isdisjoint(lead) or lead[-2:] == ["a", "first"] for lead in leads)
    return later or apart or (also and not _is_definite(page, strike))


def _is_comment(page: MarkedText, strike: Strike) -> bool:
    """ "The raid comes a week after …", "the strikes are the first since …": what is said of a strike that was told."""
    words = page.tokens.words
    if words[strike.sentence.first] in _POINTERS and "such" in words[max(strike.first, strike.trigger.first - 2) : strike.trigger.first]:
        return True  # "it was the third such raid in a week"
    first = strike.first + (words[strike.first] in _TURNING)
    if words[first] in _THEY and words[first + 1] in BE and words[first + 2] in DETERMINERS and strike.trigger.entry.pos == "noun":
        return True  # "they are the latest in an intensifying campaign"
    subject = min((t for t in strike.triggers if t.entry.pos == "noun"), key=lambda t: t.first, default=strike.trigger)
    done = any(t.entry.pos == "verb" and 0 <= t.first - subject.last <= _SUBJECT_GAP for t in strike.triggers)  # "the strikes were carried out by"
    behind = words[subject.last : subject.last + _SUBJECT_GAP + 1]  # "the strikes were near X", "were heaviest around X"
    located = len(behind) > 1 and behind[0] in BE and behind[1] not in DETERMINERS and not PREPOSITIONS.isdisjoint(behind)
    return page.tokens.word(subject.last) in _COMMENTING and _is_definite(page, replace(strike, triggers=(subject,))) and not (done or located)


def _is_habitual(strike: Strike) -> bool:
    """ "Whose planes carry out raids": only light verbs in the present."""
    verbs = [t for t in strike.triggers if t.entry.pos == "verb"]
    return bool(verbs) and all(t.form in ("base", "s") and t.entry.sure == "context" and t.entry.action == "strike" for t in verbs)
