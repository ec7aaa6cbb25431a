"""What a report is about, where that decides what its strike words can mean: a war of strikes, or sport, labour, space flight and the like."""

from dataclasses import dataclass

from app.extract.marked import MarkedText
from app.extract.strikes import is_sure

_MANY = 2
_ORBITS = 1
_WAR_HEADS = ("weapon", "aircraft", "force")
_LAUNCHERS = frozenset(("rocket", None))
_WAR_MACHINES = frozenset("warplane bomber helicopter drone launcher artillery".split())
_REHEARSALS = frozenset(("test", "exercise"))


@dataclass(frozen=True, slots=True)
class Topic:
    """``at_war``: some sentence speaks of strikes without doubt, so "the raids" means them.

    ``civil``: sport, labour, space flight or arms that are tried out; its strikes, raids and rockets are none.
    """

    at_war: bool
    civil: bool


def topic_of(page: MarkedText) -> Topic:
    """Judge a whole report."""
    civil = _is_sport(page) or _is_dispute(page) or _is_space_flight(page) or _is_rehearsal(page)
    return Topic(at_war=not civil and any(is_sure(page, sentence) for sentence in page.sentences), civil=civil)


def _is_sport(page: MarkedText) -> bool:
    sport = len(page.grammar.sport_words.intersection(page.tokens.words)) + sum(n.entry.cls == "sport" for n in page.marks.negatives)
    return sport > _MANY and not _fought(page)


def _is_dispute(page: MarkedText) -> bool:
    """Work that stops: even "air strikes" are the cabin crew's where unions and wages are spoken of, and no arms."""
    words = set(page.tokens.words)
    disputed = len(words & page.grammar.dispute_words) + sum(n.entry.cls == "labour" for n in page.marks.negatives)
    labour = disputed + len(words & page.grammar.labour_words)
    return disputed > 1 and labour > _MANY and not _armed(page, frozenset())


def _is_space_flight(page: MarkedText) -> bool:
    """Rockets that go to orbit, and come down from there."""
    return len(page.grammar.space_words.intersection(page.tokens.words)) > _ORBITS and not _armed(page, _LAUNCHERS)


def _is_rehearsal(page: MarkedText) -> bool:
    """Arms that are tested: nobody is hurt, no group is fought and nothing is called a strike."""
    marks = page.marks
    if not any(n.entry.cls in _REHEARSALS for n in marks.negatives) or any(a.kind == "armed_group" for a in marks.actors):
        return False
    hurt = any(q.quantity.unit in ("killed", "injured") for q in page.quantities)
    return not hurt and not any(t.entry.sure == "alone" for t in marks.triggers)


def _armed(page: MarkedText, but: frozenset[str | None]) -> bool:
    """Whether arms, those who use them or their dead appear; weapons of the codes in ``but`` do not count."""
    marks = page.marks
    if any(not w.entry.excluded and w.entry.code not in but for w in marks.weapons) or any(p.entry.cls in _WAR_MACHINES for p in marks.platforms):
        return True
    if any(a.head_cls in _WAR_HEADS or a.kind == "armed_group" for a in marks.actors if a.form != "descriptor"):
        return True
    return any(q.quantity.unit == "killed" and q.quantity.min for q in page.quantities)


def _fought(page: MarkedText) -> bool:
    """Whether a side of a war appears with what it strikes with: no game has that."""
    delivered = any(a.head_cls in ("strike", *_WAR_HEADS) and a.form != "descriptor" for a in page.marks.actors)
    return delivered or any(t.entry.sure == "alone" and t.entry.pos == "noun" and t.entry.code is not None for t in page.marks.triggers)
