"""Who can stand beside a reporting verb: bodies, sides, people with a name or only a role, and what a pronoun there means."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from app.extract.grammar import COMMAS, DETERMINERS, PREMODIFIERS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.claimants import ClaimantFound
from app.extract.phrases.tokens import Spanned
from app.extract.speakers import Source, Speakers

PLACING = frozenset("in of from on near at to with against over by into across".split())
"""Prepositions that put a name somewhere, so that it is not the subject."""

_SELF = 4
_COUNTED = 2
_SIDE_REACH = 40
_GAP_LIMIT = 14
_LOOSE_GAP = 2
_ADJECTIVES = 3
_LISTING = frozenset(("and", ",", "both"))
_ATTRIBUTES = frozenset("military field local main private public makeshift maternity nearby second major large".split())
_WARDS = frozenset("hospital clinic infirmary".split())
_HOLDING = frozenset("in on at near by over against into across around targeting hitting striking toward towards beside under to".split())
_SIDING = frozenset("supporting backing fighting bombing battling targeting attacking opposing aiding besieging".split())
_BEFORE_PRONOUN = frozenset(
    "and but that while when as because if although though what which where before after so later earlier then also meanwhile now here there today "
    "yesterday again however overnight".split()
) | PREPOSITIONS
SPOKESMEN = frozenset("spokesman spokeswoman spokesperson".split())
"""Who speaks for a body."""

_DEATHS = frozenset("death deaths killing dead toll number loss".split())
_LONGEST_BODY = 4
_BOUNDS = DETERMINERS | PREPOSITIONS
_SHORTEST = 3
_LANDS = frozenset("country territory province region city town state kingdom emirate group movement enclave strip nation".split())
_QUOTES = frozenset('"“”«»')


class Spoken(NamedTuple):
    """A source found beside a reporting verb, with its tokens."""

    source: Source
    first: int
    last: int


def source_after(page: MarkedText, start: int, end: int, speakers: Speakers) -> Spoken | None:
    """The source that follows a reporting verb or "according to"."""
    words = page.tokens.words
    i = start
    if page.tokens.word(start) == "that":  # "in a statement that its fighters had …"
        return None
    while i < end and (words[i] in DETERMINERS or words[i] in ("to", "by", "from", ":", "as")):
        i += 1
    stop = i
    while stop < end and stop < i + 12 and words[stop] not in _QUOTES and words[stop] not in (";", "that"):
        if words[stop] == "." and not _is_initial(page, stop - 1):
            break
        stop += 1
    if i >= stop or words[i] in PREPOSITIONS:
        return None
    candidates = [c for c in candidates_in(page, i, stop) if c.first - i <= 3 or is_apposition(page, i, c.first)]
    after = i
    while after < stop and (page.capital(after) or words[after] in page.grammar.role_nouns or words[after] == "."):
        after += 1
    private = bool(candidates) and candidates[0].generic and candidates[0].kind in ("official_unnamed", "unattributed")
    if private and (words[after : after + 2] == [",", "who"] or _DEATHS.intersection(words[i : candidates[0].first])):
        candidates = []  # "said Umm Karim, who lost six relatives", "citing the death of 35 residents"
    if candidates:
        head = candidates[0]
        for other in candidates[1:]:
            head = other if other.first == head.last and head.generic else head
        named = next((c for c in candidates if isinstance(c, ClaimantFound) and not c.generic and c.first - i <= 8), head)
        return Spoken(source_of(page, named, speakers, named.last), i, named.last)
    return None if after == i else person_in(page, i, after, speakers) or _body_named(page, i, after)


def _body_named(page: MarkedText, first: int, last: int) -> Spoken | None:
    """ "According to Ukrenergo, …": one capital word that is no place, side, day or weapon is a body or person that no list knows."""
    others: tuple[Sequence[Spanned], ...] = (page.places, page.dates, page.marks.weapons, page.marks.actors)
    word = page.tokens.words[first]
    if last - first != 1 or len(word) < _SHORTEST or not page.capital(first) or any(page.inside(kind, first, last) for kind in others):
        return None
    return Spoken(Source(page.text_of(first, last), "official_unnamed", person=True, start=page.tokens.starts[first]), first, last)


def _is_initial(page: MarkedText, i: int) -> bool:
    """ "John F." and "Dr.": the full stop behind does not end a name."""
    return page.capital(i) and (len(page.tokens.words[i]) == 1 or page.tokens.words[i] in page.grammar.person_titles)


def candidates_in(page: MarkedText, first: int, last: int) -> list[ClaimantFound | ActorFound]:
    """Every body and side in a token range that could be the subject of a reporting verb, in text order."""
    claimants: list[ClaimantFound | ActorFound] = [c for c in page.inside(page.marks.claimants, first, last) if not _in_compound(page, c)]
    bodies = [(c.first, c.last) for c in claimants]
    for actor in page.inside(page.marks.actors, first, last):
        if any(low <= actor.first < high for low, high in bodies) or _in_compound(page, actor):
            continue
        if actor.form in ("name", "force") or (actor.form == "adjective" and actor.head_cls in ("force", "office")):
            claimants.append(actor)
    return sorted(claimants, key=lambda item: (item.first, -item.last)) if len(claimants) > 1 else claimants


def _in_compound(page: MarkedText, found: ClaimantFound | ActorFound) -> bool:
    """ "Pro-government", "UN-backed": a part of an adjective."""
    hyphened = page.tokens.hyphened
    return (found.generic and hyphened[found.first]) or (found.last < len(hyphened) and hyphened[found.last])


def place_of_speech(page: MarkedText, found: ClaimantFound | ActorFound) -> bool:
    """ "the north of Yemen": a bare state behind a preposition is a place, not a speaker."""
    if page.tokens.words[found.last : found.last + 2] in ([",", "which"], [",", "who"]):
        return False
    i = found.first - 1
    while i > 0 and page.tokens.words[i] in PREMODIFIERS:
        i -= 1
    if page.tokens.words[i] == "and" and page.capital(i - 1):  # "in both Syria and Iraq"
        i -= 1
        while i > 0 and (page.capital(i) or page.tokens.words[i] in _LISTING):
            i -= 1
    while i > 0 and page.tokens.words[i] in page.grammar.person_titles:
        i -= 1
    if i >= 0 and page.tokens.words[i] in ("to", "against"):  # "the ambassador to the UN", "an aide to President X"
        return True
    bare = found.kind in ("state", "state_belligerent", "coalition") and found.last - found.first <= 2 and not found.generic
    office = isinstance(found, ClaimantFound) and found.actor is not None and found.name != found.actor
    return bare and not office and i >= 0 and page.tokens.words[i] in PLACING


def is_governed(page: MarkedText, found: ClaimantFound | ActorFound, first: int) -> bool:
    """ "Raids on a hospital in X said the monitor": what a preposition puts somewhere does not speak."""
    words = page.tokens.words
    i = found.first - 1
    while i > first and found.first - i <= _ADJECTIVES and (words[i] in _ATTRIBUTES or (words[found.last - 1] in _WARDS and page.capital(i))):
        i -= 1
    i -= i > first and words[i] in DETERMINERS
    if i < first or words[i] not in _HOLDING | _SIDING:
        return False
    return words[i] != "at" or any(c.last == i for c in candidates_in(page, first, i))


def is_apposition(page: MarkedText, first: int, last: int) -> bool:
    """Whether only names, titles, asides and days stand between a source and its verb, and no other subject (", his brother said")."""
    words = page.tokens.words
    other = words[first : first + 1] == [","] and page.tokens.word(first + 1) in DETERMINERS and words[last - 1] != ","
    if last - first > _GAP_LIMIT or (other and words[last - 1] not in page.grammar.speech_gap and not page.capital(last - 1)):
        return False
    dated = {i for d in page.inside(page.dates, first, last) for i in page.tokens.span(d.start, d.end)}
    loose = 0
    for i in range(first, last):
        word = words[i]
        if word in _QUOTES or word == ";" or (word == "." and not _is_initial(page, i - 1)):
            return False
        if word == ".":
            continue
        if i in dated or word in COMMAS or page.capital(i) or word in page.grammar.speech_gap or word.endswith("ly") or page.tokens.hyphened[i]:
            continue
        loose += 1
    return loose <= _LOOSE_GAP and not page.inside(page.marks.triggers, first, last)


def phrase_start(page: MarkedText, first: int, lower_bound: int) -> int:
    """Where a source's phrase begins: at the article and the titles before it."""
    words = page.tokens.words
    while first > lower_bound and (words[first - 1] in DETERMINERS or words[first - 1] in page.grammar.person_titles or page.tokens.hyphened[first]):
        first -= 1
    return first


def pronoun_at(page: MarkedText, i: int, verb: int, speakers: Speakers) -> Spoken | None:
    """ "It said it had carried out 50 raids": who speaks is who struck, else the last speaker; "the men it said it hit" hands nothing on."""
    words = page.tokens.words
    if words[verb + 1 : verb + 2] == [words[i]] and _holds_contact_clause(page, i):
        return None
    if words[i] == "it" and words[verb] in ("quoted", "cited", "quotes", "cites"):
        relay = speakers.relay()
        return None if relay is None else Spoken(relay, i, i + 1)
    behind = words[verb + 1 : verb + _SELF]
    own = words[i] in ("it", "they") and words[i] in behind and bool(page.inside(page.marks.triggers, verb + 1, verb + 2 * _SELF))
    source = (_last_side(page, i) if own else None) or speakers.pronoun(words[i])
    return None if source is None else Spoken(source, i, i + 1)


def _holds_contact_clause(page: MarkedText, i: int) -> bool:
    """ "The fighters it said it was targeting": a noun right before the pronoun, no conjunction, day or adverb."""
    before = page.tokens.words[i - 1] if i else ""
    named = page.capital(i - 1) if i else True
    return before.isalpha() and not named and before not in _BEFORE_PRONOUN and not page.inside(page.dates, i - 1, i)


def _last_side(page: MarkedText, i: int) -> Source | None:
    """The last state, coalition or group named before token ``i`` that can speak of its own strikes."""
    low = max(0, i - _SIDE_REACH)
    for actor in reversed(page.inside(page.marks.actors, low, i)):
        if not actor.generic and actor.form in ("name", "force") and not _is_object(page, actor):
            return Source(actor.name, "armed_group" if actor.kind == "armed_group" else "state_belligerent", actor.name, start=actor.start)
    return None


def _is_object(page: MarkedText, actor: ActorFound) -> bool:
    """Whether a side is only spoken of: "strikes on X", "rather than the X fighters", "bombing X"."""
    i = actor.first - 1
    while i > 0 and page.tokens.words[i] in DETERMINERS:
        i -= 1
    behind = page.tokens.words[i] in PREPOSITIONS or page.tokens.words[i] == "than"
    return i >= 0 and (behind or bool(page.inside(page.marks.triggers, max(0, i - _COUNTED), i + 1)))


def source_of(page: MarkedText, found: ClaimantFound | ActorFound, speakers: Speakers, until: int) -> Source:
    """The source behind a vocabulary hit: bodies as they are, generic ones resolved among those named so far."""
    person = not page.grammar.person_titles.isdisjoint(page.tokens.words[max(0, found.first - 4) : found.first])
    if isinstance(found, ActorFound):
        kind = "armed_group" if found.kind == "armed_group" else "state_belligerent"
        source = Source(found.name, kind, found.name, found.generic, False, person, found.start, found.text)  # type: ignore[arg-type]
    else:
        source = Source(found.name, found.kind, found.actor, found.generic, found.relay, person, found.start, found.text)
    if not source.generic:
        return source
    words = page.tokens.words[found.first : found.last]
    article = page.tokens.words[found.first - 1] if found.first else ""
    surname = page.tokens.words[until - 1] if page.capital(until - 1) else ""
    known = speakers.person(surname) if surname else None
    if known is not None:
        return known
    if len(words) == 1 and words[0] in page.grammar.person_titles and article == "the" and not page.capital(found.first):
        anew = page.tokens.word(found.last) in ("of", ",")  # "the mayor of Zakho", "the mayor, Ali Demir," are introduced, not pointed back to
        return (None if anew else speakers.titled(words[0])) or _of_where(page, source, found)
    if article in ("'s", "'") and words[-1] not in SPOKESMEN and page.tokens.words[found.first - 2] not in _LANDS:  # "the X council's press office"
        begin = phrase_start(page, _owner_start(page, found.first), 0)
        begin += page.tokens.words[begin] in DETERMINERS
        return replace(source, name=page.text_of(begin, found.last), generic=False, printed="")
    named = found.last
    while named < until and page.capital(named) and page.tokens.words[named].isalpha():
        named += 1
    if words[-1] in page.grammar.person_titles and named > found.last + 1:  # "Mayor Ali Demir" is not every mayor
        return replace(source, name=page.text_of(found.first, named), generic=False, person=True, printed="")
    if words[-1] in SPOKESMEN and page.tokens.word(found.last) in ("for", "of"):
        return _spoken_for(page, found.last + 1) or speakers.resolve(source, frozenset(words))
    if page.tokens.word(found.last) == "of" and words[-1] in page.grammar.person_titles:
        return _of_where(page, source, found)
    body = speakers.resolve(source, frozenset(words), new=article in ("a", "an"))
    spokesman = words[-1] in SPOKESMEN and len(words) > 1 and named > found.last + 1  # "Military spokesman Brigadier Ali Demir"
    return replace(body, printed=page.text_of(found.first, named)) if spokesman else body


def _of_where(page: MarkedText, source: Source, found: ClaimantFound | ActorFound) -> Source:
    """ "the governor of the Sumy region": an office is told from others by where it sits."""
    words = page.tokens.words
    if page.tokens.word(found.last) != "of":
        return source
    last = found.last + 1 + (page.tokens.word(found.last + 1) in DETERMINERS)
    while last < min(len(words), found.last + _LONGEST_BODY) and (page.capital(last) or words[last] in page.grammar.area_nouns):
        last += 1
    seated = page.capital(last - 1) or words[last - 1] in page.grammar.area_nouns
    return replace(source, name=page.text_of(found.first, last), printed="") if seated else source


def _owner_start(page: MarkedText, first: int) -> int:
    """The first token of the possessor before token ``first``."""
    i = first - 1
    while i > 0 and first - i <= _LONGEST_BODY and page.tokens.words[i - 1].isalpha() and page.tokens.words[i - 1] not in _BOUNDS:
        i -= 1
    return i


def _spoken_for(page: MarkedText, first: int) -> Source | None:
    """ "a spokesman for the town": whoever is spoken for, by a body's noun."""
    begin = first + (page.tokens.word(first) in DETERMINERS)
    last = begin
    for word in page.tokens.words[begin : begin + _LONGEST_BODY]:
        if not word.isalpha() or word in PREPOSITIONS or page.inside(page.marks.reporting, last, last + 1):
            break
        last += 1
    return Source(page.text_of(begin, last), "state_belligerent", start=page.tokens.starts[begin]) if last > begin else None


def person_in(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """Somebody whom no vocabulary knows: a name ("Mr Faris") or a role ("a local doctor") right before the verb."""
    words = page.tokens.words
    i = last
    while i > first and i > last - 8 and _in_name(page, i - 1):
        i -= 1
    while i < last and words[i] == ".":
        i += 1
    if i > first and words[i - 1] in ("to", "the") and page.inside(page.marks.actors, i, last):  # "a militia allied to the X Forces said"
        return None
    if i < last and words[last - 1].isalpha():
        known = speakers.person(words[last - 1])
        if known is not None:
            return Spoken(known, i, last)
        if i == first and last - i == 1 and first > 0 and page.tokens.words[first - 1] in (".", '"'):
            return None
        name = page.text_of(i, last)
        return Spoken(Source(name, "official_unnamed", person=True, start=page.tokens.starts[i]), i, last) if _is_person_name(page, i, last) else None
    return _role_in(page, first, last, speakers)


def _role_in(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """ "a local doctor": a role with its article and adjectives."""
    words = page.tokens.words
    if words[last - 1] not in page.grammar.role_nouns:
        return None
    i = last - 1
    while i > first and i > last - 5 and words[i - 1] not in COMMAS and words[i - 1] not in _QUOTES and words[i - 1].isalpha():
        i -= 1
        if words[i] in DETERMINERS:
            break
    begin = i + 1 if words[i] in DETERMINERS else i
    if begin >= last:
        return None
    role = Source(page.text_of(begin, last), "official_unnamed", generic=True, start=page.tokens.starts[begin])
    return Spoken(speakers.resolve(role, frozenset(words[begin:last])), i, last)


def _in_name(page: MarkedText, i: int) -> bool:
    if page.tokens.words[i] == ".":
        return i > 0 and _is_initial(page, i - 1)
    return (page.capital(i) or page.tokens.hyphened[i]) and page.tokens.words[i] not in DETERMINERS


def _is_person_name(page: MarkedText, first: int, last: int) -> bool:
    """Two capital words, or one after a title, that are no place, date or weapon."""
    others: tuple[Sequence[Spanned], ...] = (page.places, page.dates, page.marks.weapons)
    if any(page.inside(kind, first, last) for kind in others):
        return False
    titled = page.tokens.words[first] in page.grammar.person_titles or (first > 0 and page.tokens.words[first - 1] in page.grammar.person_titles)
    return titled or 2 <= last - first <= 5
