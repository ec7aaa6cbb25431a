"""The forms of English words, made by rule: plurals, verb forms, British and American spelling.

The lexicons write each word once (singular, base form, British spelling); everything else comes from here.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

Form = Literal["base", "s", "past", "ing", "noun"]

_PLURALS: Mapping[str, tuple[str, ...]] = {
    "aircraft": ("aircraft",),
    "person": ("people", "persons"),
    "people": ("people",),
    "child": ("children",),
    "series": ("series",),
    "artillery": ("artillery",),
    "personnel": ("personnel",),
    "infrastructure": ("infrastructure",),
    "equipment": ("equipment",),
    "life": ("lives",),
    "aircrafts": ("aircrafts",),
    "headquarters": ("headquarters",),
    "german": ("germans",),
    "human": ("humans",),
    "roman": ("romans",),
    "ottoman": ("ottomans",),
    "turkmen": ("turkmen", "turkmens"),
    "militia": ("militias", "militia"),
    "staff": ("staff",),
    "crisis": ("crises",),
    "salvo": ("salvos", "salvoes"),
}
_VERBS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "strike": (("struck",), "striking"),
    "hit": (("hit",), "hitting"),
    "shoot": (("shot",), "shooting"),
    "say": (("said",), "saying"),
    "tell": (("told",), "telling"),
    "speak": (("spoke", "spoken"), "speaking"),
    "write": (("wrote", "written"), "writing"),
    "fall": (("fell", "fallen"), "falling"),
    "come": (("came", "come"), "coming"),
    "bring": (("brought",), "bringing"),
    "blow": (("blew", "blown"), "blowing"),
    "take": (("took", "taken"), "taking"),
    "undertake": (("undertook", "undertaken"), "undertaking"),
    "make": (("made",), "making"),
    "leave": (("left",), "leaving"),
    "set": (("set",), "setting"),
    "sink": (("sank", "sunk"), "sinking"),
    "knock": (("knocked",), "knocking"),
    "show": (("showed", "shown"), "showing"),
    "swear": (("swore", "sworn"), "swearing"),
    "find": (("found",), "finding"),
    "hurt": (("hurt",), "hurting"),
    "hold": (("held",), "holding"),
    "burn": (("burned", "burnt"), "burning"),
    "admit": (("admitted",), "admitting"),
    "rebut": (("rebutted",), "rebutting"),
    "go": (("went", "gone"), "going"),
    "put": (("put",), "putting"),
    "lose": (("lost",), "losing"),
    "die": (("died",), "dying"),
    "quit": (("quit",), "quitting"),
    "level": (("levelled", "leveled"), "levelling"),
    "target": (("targeted", "targetted"), "targeting"),
    "begin": (("began", "begun"), "beginning"),
    "break": (("broke", "broken"), "breaking"),
    "pay": (("paid",), "paying"),
    "send": (("sent",), "sending"),
    "use": (("used",), "using"),
    "lay": (("laid",), "laying"),
    "hear": (("heard",), "hearing"),
    "give": (("gave", "given"), "giving"),
    "tear": (("tore", "torn"), "tearing"),
    "broadcast": (("broadcast",), "broadcasting"),
    "bury": (("buried",), "burying"),
}
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("defence", "defense"),
    ("centre", "center"),
    ("armour", "armor"),
    ("harbour", "harbor"),
    ("neighbour", "neighbor"),
    ("labour", "labor"),
    ("programme", "program"),
    ("kilometre", "kilometer"),
    ("millimetre", "millimeter"),
    ("theatre", "theater"),
    ("plough", "plow"),
    ("storey", "story"),
    ("organis", "organiz"),
    ("mobilis", "mobiliz"),
    ("neutralis", "neutraliz"),
    ("criticis", "criticiz"),
    ("emphasis", "emphasiz"),
    ("rumour", "rumor"),
    ("lorry", "truck"),
)
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=8192)
def spellings(word: str) -> tuple[str, ...]:
    """The word and its American spelling, if it has another."""
    lower = word.lower()
    for british, american in _SPELLINGS:
        at = lower.find(british)
        if at >= 0:
            swapped = american.capitalize() if word[at].isupper() else american
            return word, word[:at] + swapped + word[at + len(british) :]
    return (word,)


def plurals(noun: str) -> tuple[str, ...]:
    """Make the plurals of a noun in the singular; one that is plural already comes back as it is."""
    lower = noun.lower()
    if lower in _PLURALS:
        return _PLURALS[lower]
    if (lower.endswith("man") and len(lower) > 3) or lower == "man":
        return (noun[:-2] + "en",)
    if lower.endswith("woman"):
        return (noun[:-2] + "en",)
    if lower.endswith("child"):
        return (noun + "ren",)
    if lower.endswith("y") and len(lower) > 1 and lower[-2] not in _VOWELS:
        return (noun[:-1] + "ies",)
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return (noun + "es",)
    return (noun + "s",)


def verb_forms(verb: str) -> Iterator[tuple[str, Form]]:
    """Yield the forms of a verb in its base form: base, -s, past and participle, -ing."""
    yield verb, "base"
    yield _third(verb), "s"
    if verb in _VERBS:
        pasts, gerund = _VERBS[verb]
    else:
        stem = verb + verb[-1] if _doubles(verb) else verb
        if verb.endswith("e"):
            pasts, gerund = (verb + "d",), verb[:-1] + "ing"
        elif verb.endswith("y") and verb[-2] not in _VOWELS:
            pasts, gerund = (verb[:-1] + "ied",), verb + "ing"
        else:
            pasts, gerund = (stem + "ed",), stem + "ing"
    for past in pasts:
        yield past, "past"
    yield gerund, "ing"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _doubles(verb: str) -> bool:
    """Whether a short verb doubles its last consonant: drop, ram, down does not."""
    return len(verb) in (3, 4) and verb[-1] not in "wxyaeiou" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
