"""Everything the vocabulary knows of one text: found in one pass, told apart by context, and ready to be sliced by sentence."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.extract.phrases.actors import ActorFound, find_actors
from app.extract.phrases.claimants import ClaimantFound, find_claimants
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import (
    HedgeTerm,
    Lexicon,
    NegativeTerm,
    PlatformTerm,
    ReportingTerm,
    TargetTerm,
    TriggerTerm,
    WeaponTerm,
)

_DETERMINERS = frozenset(
    "the a an this that these those its their his her our my your no any all some many several few both each every another other such more "
    "of on in at by with against after before during from for into near over under without about between amid following despite "
    "air aerial naval ground heavy new fresh further deadly intense massive military oil enemy terrorist civilian hard soft legitimate main "
    "possible potential key first second last latest hundreds dozens scores and or".split()
)
_BOTH = frozenset(("strike", "attack", "raid"))
_INFINITIVES = frozenset("to will would could can may might should must did not shall".split())
_NO_OBJECT = frozenset("by from on in of with , . ; : and or".split()) | {""}
_RECORDING = frozenset("monitor record log register list count document detail".split())
_SPEECH_GOES_ON = frozenset((",", ".", ":", "that", '"', "“"))
_SUFFERED = frozenset({"life", "lives", "scores", "victims"})
_SAME_PAST = frozenset({"hit", "hurt", "burst", "set"})
_PLACE_LEADS = frozenset({"near", "in", "of", "at", "around", "from", "outside", "to", "on", "and"})
_NOUN_LEADS = frozenset({"a", "the", "direct", "first", "second", "one", "this", "big", "smash"})
_NOUNISH_AFTER = frozenset("of in on at by near and or were was are is have had has from to that which with for".split())
_VERBISH_AFTER = frozenset("the a an its their his several more dozens two three four five six seven eight nine ten some key an".split())


@dataclass(frozen=True, slots=True)
class Marks:
    """The vocabulary's finds of a text. Each list is in order of the text and does not overlap within itself."""

    weapons: list[Found[WeaponTerm]]
    platforms: list[Found[PlatformTerm]]
    actors: list[ActorFound]
    triggers: list[Found[TriggerTerm]]
    negatives: list[Found[NegativeTerm]]
    targets: list[Found[TargetTerm]]
    claimants: list[ClaimantFound]
    reporting: list[Found[ReportingTerm]]
    hedges: list[Found[HedgeTerm]]


def mark(tokens: Tokens, lexicon: Lexicon) -> Marks:
    """Find every phrase of the vocabulary in the text. Linear; never raises."""
    layers = dict(zip(lexicon.layers, lexicon.table.scan(tokens), strict=True))
    negatives = layers["negatives"]
    claimed = layers["claimants"]
    names = _outside(layers["actors"], [item for item in claimed if item.entry.actor is None or item.entry.relay])
    weapons = _outside(layers["weapons"], [item for item in negatives if item.entry.blocks == "weapon"])
    platforms = _outside(layers["platforms"], [item for item in negatives if item.entry.cls == "other"])
    actors = find_actors(tokens, names, layers["generic_actors"], layers["forces"], platforms, weapons)
    reporting = [item for item in layers["reporting"] if _speech(tokens, item)]
    sources = _outside(layers["sources"], [item for item in platforms if item.entry.cls != "person"])
    subjects = {item.last for item in (*platforms, *weapons) if tokens.words[item.last - 1].endswith(("s", "aircraft"))}
    armed = {item.last for item in (*platforms, *weapons)}  # "a missile hit the market" is no idiom
    subjects |= {actor.last for actor in actors if actor.form == "name" and actor.kind == "state" and not actor.possessive}
    triggers = [_as_verb(tokens, item) for item in layers["strikes"] if _is_trigger(tokens, item, subjects)]
    targets = _outside(layers["targets"], [item for item in platforms if item.entry.cls != "person"])
    longer = {target.first for target in targets if target.last - target.first > 1}  # "struck oil depots" is no idiom
    idioms = [
        item
        for item in negatives
        if item.entry.blocks == "trigger" and not (item.entry.cls == "idiom" and (item.first in armed or item.last - 1 in longer))
    ]
    return Marks(
        weapons=weapons,
        platforms=platforms,
        actors=actors,
        triggers=_outside(triggers, idioms),
        negatives=negatives,
        targets=targets,
        claimants=find_claimants(tokens, claimed, sources, layers["metonyms"], actors, reporting, layers["bodies"]),
        reporting=reporting,
        hedges=layers["hedges"],
    )


def _outside(items: Sequence[Found[Any]], covers: Sequence[Found[Any]]) -> list[Found[Any]]:
    """Those of ``items`` that do not lie inside one of ``covers`` (both in order of the text, covers not overlapping)."""
    if not covers:
        return list(items)
    ends = [cover.last for cover in covers]
    kept = []
    for item in items:
        at = bisect_left(ends, item.last)
        if at == len(covers) or covers[at].first > item.first or (covers[at].first == item.first and covers[at].last == item.last):
            kept.append(item)
    return kept


def _is_trigger(tokens: Tokens, item: Found[TriggerTerm], subjects: set[int]) -> bool:
    """Tell the verb from the noun of the same letters: "jets target oil" strikes, "IS targets" are struck.

    ``subjects`` are the token indexes right behind platforms, weapons and states.
    """
    if item.form == "past" and item.last - item.first == 1 and tokens.hyphened[item.first]:  # "air-launched"
        return False
    if item.entry.pos == "noun" or item.form not in ("base", "s"):
        return True
    if item.last - item.first > 1 and not item.entry.lemma.endswith(" bomb"):
        return True
    if item.entry.lemma in _SAME_PAST:
        named = tokens.raw(item.first).istitle() and tokens.word(item.first - 1) in _PLACE_LEADS  # "near Hit", the town
        return not named and tokens.word(item.first - 1) not in _NOUN_LEADS
    before, after = tokens.word(item.first - 1), tokens.word(item.last)
    if before in ("to", "will", "would", "could", "can", "may", "might", "should", "must", "did", "not", "who", "which", "them", "him", "her", "us"):
        return True
    if before in _DETERMINERS or before == "'s" or before.isdigit():
        return False
    if after in _VERBISH_AFTER or after.isdigit():
        return True
    if item.first in subjects and after not in _NOUNISH_AFTER and after[:1].isalpha():
        return True
    return item.last < len(tokens) and tokens.raw(item.last)[0].isupper() and before.endswith("s") and not tokens.hyphened[item.first]


def _as_verb(tokens: Tokens, item: Found[TriggerTerm]) -> Found[TriggerTerm]:
    """Read the noun's letters as a verb where only one can stand: "would strike any vessel", "to attack the port"."""
    if item.text.lower() not in _BOTH or tokens.word(item.first - 1) not in _INFINITIVES or tokens.word(item.last) in _NO_OBJECT:
        return item
    return replace(item, entry=replace(item.entry, pos="verb", code=None, action="strike"), form="base")


def _speech(tokens: Tokens, item: Found[ReportingTerm]) -> bool:
    """Tell reporting verbs from the nouns that look like them ("reports", "plans"), and from verbs of other deeds ("denied it access")."""
    if _other_deed(tokens, item):
        return False
    if item.form not in ("base", "s") or item.last - item.first > 1:
        return True
    before = tokens.word(item.first - 1)
    if before in _DETERMINERS and before not in ("all", "many", "some", "several", "both", "and", "or", "military", "enemy"):
        return False
    if item.entry.lemma == "state":
        return item.form == "s" and tokens.raw(item.first).islower()
    return tokens.raw(item.first)[0].islower() or item.first == 0 or tokens.raw(item.first).isupper() or item.form == "s"


def _other_deed(tokens: Tokens, item: Found[ReportingTerm]) -> bool:
    """Whether such a verb hands nothing on: "denied it access", "claimed eight lives", "command posts", "the said port", ", writing on X,"."""
    lemma, before, after = item.entry.lemma, tokens.word(item.first - 1), tokens.word(item.last)
    if lemma == "deny":
        return "access" in tokens.words[item.last : item.last + 4]
    if lemma == "claim" and "responsib" not in item.text:
        return not _SUFFERED.isdisjoint(tokens.words[item.last : item.last + 3])
    if item.form == "ing" and lemma in _RECORDING:  # "monitoring and reconnaissance positions"
        return True
    if lemma == "post" and item.form in ("base", "s"):
        return after not in ("that", "on", ":")
    if (lemma == "list" and item.form == "base") or (lemma == "blame" and before == "to"):  # "the no-strike list", "was to blame"
        return True
    if lemma == "grant":
        return after != "that"
    if lemma in ("go on", "continue"):
        return after not in _SPEECH_GOES_ON
    return (item.form == "past" and before == "the") or (item.form == "ing" and before == "," and after in ("on", "in", "from", "at"))
