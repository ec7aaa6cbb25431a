"""Sentences in which two speak ("X said 21 died; the army said it had hit fighters") cut into one statement each."""

from collections.abc import Sequence

from app.extract.grammar import AUXILIARIES, DETERMINERS
from app.extract.phrases.marks import Marks
from app.extract.phrases.tokens import Tokens, within
from app.extract.sentences import Sentence

_JOINTS = frozenset(("and", "but", "while", "whereas", "although", "though"))
_CONTRASTS = _JOINTS - {"and"}
_ADVERBS = frozenset("also later then however meanwhile earlier itself in turn".split())
_SHORTEST = 3
_LEAD = 3
_GAP = 3


def statements(tokens: Tokens, marks: Marks, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Every sentence, or its parts where a later clause begins with a speaker of its own. Spans stay exact."""
    found: list[Sentence] = []
    for sentence in sentences:
        start = sentence.first
        new = _run_on(tokens, marks, sentence)
        for joint in sorted({*_joints(tokens, sentence), *new}):
            if joint in new:
                found.append(_part(tokens, sentence, start, joint))
                start = joint
                continue
            along = tokens.words[joint] == "," and tokens.words[joint + 1] == "and"
            told = _tells(tokens, marks, start, joint, spoken=along)
            if joint - start >= _SHORTEST and told and _speaks(tokens, marks, _behind(tokens, joint), sentence.last):
                found.append(_part(tokens, sentence, start, joint))
                start = joint + (tokens.words[joint] in (";", ","))
        found.append(sentence if start == sentence.first else _part(tokens, sentence, start, sentence.last))
    return found


def _run_on(tokens: Tokens, marks: Marks, sentence: Sentence) -> list[int]:
    """Where a strike noun with a capital opens a sentence that lost the stop before it: "… relations with Syria Air strikes killed 12 …"."""
    low = sentence.first + _SHORTEST
    told = within(marks.triggers, tokens.starts[low], sentence.end) if low < sentence.last else []
    verbs = {t.first for t in told if t.entry.pos == "verb"}
    nouns = [t.first for t in told if t.entry.pos == "noun" and t.last in verbs]
    cut = [i for i in nouns if tokens.raw(i)[0].isupper() and tokens.raw(i + 1)[:1].islower() and tokens.words[i - 1].isalnum()]
    modified = {a.head[0] for a in marks.actors if a.head is not None and a.form != "name"} if cut else set()
    return [i for i in cut if tokens.starts[i] not in modified and tokens.words[i - 1] not in DETERMINERS]


def _joints(tokens: Tokens, sentence: Sentence) -> list[int]:
    """Where a clause with another subject may begin: semicolons, ", and", "but", "while"."""
    words = tokens.words
    return [
        i
        for i in range(sentence.first + 1, sentence.last - _SHORTEST)
        if words[i] == ";" or (words[i] == "," and words[i + 1] in _JOINTS) or (words[i] in _CONTRASTS and words[i - 1] != ",")
    ]


def _behind(tokens: Tokens, joint: int) -> int:
    """The first token of the clause behind its marks and conjunctions."""
    i = joint
    while tokens.word(i) in _JOINTS or tokens.word(i) in (";", ","):
        i += 1
    return i


def _speaks(tokens: Tokens, marks: Marks, first: int, last: int) -> bool:
    """Whether the clause opens with somebody who speaks there: a body or side with a reporting verb right behind."""
    start = first
    while start < min(last, first + _LEAD) and tokens.words[start] in DETERMINERS:
        start += 1
    stop = min(last, start + _LEAD)
    low, high = tokens.starts[start], tokens.ends[min(last, start + 10) - 1]
    openers = [c.last for c in within(marks.claimants, low, high) if c.first < stop]
    openers += [a.last for a in within(marks.actors, low, high) if a.first < stop]
    for verb in within(marks.reporting, low, high):
        if tokens.words[verb.first].endswith("ing") or tokens.words[verb.first] == "according":
            continue
        for end in openers:
            between = tokens.words[end : verb.first]
            if 0 <= verb.first - end <= _GAP and all(w in AUXILIARIES or w in _ADVERBS or w.endswith("ly") or w == "'s" for w in between):
                return True
    return False


def _tells(tokens: Tokens, marks: Marks, first: int, last: int, *, spoken: bool) -> bool:
    """Whether the part before says something of its own: a reporting verb, or a strike word unless it must be ``spoken``.

    "Rockets hit X, and officials said 12 had died" is all the officials'.
    """
    low, high = tokens.starts[first], tokens.ends[last - 1]
    return bool(within(marks.reporting, low, high)) or (not spoken and bool(within(marks.triggers, low, high)))


def _part(tokens: Tokens, sentence: Sentence, first: int, last: int) -> Sentence:
    return sentence._replace(start=tokens.starts[first], end=tokens.ends[last - 1], first=first, last=last)
