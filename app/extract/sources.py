"""Who stands beside a reporting verb: bodies, sides, people with a name or only a role, and what a pronoun there means."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.grammar import AUXILIARIES, COMMAS, DETERMINERS, PREPOSITIONS, PRONOUNS
from app.extract.marked import MarkedText
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.claimants import ClaimantFound
from app.extract.phrases.tokens import Spanned
from app.extract.speakers import Source, Speakers
from app.model.codes import ClaimantKind

_PLACING = frozenset("in of from on near at to with against over by into across".split())
_SELF = 4
_SIDE_REACH = 40
_GAP_LIMIT = 14
_CLAUSE = 24
_LOOSE_GAP = 2
_OPENS = 3
_LONGEST_ROLE = 6
_PHRASE_ENDS = DETERMINERS | (PREPOSITIONS - {"of"}) | {"and", "or", "but"}
_OFFICES = frozenset("department headquarters ministry office committee directorate administration service council municipality commission".split())
_ASIDES = frozenset("which who whose where a an the".split())
_SAYING = frozenset("said says say told tells recalled recalls".split())
_STANDS_FOR = frozenset("speaks spoke heads headed leads led commands commanded represents represented directs runs".split())
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source found beside a reporting verb, with its tokens."""

    source: Source
    first: int
    last: int


def source_before(page: MarkedText, verb: int, lower_bound: int, speakers: Speakers) -> Spoken | None:
    """The source that is the subject of a reporting verb at token ``verb``."""
    if verb <= lower_bound:
        return None
    words = page.tokens.words
    i = verb - 1
    while i > lower_bound and (words[i] in AUXILIARIES or words[i].endswith("ly") or words[i] in ("also", "later", "then", "earlier", "first")):
        i -= 1
    if words[i] in ("and", "but"):  # "called in the ambassador and told him": the subject stands further ahead
        return None
    if words[i] in ("who", "which"):
        return _antecedent(page, lower_bound, i, speakers)
    if words[i] in PRONOUNS:
        return _pronoun(page, i, verb, speakers)
    best = _before_aside(page, lower_bound, i) or _nearest(page, lower_bound, i + 1)
    described = _described(page, lower_bound, i + 1, speakers)
    if described is not None:
        return described
    if best is not None and best.last <= i and words[i] in page.grammar.role_nouns:
        spoken = _person(page, lower_bound, i + 1, speakers)
        if spoken is not None and spoken.first >= best.last and page.tokens.words[spoken.first - 1] not in ("'s", "'"):
            return spoken
    if best is not None and _gap_is_apposition(page, best.last, i + 1):
        return Spoken(source_of(page, best, speakers, i + 1), _phrase_start(page, best.first, lower_bound), i + 1)
    return _person(page, lower_bound, i + 1, speakers) or _somebody(page, lower_bound, i + 1, verb)


def source_after(page: MarkedText, start: int, end: int, speakers: Speakers) -> Spoken | None:
    """The source that follows a reporting verb or "according to"."""
    words = page.tokens.words
    i = start
    if page.tokens.word(start) == "that":  # "in a statement that its fighters had …"
        return None
    while i < end and (words[i] in DETERMINERS or words[i] in ("to", "by", "from", ":", "as")):
        i += 1
    stop = i
    while stop < end and stop < i + 12 and words[stop] not in _QUOTES and words[stop] not in (".", ";", "that"):
        stop += 1
    if i >= stop or words[i] in PREPOSITIONS:
        return None
    candidates = [c for c in candidates_in(page, i, stop) if c.first - i <= 3 or _gap_is_apposition(page, i, c.first)]
    if candidates:
        head = candidates[0]
        for other in candidates[1:]:
            head = other if other.first == head.last and head.generic else head
        named = next((c for c in candidates if isinstance(c, ClaimantFound) and not c.generic and c.first - i <= 8), head)
        return Spoken(source_of(page, named, speakers, named.last), i, named.last)
    after = i
    while after < stop and (page.capital(after) or words[after] in page.grammar.role_nouns):
        after += 1
    return None if after == i else _person(page, i, after, speakers)


def candidates_in(page: MarkedText, first: int, last: int) -> list[ClaimantFound | ActorFound]:
    """Every body and side in a token range that could be the subject of a reporting verb, in text order."""
    claimants: list[ClaimantFound | ActorFound] = list(page.inside(page.marks.claimants, first, last))
    covered = {i for c in claimants for i in range(c.first, c.last)}
    for actor in page.inside(page.marks.actors, first, last):
        if actor.first not in covered and (actor.form in ("name", "force") or (actor.form == "adjective" and actor.head_cls in ("force", "office"))):
            claimants.append(actor)
    return sorted(claimants, key=lambda item: (item.first, -item.last))


def _nearest(page: MarkedText, first: int, last: int) -> ClaimantFound | ActorFound | None:
    candidates = candidates_in(page, max(first, last - _GAP_LIMIT - 8), last)
    if not candidates:
        return None
    candidates = [c for c in candidates if not _after_preposition(page, c)]
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item.last, item.last - item.first))
    if best.generic:
        apposed = (c for c in candidates if not c.generic and 0 <= best.first - c.last <= 1)  # "SOHR, a monitor", not "the army the rebels say"
        return next((c for c in apposed if "the" not in page.tokens.words[c.last : best.last]), best)
    return best


def _before_aside(page: MarkedText, first: int, comma: int) -> ClaimantFound | ActorFound | None:
    """ "The Observatory, which has a network of sources there, said": who stands before the aside that the comma closes."""
    words = page.tokens.words
    if words[comma] != ",":
        return None
    found = [c for c in candidates_in(page, first, comma) if words[c.last] == "," and page.tokens.word(c.last + 1) in _ASIDES]
    return found[0] if found and found[0].first - first <= _OPENS and not _after_preposition(page, found[0]) else None


def _described(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """ "The group, which backs the rebels, said", "residents who fled to X said": who stands before a relative clause speaks."""
    words = page.tokens.words
    floor = max(first, last - _CLAUSE)
    at = next((i for i in range(floor + 1, last - 1) if words[i] in ("who", "which")), None)
    if at is None or page.inside(page.marks.triggers, at, last) or words[at + 1] in _STANDS_FOR:
        return None
    if page.inside(page.marks.reporting, at + 2, last):
        return None
    spoken = _antecedent(page, floor, at, speakers)
    return None if spoken is None else Spoken(spoken.source, spoken.first, last)


def _antecedent(page: MarkedText, first: int, pronoun: int, speakers: Speakers) -> Spoken | None:
    """Who a relative pronoun means: the body or person right before it."""
    end = pronoun - (page.tokens.words[pronoun - 1] == ",")
    head = next((c for c in candidates_in(page, first, end) if c.last == end and not _after_preposition(page, c)), None)
    if head is not None:
        return Spoken(source_of(page, head, speakers, end), _phrase_start(page, head.first, first), end)
    return _person(page, first, end, speakers) if end > first else None


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


def _pronoun(page: MarkedText, i: int, verb: int, speakers: Speakers) -> Spoken | None:
    """ "It said it had carried out 50 raids": who speaks is who struck, else the last speaker."""
    words = page.tokens.words
    behind = words[verb + 1 : verb + _SELF]
    own = words[i] in ("it", "they") and words[i] in behind and bool(page.inside(page.marks.triggers, verb + 1, verb + 2 * _SELF))
    source = (_last_side(page, i) if own else None) or speakers.pronoun(words[i])
    return None if source is None else Spoken(source, i, i + 1)


def _last_side(page: MarkedText, i: int) -> Source | None:
    """The last state, coalition or group named before token ``i`` that can speak of its own strikes."""
    low = max(0, i - _SIDE_REACH)
    for actor in reversed(page.inside(page.marks.actors, low, i)):
        if not actor.generic and actor.form in ("name", "force"):
            return Source(actor.name, "armed_group" if actor.kind == "armed_group" else "state_belligerent", actor.name, start=actor.start)
    return None


def source_of(page: MarkedText, found: ClaimantFound | ActorFound, speakers: Speakers, until: int) -> Source:
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
    anew = page.tokens.word(found.last) == "of"  # "the mayor of Zakho" is introduced, not pointed back to
    if title and not anew and found.first > 0 and page.tokens.words[found.first - 1] == "the" and not page.capital(found.first):
        return speakers.pronoun("he") or source
    words = frozenset(page.tokens.words[found.first : found.last])
    surname = page.tokens.words[until - 1] if page.capital(until - 1) else ""
    known = speakers.person(surname) if surname else None
    return known or speakers.resolve(source, words)


def _person(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """Somebody whom no vocabulary knows: a name ("Mr Faris") or a role ("a local doctor") right before the verb."""
    words = page.tokens.words
    i = last
    while i > first and i > last - 8 and (page.capital(i - 1) or page.tokens.hyphened[i - 1]) and words[i - 1] not in DETERMINERS:
        i -= 1
    if i < last and words[last - 1].isalpha():
        known = speakers.person(words[last - 1])
        if known is not None:
            return Spoken(known, i, last)
        if i == first and last - i == 1 and first > 0 and page.tokens.words[first - 1] in (".", '"'):
            return None
        name = page.text_of(i, last)
        return Spoken(Source(name, "official_unnamed", person=True, start=page.tokens.starts[i]), i, last) if _is_person_name(page, i, last) else None
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
            return Spoken(known, i, last)
    return None


def _somebody(page: MarkedText, first: int, last: int, verb: int) -> Spoken | None:
    """ "a young shopkeeper said", "the antiquities department said": whoever has an article, opens the clause and says it."""
    words = page.tokens.words
    if words[verb] not in _SAYING:
        return None
    i = last - 1
    while i > first and last - i <= _LONGEST_ROLE and words[i].isalpha() and words[i] not in _PHRASE_ENDS:
        i -= 1
    opens = i == first or words[i - 1] in (",", ";", "and", "but", "while", '"', "”", ".")
    if words[i] not in DETERMINERS or i + 1 >= last or not opens:
        return None
    taken: tuple[Sequence[Spanned], ...] = (page.marks.triggers, page.marks.weapons, page.dates)
    if any(page.inside(kind, i, last) for kind in taken):
        return None
    body = bool(_OFFICES.intersection(words[i + 1 : last]))
    kind: ClaimantKind = "state_belligerent" if body else "unattributed"
    return Spoken(Source(page.text_of(i + 1, last), kind, person=not body, start=page.tokens.starts[i + 1]), i, last)


def _is_person_name(page: MarkedText, first: int, last: int) -> bool:
    """Two capital words, or one after a title, that are no place, date or weapon."""
    others: tuple[Sequence[Spanned], ...] = (page.places, page.dates, page.marks.weapons)
    if any(page.inside(kind, first, last) for kind in others):
        return False
    titled = page.tokens.words[first] in page.grammar.person_titles or (first > 0 and page.tokens.words[first - 1] in page.grammar.person_titles)
    return titled or 2 <= last - first <= 5
