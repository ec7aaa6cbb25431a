"""What a strike answers: "in retaliation for the attack on X", "revenge for the killing of Y in Z" tells of another event inside the clause."""

from app.extract.grammar import CLAUSE_WORDS
from app.extract.marked import MarkedText

_ANSWERS = frozenset(
    "revenge response retaliation reply answer reprisal reprisals retaliate retaliated retaliating responding answered vengeance retribution".split()
)
_AVENGES = frozenset("avenge avenged avenging".split())
_TELLING = _ANSWERS | _AVENGES | {"after"}
_TO = frozenset(("for", "to"))
_BRIEF = frozenset("midnight dawn dusk dark noon sunset sunrise nightfall being".split())
_CLAUSE = 4
_LEADING = 24
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "–", "—"))


def answered(page: MarkedText, first: int, last: int) -> frozenset[int]:
    """The tokens of a range that name the event to which the strike is an answer: their places, day, number and target are not the strike's."""
    words = page.tokens.words
    if _TELLING.isdisjoint(words[first:last]):
        return frozenset()
    found: set[int] = set()
    for i in range(first, last):
        start = i + 1 if words[i] in _AVENGES else i + 2 if words[i] in _ANSWERS and page.tokens.word(i + 1) in _TO else None
        if start is not None:
            found.update(range(start, _end(page, start, last)))
    return frozenset(found | _came_before(page, first, last))


def _came_before(page: MarkedText, first: int, last: int) -> set[int]:
    """ "struck the city, two weeks after gunmen killed 26 people near X": a clause behind the strike that tells of no strike."""
    words = page.tokens.words
    if "after" not in words[first:last]:
        return set()
    lead = next((i for i in range(first, min(first + _CLAUSE, last)) if words[i] == "after"), None)
    if lead is not None:
        comma = next((i for i in range(lead, min(lead + _LEADING, last)) if words[i] == ","), last)
        goes_on = any(t.entry.action != "casualties" for t in page.inside(page.marks.triggers, comma, last))
        return set(range(lead + 1, comma)) if goes_on else set()
    after = next((i for i in range(first + 1, last) if words[i] == "after" and page.inside(page.marks.triggers, first, i)), None)
    if after is None or page.tokens.word(after + 1) in _BRIEF:
        return set()
    end = next((i for i in range(after, last) if words[i] in _STOPS), last)
    marks = page.marks
    struck = any(t.entry.action != "casualties" for t in page.inside(marks.triggers, after, end))
    armed = bool(page.inside(marks.weapons, after, end)) or bool(page.inside(marks.platforms, after, end))
    return set() if struck or armed or end - after < _CLAUSE else set(range(after + 1, end))


def _end(page: MarkedText, start: int, last: int) -> int:
    """Where the noun phrase ends: a comma, a new clause, or "and" with a verb of striking behind it."""
    words = page.tokens.words
    for i in range(start, last):
        if words[i] in _STOPS or (words[i] in CLAUSE_WORDS and i > start):
            return i
        if words[i] == "and" and any(t.entry.pos == "verb" and t.first <= i + 2 for t in page.inside(page.marks.triggers, i + 1, i + 4)):
            return i
    return last
