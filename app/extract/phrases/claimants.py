"""Who may be speaking: named bodies, offices of states ("the Russian defence ministry"), states themselves, and kinds of people.

A claimant is found by what it is, not by what it does: whether it speaks in its sentence is for the attribution rules to say.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from app.extract.phrases.actors import ActorFound
from app.extract.phrases.bodies import named_bodies
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import BodyTerm, ClaimantTerm, ReportingTerm, SourceTerm
from app.model.codes import ClaimantKind

_ARTICLES = frozenset({"the", "a", "an"})
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen"})
_BEFORE_VERBS = frozenset("has have had also later meanwhile itself earlier".split())
_LED = frozenset({"local", "two", "three", "several", "some", "other", "many", "senior", "top", "opposition", "regional", "independent"})


@dataclass(slots=True)
class ClaimantFound:
    """A possible speaker. ``name`` is the body; ``actor`` the party behind it; ``relay`` for agencies and papers that hand others on.

    ``generic``: "the ministry", "the group", "activists": a body named elsewhere, or people without a name. ``metonym``: a capital that
    speaks for its state. Offsets leave out the article.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    name: str
    kind: ClaimantKind
    actor: str | None
    generic: bool
    relay: bool
    metonym: bool = False


def find_claimants(
    tokens: Tokens,
    named: Sequence[Found[ClaimantTerm]],
    sources: Sequence[Found[SourceTerm]],
    metonyms: Sequence[Found[ClaimantTerm]],
    actors: Sequence[ActorFound],
    reporting: Sequence[Found[ReportingTerm]],
    bodies: Sequence[Found[BodyTerm]],
) -> list[ClaimantFound]:
    """Find every possible speaker, in order, not overlapping: named bodies first, then offices, states, capitals, kinds of people."""
    found: list[ClaimantFound] = []
    found += [claimant for actor in actors if (claimant := _of_actor(tokens, actor, sources)) is not None]
    verbs = {item.first for item in reporting}
    found += [_metonym(item) for item in metonyms if _speaks(tokens, item, verbs)]
    owned = {i for actor in actors if not actor.generic for i in range(actor.first, actor.last)}
    seats = {item.first: item.entry for item in metonyms}
    found += [_source(tokens, item, actors, seats) for item in sources if item.first not in owned]
    longer = {i for actor in actors for i in range(actor.first, actor.last - 1)}  # "The National" is no paper in "the National Unity Government"
    heads = {item.first for item in bodies}
    named = [item for item in named if item.last - 1 not in longer and not (_of_a_place(tokens, item) or _ends_a_name(tokens, item, heads))]
    known = {i for item in named for i in range(item.first, item.last)}
    found = [item for item in found if known.isdisjoint(range(item.first, item.last))]
    found += [_named(item) for item in named]
    offices = {item.last for item in found if item.actor is not None and item.last - item.first > 1}  # "Hama Russias Defence Ministry"
    free = (body for body in named_bodies(tokens, bodies) if known.isdisjoint(range(body[0], body[1])))
    found += [_body(tokens, *body) for body in free if body[1] not in offices]
    return _without_overlaps(found)


def _of_a_place(tokens: Tokens, item: Found[ClaimantTerm]) -> bool:
    """ "The Security Council of the X region" is not the one of the United Nations."""
    return item.entry.kind == "un_body" and tokens.word(item.last) == "of"


def _ends_a_name(tokens: Tokens, item: Found[ClaimantTerm], heads: Set[int]) -> bool:
    """ "The Valley Observatory" is a body of its own, and not the one that goes by "the Observatory"."""
    first = item.first
    return item.last - first == 1 and first in heads and first > 1 and tokens.raw(first - 1)[0].isupper() and tokens.words[first - 1] != "the"


def _named(item: Found[ClaimantTerm]) -> ClaimantFound:
    term = item.entry
    return ClaimantFound(item.start, item.end, item.first, item.last, item.text, term.name or item.text, term.kind, term.actor, False, term.relay)


def _body(tokens: Tokens, first: int, last: int, term: BodyTerm) -> ClaimantFound:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    text = tokens.text[start:end]
    return ClaimantFound(start, end, first, last, text, text, term.kind, None, False, term.kind == "news_media")


def _metonym(item: Found[ClaimantTerm]) -> ClaimantFound:
    term = item.entry
    return ClaimantFound(item.start, item.end, item.first, item.last, item.text, term.name, term.kind, term.actor, False, False, True)


def _speaks(tokens: Tokens, item: Found[ClaimantTerm], verbs: set[int]) -> bool:
    """Whether a capital stands as the subject of a reporting verb, or after "according to"."""
    j = item.last
    while tokens.word(j) in _BEFORE_VERBS or tokens.word(j).endswith("ly"):
        j += 1
    before = tokens.words[max(0, item.first - 2) : item.first]
    return (j in verbs and before[-1:] not in (["in"], ["near"], ["of"], ["from"], ["to"], ["at"])) or before == ["according", "to"]


def _of_actor(tokens: Tokens, actor: ActorFound, sources: Sequence[Found[SourceTerm]]) -> ClaimantFound | None:
    """Make the speaker that an actor's phrase names: "Russia", "the Israeli army", "Turkish officials", "Syria's foreign ministry"."""
    if actor.form == "descriptor" or actor.head_cls in ("aircraft", "weapon", "strike") or (actor.generic and not actor.possessive):
        return None
    head = _source_of(tokens, actor, sources)
    if head is not None:
        return _office(tokens, actor, head)
    if actor.generic or actor.form == "adjective":
        return None
    kind: ClaimantKind = "armed_group" if actor.kind == "armed_group" else "state_belligerent"
    name = actor.name
    if actor.form == "force" and actor.kind == "state" and actor.head_cls == "force":
        name = f"{actor.demonym} {tokens.text[actor.head[0] : actor.head[1]]}" if actor.head else actor.text
    return ClaimantFound(actor.start, actor.end, actor.first, actor.last, actor.text, name, kind, actor.name, False, False)


def _source_of(tokens: Tokens, actor: ActorFound, sources: Sequence[Found[SourceTerm]]) -> Found[SourceTerm] | None:
    """The office or people that the actor's adjective or possessive goes with, among the next few tokens."""
    offset = actor.head[0] if actor.head is not None else actor.end
    at = tokens.at(offset)
    near = range(at, at + (1 if actor.head is not None else 0)) or range(actor.last + actor.possessive, actor.last + actor.possessive + 3)
    for item in _from(sources, tokens.starts[near[0]] if near[0] < len(tokens) else len(tokens.text)):
        if item.first > near[-1]:
            break
        gap = tokens.words[actor.last + actor.possessive : item.first]
        if actor.head is not None or (all(word in _LED for word in gap) and "\n" not in tokens.text[actor.end : item.start]):
            return item
    return None


def _from(items: Sequence[Found[Any]], start: int) -> Sequence[Found[Any]]:
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return items[low : low + 3]


def _office(tokens: Tokens, actor: ActorFound, head: Found[SourceTerm]) -> ClaimantFound:
    end = max(head.end, actor.end)
    last = max(head.last, actor.last)
    noun = head.entry.name if head.entry.kind != "state_belligerent" or head.entry.name else tokens.text[head.start : head.end]
    noun = noun or tokens.text[head.start : head.end]
    owner = actor.demonym if not actor.generic else actor.name
    name = f"{owner} {noun}"
    body = _spoken_for(noun)
    if body is not None and not actor.generic:
        return _speaker(tokens, actor, head, body)
    if noun.lower() in ("government", "regime") and actor.kind == "state":
        name = actor.name if actor.name.endswith("government") else f"{owner} government"
    kind = head.entry.kind
    if kind == "state_belligerent" and actor.kind == "armed_group":
        kind = "armed_group"
    if kind == "armed_group" and not actor.generic:
        name = actor.name if actor.kind == "armed_group" else name
    relay = kind == "news_media"
    return ClaimantFound(actor.start, end, actor.first, last, tokens.text[actor.start : end], name, kind, actor.name, actor.generic, relay)


def _spoken_for(noun: str) -> str | None:
    """The body that a spokesman speaks for: "military spokesman" is the military, "spokesman" alone the actor (""); else None."""
    words = noun.lower().split()
    return " ".join(words[:-1]) if words and words[-1] in _SPOKESMEN else None


def _speaker(tokens: Tokens, actor: ActorFound, head: Found[SourceTerm], body: str) -> ClaimantFound:
    end, last = max(head.end, actor.end), max(head.last, actor.last)
    kind: ClaimantKind = "armed_group" if actor.kind == "armed_group" else "state_belligerent"
    name = f"{actor.demonym} {body}" if body else actor.name
    return ClaimantFound(actor.start, end, actor.first, last, tokens.text[actor.start : end], name, kind, actor.name, False, False)


def _source(tokens: Tokens, item: Found[SourceTerm], actors: Sequence[ActorFound], seats: Mapping[int, ClaimantTerm]) -> ClaimantFound:
    kind = item.entry.kind
    name = item.entry.name or item.text.lower()
    owner = _owner_after(tokens, item, actors)
    if owner is not None:
        kind = "armed_group" if kind == "state_belligerent" and owner.kind == "armed_group" else kind
        return ClaimantFound(
            item.start, owner.end, item.first, owner.last, tokens.text[item.start : owner.end],
            f"{owner.demonym} {name}", kind, owner.name, False, kind == "news_media",
        )  # fmt: skip
    seat = seats.get(item.last + 1) if kind == "state_belligerent" and tokens.word(item.last) == "in" else None  # "the defence ministry in Moscow"
    if seat is not None:
        return ClaimantFound(item.start, item.end, item.first, item.last, item.text, name, kind, seat.actor, False, False)
    return ClaimantFound(item.start, item.end, item.first, item.last, item.text, name, kind, None, True, kind == "news_media")


def _owner_after(tokens: Tokens, item: Found[SourceTerm], actors: Sequence[ActorFound]) -> ActorFound | None:
    """The state of "the Ministry of Defence of (the) Russia(n Federation)"."""
    if item.entry.kind != "state_belligerent" or tokens.word(item.last) != "of":
        return None
    at = item.last + 1 + (tokens.word(item.last + 1) in _ARTICLES)
    return next((actor for actor in _from_token(actors, tokens, at) if actor.first == at and not actor.generic and actor.form != "adjective"), None)


def _from_token(actors: Sequence[ActorFound], tokens: Tokens, at: int) -> Sequence[ActorFound]:
    return [] if at >= len(tokens) else _from(actors, tokens.starts[at])  # type: ignore[arg-type,return-value]


def _without_overlaps(found: list[ClaimantFound]) -> list[ClaimantFound]:
    """Keep, of overlapping speakers, the longer; of equally long ones the first found."""
    kept: list[ClaimantFound] = []
    for item in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
