"""Who is the subject of a reporting verb: through asides and relative clauses back to the body, side or person that opens the clause."""

from collections.abc import Sequence
from dataclasses import replace

from app.extract.grammar import AUXILIARIES, BE, COMMAS, DETERMINERS, PREPOSITIONS, PRONOUNS
from app.extract.marked import MarkedText
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.claimants import ClaimantFound
from app.extract.phrases.tokens import Spanned
from app.extract.sources import (
    PLACING,
    SPOKESMEN,
    Spoken,
    candidates_in,
    is_apposition,
    is_governed,
    person_in,
    phrase_start,
    place_of_speech,
    pronoun_at,
    source_of,
)
from app.extract.speakers import Source, Speakers
from app.model.codes import ClaimantKind

_PRIVATE = ("unattributed", "official_unnamed", "monitor", "armed_group")
_OFFICIAL = frozenset("official officials source sources officer officers spokesman".split())
_IN_NAMES = frozenset("of the for and in".split())
_PEOPLE = ("unattributed", "official_unnamed", "news_media", "monitor")
_RECORDERS = ("monitor", "news_media", "un_body")
_ROLE_REACH = 6
_NEAREST = 22
_CLAUSE = 24
_OPENS = 3
_OPENS_WITH = 8
_LONGEST_ROLE = 6
_PHRASE_ENDS = DETERMINERS | PREPOSITIONS | AUXILIARIES | {"and", "or", "but"}
_OFFICES = frozenset("department headquarters ministry office committee directorate administration service council municipality commission".split())
_ASIDES = frozenset("which who whose where reached speaking writing based a an the one for in meanwhile however".split())
_ADVERBS = frozenset("also later then earlier first".split())
_RELATIVE = frozenset("which who whose where".split())
_SPEAKS_FOR = frozenset("of for from at with".split())
_SAYING = frozenset("said says say told tells recalled recalls reported reports confirmed confirms added adds wrote claims claimed counted".split())
_BOUNDARIES = frozenset((",", ";", "and", "but", "while", '"', "”", "."))
_POSSESSIVES = frozenset(("its", "their", "his", "her"))
_NOBODY = PRONOUNS | AUXILIARIES | PREPOSITIONS | frozenset(
    "nobody none neither nothing some others many most few all everyone what which that this there then when where as after "
    "also meanwhile however later earlier and but or if while it its his her their".split()
)
_STANDS_FOR = frozenset("speaks spoke heads headed leads led commands commanded represents represented directs runs".split())


def subject_of(page: MarkedText, verb: int, first: int, speakers: Speakers) -> Spoken | None:
    """The source that is the subject of the reporting verb at token ``verb``; nothing before token ``first`` belongs to the clause."""
    words = page.tokens.words
    i = verb - 1
    while i > first and (words[i] in AUXILIARIES or words[i].endswith("ly") or words[i] in _ADVERBS):
        i -= 1
    if i < first or words[i] in ("and", "but"):  # "called in the ambassador and told him": the subject stands further ahead
        return None
    if words[i] in ("who", "which"):
        return _antecedent(page, first, i, speakers)
    if words[i] in PRONOUNS:
        return pronoun_at(page, i, verb, speakers)
    last = i + 1
    return (
        _recorder(page, first, last, speakers)
        or _before_aside(page, first, last, speakers)
        or _described(page, first, last, speakers)
        or _named(page, first, last, speakers)
        or person_in(page, first, last, speakers)
        or _somebody(page, first, last, verb, speakers)
    )


def _recorder(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """ "Among them an officer who had defected the Observatory said": whose work it is to tell speaks where it stands right before the verb."""
    found = next((c for c in candidates_in(page, max(first, last - _NEAREST), last) if c.last == last and c.kind in _RECORDERS), None)
    if found is None or not isinstance(found, ClaimantFound) or is_governed(page, found, first):
        return None
    if found.generic and not _is_of_outlet(page, found.first) and (found.kind != "monitor" or page.tokens.words[found.first - 1] not in DETERMINERS):
        return None
    relative = any(page.tokens.words[i] in ("who", "which") for i in range(max(first, last - _NEAREST), found.first))
    return Spoken(source_of(page, found, speakers, last), phrase_start(page, found.first, first), last) if relative else None


def _is_of_outlet(page: MarkedText, at: int) -> bool:
    """Whether an outlet is named right before: "Al-Manar correspondent"."""
    return any(c.last == at and c.kind == "news_media" for c in candidates_in(page, max(0, at - _OPENS), at))


def _named(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """The nearest body or side before the verb, or the person beside it that it only describes."""
    best = _nearest(page, first, last)
    if best is None:
        return None
    person = _introduced(page, first, best, speakers)
    if person is not None:
        return Spoken(person.source, person.first, last)
    if best.last < last and page.tokens.words[last - 1] in page.grammar.role_nouns:
        spoken = person_in(page, first, last, speakers)
        if spoken is not None and spoken.first >= best.last and page.tokens.words[spoken.first - 1] not in ("'s", "'"):
            return spoken
    if not is_apposition(page, best.last, last):
        return None
    named = _called(page, best, last, speakers)
    if named is not None:
        return Spoken(named, phrase_start(page, best.first, first), last)
    best = _first_of_list(page, first, best)
    return Spoken(source_of(page, best, speakers, last), phrase_start(page, best.first, first), last)


def _called(page: MarkedText, role: ClaimantFound | ActorFound, last: int, speakers: Speakers) -> Source | None:
    """ "Energy company DTEK said", "activist Hadi Karim told": who holds no office goes by the own name behind the role too."""
    words = page.tokens.words
    if not (role.generic and isinstance(role, ClaimantFound) and role.kind in (*_PRIVATE, "news_media")) or words[role.last - 1] in SPOKESMEN:
        return None
    if _OFFICIAL.intersection(words[role.first : role.last]):
        return None
    end = role.last
    while end < last and (page.capital(end) or (page.tokens.hyphened[end]) or (words[end] in _IN_NAMES and end > role.last)):
        end += 1
    named = end > role.last and page.capital(end - 1) and (end == last or words[end] in COMMAS)
    if not named or any(n.first <= role.last < n.last for n in page.inside(page.places, role.last, end)):
        return None
    known = speakers.person(words[end - 1])
    return known or Source(page.text_of(role.last, end), role.kind, None, False, role.relay, True, page.tokens.starts[role.last])


def _nearest(page: MarkedText, first: int, last: int) -> ClaimantFound | ActorFound | None:
    candidates = [c for c in candidates_in(page, max(first, last - _NEAREST), last) if not (place_of_speech(page, c) or is_governed(page, c, first))]
    if not candidates:
        return None
    best = max(candidates, key=lambda item: (item.last, item.last - item.first))
    if page.tokens.words[best.last - 1] in SPOKESMEN:  # "the General Staff spokesman", "the governor's spokesman"
        owner = next((c for c in candidates if c.last == best.first - (page.tokens.words[best.first - 1] == "'s")), None)
        if owner is not None:
            return owner
    if best.generic:
        apposed = (c for c in candidates if not c.generic and 0 <= best.first - c.last <= 1)  # "SOHR, a monitor", not "the army the rebels say"
        return next((c for c in apposed if "the" not in page.tokens.words[c.last : best.last]), best)
    return best


def _first_of_list(page: MarkedText, first: int, best: ClaimantFound | ActorFound) -> ClaimantFound | ActorFound:
    """ "Britain, France and Qatar said": the first of a list that opens the clause answers for it."""
    words = page.tokens.words
    head = best
    for other in reversed(candidates_in(page, first, best.first)):
        between = [w for w in words[other.last : head.first] if w not in DETERMINERS]
        if other.last <= head.first and between in ([","], ["and"], [",", "and"]):
            head = other
    people = head.kind in _PEOPLE and best.kind in _PEOPLE and words[head.last] in ("and", ",")  # "witnesses and tribal sources said"
    return head if head.first - first <= 1 or people else best


def _before_aside(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """ "The Observatory, an opposition monitor, said", "medics at X hospital, where bodies lay, said": who stands before the aside."""
    words = page.tokens.words
    if words[last - 1] != ",":
        return None
    for found in candidates_in(page, first, last - 1):
        if words[found.last] != "," or page.tokens.word(found.last + 1) not in _ASIDES or place_of_speech(page, found):
            continue
        if found.generic and any(not c.generic for c in candidates_in(page, found.last, last)):  # "A monitor, the X Observatory, said"
            continue
        opens = found.first - first <= _OPENS or (found.first - first <= _OPENS_WITH and bool(_SPEAKS_FOR.intersection(words[first : found.first])))
        if opens and not page.inside(page.marks.reporting, first, found.first):
            return Spoken(source_of(page, found, speakers, found.last), phrase_start(page, found.first, first), last)
    return None


def _described(page: MarkedText, first: int, last: int, speakers: Speakers) -> Spoken | None:
    """ "The group, which backs the rebels, said", "residents who fled to X said": who stands before a relative clause speaks."""
    words = page.tokens.words
    floor = max(first, last - _CLAUSE)
    at = next((i for i in range(floor + 1, last - 1) if words[i] in ("who", "which")), None)
    if at is None or page.inside(page.marks.triggers, at, last) or (words[at + 1] in _STANDS_FOR and candidates_in(page, at, last)):
        return None
    if page.inside(page.marks.reporting, at + 2, last):
        return None
    spoken = _antecedent(page, floor, at, speakers)
    return None if spoken is None else Spoken(spoken.source, spoken.first, last)


def _antecedent(page: MarkedText, first: int, pronoun: int, speakers: Speakers) -> Spoken | None:
    """Who a relative pronoun means: the body or person right before it."""
    end = pronoun - (page.tokens.words[pronoun - 1] == ",")
    head = next((c for c in candidates_in(page, first, end) if c.last == end and not place_of_speech(page, c)), None)
    if head is not None:
        return Spoken(source_of(page, head, speakers, end), phrase_start(page, head.first, first), end)
    return person_in(page, first, end, speakers) if end > first else None


def _introduced(page: MarkedText, first: int, role: ClaimantFound | ActorFound, speakers: Speakers) -> Spoken | None:
    """ "Maria Lopez, a nurse in the town, said", "Northgrid, the power firm, said": who holds no office goes by the own name before the role."""
    words = page.tokens.words
    article = next((i for i in range(role.first - 1, max(first, role.first - _ROLE_REACH), -1) if words[i] in ("a", "an", "the")), None)
    if not role.generic or role.kind not in (*_PRIVATE, "news_media") or article is None:
        return None
    end = article - (words[article - 1] == ",")
    if end == article:  # "Lama Karim an activist said", its commas lost
        body = next((c for c in candidates_in(page, first, end) if c.last == end and c.kind in _RECORDERS and not c.generic), None)
        if body is not None and not is_governed(page, body, first):
            return Spoken(source_of(page, body, speakers, end), phrase_start(page, body.first, first), end)
        found = person_in(page, first, end, speakers) if page.capital(end - 1) else None
        if found is None or role.kind in ("unattributed", "official_unnamed"):
            return found
        return found._replace(source=replace(found.source, kind=role.kind))  # type: ignore[arg-type]
    start = next((i for i in range(end - 1, first - 1, -1) if words[i] in _BOUNDARIES), first - 1) + 1
    if words[start] in PREPOSITIONS or not all(page.capital(i) or words[i] in _IN_NAMES for i in range(start, end)) or not page.capital(end - 1):
        return None
    known = person_in(page, start, end, speakers)
    begin = start + (words[start] in DETERMINERS)
    media = role.kind == "news_media"
    named = Source(page.text_of(begin, end), role.kind, None, False, media, not media, page.tokens.starts[begin])  # type: ignore[arg-type]
    return known or Spoken(named, start, end)


def _somebody(page: MarkedText, first: int, last: int, verb: int, speakers: Speakers) -> Spoken | None:
    """ "A young shopkeeper said", "Northgrid, the power firm, said", "the X refinery in Y said": whoever opens the clause and says it."""
    words = page.tokens.words
    if words[verb] not in _SAYING:
        return None
    openings = [i + 1 for i in range(last - 2, max(first, last - _CLAUSE) - 1, -1) if words[i] in _BOUNDARIES]
    for start in (*openings, first):
        end = _noun_phrase(page, start, last)
        if end is not None and _reaches(words, end, last):
            return _speaker(page, start, end, last, speakers)
    return None


def _speaker(page: MarkedText, start: int, end: int, last: int, speakers: Speakers) -> Spoken | None:
    words = page.tokens.words
    taken: tuple[Sequence[Spanned], ...] = (page.marks.triggers, page.marks.weapons, page.dates)
    state = any(a.kind == "state" and a.form == "name" for a in page.inside(page.marks.actors, start, end))
    placed = any(n.last >= end for n in page.inside(page.places, start, end))
    if state or placed or any(page.inside(kind, start, end) for kind in taken):
        return None
    begin = start + (words[start] in DETERMINERS)
    if words[start] in _POSSESSIVES and words[begin] in page.grammar.role_nouns:
        own = speakers.pronoun("it")
        return None if own is None else Spoken(own, start, last)
    body = bool(_OFFICES.intersection(words[begin:end]))
    kind: ClaimantKind = "state_belligerent" if body else "official_unnamed"
    return Spoken(Source(page.text_of(begin, end), kind, person=not body, start=page.tokens.starts[begin]), start, last)


def _noun_phrase(page: MarkedText, start: int, last: int) -> int | None:
    """The end of the noun phrase that begins here with an article or a capital, without what hangs on behind a preposition."""
    words = page.tokens.words
    articled = words[start] in DETERMINERS
    if words[start] in ("no", "any"):  # "no deaths reported"
        return None
    if not articled and (not page.capital(start) or words[start] in _NOBODY):
        return None
    end = start + articled
    while end < last and end - start <= _LONGEST_ROLE and words[end] not in _PHRASE_ENDS and words[end].replace("-", "").isalnum():
        end += 1
    return end if end > start + articled else None


def _reaches(words: list[str], end: int, last: int) -> bool:
    """Whether only "in X" and an aside between commas stand between a noun phrase and its verb."""
    at = end
    if at < last and words[at] in PLACING:
        at = next((i for i in range(at, last) if words[i] == ","), last)
    if at == last:
        return True
    aside = words[at] == "," and words[last - 1] == "," and at < last - 1
    return aside and (words[at + 1] in _RELATIVE or BE.isdisjoint(words[at:last]))  # "The crater, in a field, is deep, said X"
