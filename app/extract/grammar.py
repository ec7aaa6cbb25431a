"""Word classes that the sentence rules need beyond the field's vocabulary: kinds of places, verbs of launching and basing, titles."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files

DETERMINERS = frozenset("the a an this that these those its his her their our some any no another other both all several".split())
PREPOSITIONS = frozenset(
    "in on at near from to into toward towards against over around outside inside across above between along off by of for with within "
    "through throughout beyond under underneath among amid about past beside opposite onto".split()
)
PRONOUNS = frozenset("he she it they who we i".split())
AUXILIARIES = frozenset("has have had was were is are be been being did does do will would could may might must can should shall".split())
BE = frozenset("was were is are be been being gets got".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern "
    "southwestern central upper lower rural".split()
)
PREMODIFIERS = DETERMINERS | DIRECTIONS
NEGATIONS = frozenset("not no never neither nor n't without".split())
CLAUSE_WORDS = frozenset("while whereas after before following but when as because although though".split())
COMMAS = frozenset((",", "–", "—", ";", ":", "(", ")", "-"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of lower-case words; each row of ``lexicon/grammar.csv`` is one member.

    ``place_nouns`` are the kinds of settlements and areas together, ``located_nouns`` those and the kinds of sites.
    """

    settlement_nouns: frozenset[str]
    area_nouns: frozenset[str]
    site_nouns: frozenset[str]
    place_nouns: frozenset[str]
    located_nouns: frozenset[str]
    launch_verbs: frozenset[str]
    basing_verbs: frozenset[str]
    ground_verbs: frozenset[str]
    context_nouns: frozenset[str]
    person_titles: frozenset[str]
    role_nouns: frozenset[str]
    speech_gap: frozenset[str]
    sport_words: frozenset[str]
    labour_words: frozenset[str]
    dispute_words: frozenset[str]
    peaceful_words: frozenset[str]
    space_words: frozenset[str]
    abstract_nouns: frozenset[str]


def load_grammar() -> Grammar:
    """Read the word classes (a file read: call it once, not at import)."""
    classes: defaultdict[str, set[str]] = defaultdict(set)
    with files("app.extract").joinpath("lexicon/grammar.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            classes[row["class"]].add(row["word"])
    place_nouns = frozenset(classes["settlement_noun"] | classes["area_noun"])
    return Grammar(
        settlement_nouns=frozenset(classes["settlement_noun"]),
        area_nouns=frozenset(classes["area_noun"]),
        place_nouns=place_nouns,
        located_nouns=place_nouns | classes["site_noun"],
        site_nouns=frozenset(classes["site_noun"]),
        launch_verbs=frozenset(classes["launch_verb"]),
        basing_verbs=frozenset(classes["basing_verb"]),
        ground_verbs=frozenset(classes["ground_verb"]),
        context_nouns=frozenset(classes["context_noun"]),
        person_titles=frozenset(classes["person_title"]),
        role_nouns=frozenset(classes["role_noun"]),
        speech_gap=frozenset(classes["speech_gap"]),
        sport_words=frozenset(classes["sport_word"]),
        labour_words=frozenset(classes["labour_word"]),
        dispute_words=frozenset(classes["dispute_word"]),
        peaceful_words=frozenset(classes["peaceful_word"]),
        space_words=frozenset(classes["space_word"]),
        abstract_nouns=frozenset(classes["abstract_noun"]),
    )
