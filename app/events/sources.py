"""Who speaks independently for an event, and what that makes of it (law 9). The rules never say who is right."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from app.events.parties import PARTISANS, Vocabulary, bare_words, same_side
from app.model.claim import Claimant
from app.model.event import OPEN_QUESTIONS, Disagreement, Witness
from app.model.standing import Status

_STRUCK_SIDE = frozenset({"state_belligerent", "official_unnamed"})
_OWN_REPORTER = re.compile(r"\b(correspondent|reporter|journalist|photographer|cameraman|camerawoman|stringer|crew|team)s?\b", re.IGNORECASE)


def strikers(witnesses: Iterable[Witness]) -> tuple[str, ...]:
    """Everybody who is said to have struck or supported the striker, each once, in order."""
    return tuple(dict.fromkeys(actor.name for witness in witnesses for actor in witness.claim.actors))


def of_striking_side(claimant: Claimant, attackers: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a state, group, official or their media speaks for somebody who is said to have struck.

    A body without a name of its own ("the coalition", "the army") is the striker's where the striker's name holds that word.
    """
    voice = vocabulary.voice(claimant)
    if voice.kind not in PARTISANS:
        return False
    bare = bare_words(voice.name, vocabulary)
    return any(same_side(voice.name, attacker, vocabulary) or bare & {*attacker.casefold().split()} for attacker in attackers)


def independent_sources(witnesses: Sequence[Witness], copies: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Name the independent sources that are not of the striking side, each by the claimant of its first claim.

    The bodies of the states that are struck are one source, unnamed officials and state media with them; those of one group or third state
    are one, and a body that does not say whose it is ("the health ministry") goes with any of them. "Activists", "officials", "the group",
    residents and others without a name count only where nobody else does, and then as one. Nobody and "reports" count none. A claim that
    copies another counts with it. What a report tells in its publisher's own words counts nothing beside somebody whom it quotes, for it
    may only repeat him; and else once.
    """
    attackers = strikers(witnesses)
    repeated = {claim_id for group in copies for claim_id in group[1:]}
    told = [witness for witness in witnesses if witness.claim.claimant.kind != "unattributed"]
    voices = Counter(witness.report.id for witness in told)
    own_words = {witness.claim.id for witness in told if voices[witness.report.id] > 1 and _in_own_words(witness, vocabulary)}
    heard = {witness.report.id for witness in told if witness.claim.id not in own_words}
    sources: list[Claimant] = []
    for witness in told:
        claimant = witness.claim.claimant
        if witness.claim.id in repeated or of_striking_side(claimant, attackers, vocabulary):
            continue
        if witness.claim.id in own_words:
            if witness.report.id in heard:
                continue
            heard.add(witness.report.id)
        if not any(_one_source(claimant, known, vocabulary) for known in sources):
            sources.append(claimant)
    named = [claimant for claimant in sources if _has_name(claimant)]
    return tuple(claimant.name for claimant in named or sources[:1])


def _in_own_words(witness: Witness, vocabulary: Vocabulary) -> bool:
    """Whether a publisher tells it, or nobody is said to say it, and no reporter of its own is said to have been there."""
    claim, quote = witness.claim, witness.quote.casefold()
    if _OWN_REPORTER.search(quote):
        return False
    named = any(word in quote for word in claim.claimant.name.casefold().split() if len(word) > 3)
    return _publishes(claim.claimant, witness.report.publisher, vocabulary) or (claim.attribution.verb is None and not named)


def _publishes(claimant: Claimant, publisher: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a claimant is the publisher, or an outlet or monitor whose name the publisher bears ("Reuters", "Reuters News")."""
    if publisher is None:
        return False
    body, paper = vocabulary.body(claimant.name), vocabulary.body(publisher)
    names = {body, *(name for name, known in vocabulary.bodies.items() if known == body)}
    return body == paper or (claimant.kind in ("news_media", "monitor") and any(f" {name} " in f" {paper} " for name in names))


def _has_name(claimant: Claimant) -> bool:
    """Whether it is a body that can be told from others; an office of the state that is struck need not be."""
    return claimant.kind == "state_belligerent" or any(letter.isupper() for letter in claimant.name)


def _one_source(first: Claimant, second: Claimant, vocabulary: Vocabulary) -> bool:
    one, other = vocabulary.voice(first), vocabulary.voice(second)
    if vocabulary.body(one.name) == vocabulary.body(other.name) or _short_for(one, other) or _short_for(other, one):
        return True
    if one.kind in _STRUCK_SIDE and other.kind in _STRUCK_SIDE:
        return True
    if one.kind in PARTISANS and other.kind in PARTISANS:
        whose_is_open = any(speaker.kind in _STRUCK_SIDE and bare_words(speaker.name, vocabulary) for speaker in (one, other))
        return whose_is_open or same_side(one.name, other.name, vocabulary)
    return False


def _short_for(short: Claimant, full: Claimant) -> bool:
    """Whether a body that is no party bears part of another's name, as reports call one that they named before ("Red Crescent")."""
    words = {word for word in short.name.casefold().split() if len(word) > 3}
    return bool(words) and not {short.kind, full.kind} & PARTISANS and words <= {*full.name.casefold().split()}


def status(supporting: Sequence[Witness], sources: Sequence[str], disagreements: Iterable[Disagreement], vocabulary: Vocabulary) -> Status:
    """Status after Airwars: contested where sides say it otherwise; corroborated by two independent sources, neither the striker's."""
    if not supporting or any(one.field in OPEN_QUESTIONS for one in disagreements):
        return "contested"
    if len(sources) >= 2:
        return "corroborated"
    attackers = strikers(supporting)
    others = [witness for witness in supporting if not of_striking_side(witness.claim.claimant, attackers, vocabulary)]
    return "single_source" if others else "declared"
