"""What a report is about, where that decides what its strike words can mean: a war of strikes, or sport, labour, space flight and the like."""

from dataclasses import dataclass

from app.extract.marked import MarkedText
from app.extract.strikes import is_sure

_MANY = 2
_BRIEF = 60  # tokens of a report in which two words of sport are many
_ORBITS = 1
_TRADE = frozenset(
    "sale sales purchase purchases buy buys bought contract contracts procurement licence license supplier suppliers manufacturer manufacturers "
    "maker makers approved approves lawmakers congress billion".split()
)
_WAR_HEADS = ("weapon", "aircraft", "force")
_ROCKETS = frozenset(("rocket", "rockets", "booster rocket", "carrier rocket"))
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
    civil = _is_sport(page) or _is_dispute(page) or _is_space_flight(page) or _is_rehearsal(page) or _is_trade(page)
    return Topic(at_war=not civil and any(is_sure(page, sentence) for sentence in page.sentences), civil=civil)


def _is_sport(page: MarkedText) -> bool:
    sport = len(page.grammar.sport_words.intersection(page.tokens.words)) + sum(n.entry.cls == "sport" for n in page.marks.negatives)
    return sport > (_MANY if len(page.tokens) > _BRIEF else 1) and not _fought(page)


def _is_dispute(page: MarkedText) -> bool:
    """Work that stops: even "air strikes" are the cabin crew's where unions and wages are spoken of more than arms."""
    words = set(page.tokens.words)
    negatives = {n.text.lower() for n in page.marks.negatives if n.entry.cls == "labour"}
    disputed = len(words & page.grammar.dispute_words) + len(negatives)
    labour = disputed + len(words & page.grammar.labour_words)
    return disputed > 1 and labour > max(_MANY, 2 * len(_arms(page)) - 1) and not _warring(page) and not _dead(page)


def _is_space_flight(page: MarkedText) -> bool:
    """Rockets that go to orbit, and come down from there."""
    words = len(page.grammar.space_words.intersection(page.tokens.words))
    return words > max(_ORBITS, len(_arms(page) - _ROCKETS)) and not _warring(page)


def _is_rehearsal(page: MarkedText) -> bool:
    """Arms that are tested: nobody is hurt, no group is fought and nothing is called a strike."""
    marks = page.marks
    if not any(n.entry.cls in _REHEARSALS for n in marks.negatives) or any(a.kind == "armed_group" for a in marks.actors):
        return False
    hurt = any(q.quantity.unit in ("killed", "injured") for q in page.quantities)
    return not hurt and not any(t.entry.sure == "alone" for t in marks.triggers)


def _is_trade(page: MarkedText) -> bool:
    """Arms that are bought, sold and built: nobody is killed and nothing is called a strike."""
    return len(_TRADE.intersection(page.tokens.words)) > _MANY and not _dead(page) and not any(t.entry.sure == "alone" for t in page.marks.triggers)


def _arms(page: MarkedText) -> set[str]:
    """The kinds of munition that are named, each once, in lower case."""
    return {w.text.lower() for w in page.marks.weapons if not w.entry.excluded}


def _warring(page: MarkedText) -> bool:
    """Whether armed groups, or the forces and aircraft of somebody, appear."""
    acting = (a for a in page.marks.actors if a.form != "descriptor")
    return any(a.head_cls in ("aircraft", "force") or a.kind == "armed_group" for a in acting)


def _dead(page: MarkedText) -> bool:
    return any(q.quantity.unit == "killed" and q.quantity.min for q in page.quantities)


def _fought(page: MarkedText) -> bool:
    """Whether a side of a war appears with what it strikes with: no game has that."""
    delivered = any(a.head_cls in ("strike", *_WAR_HEADS) and a.form != "descriptor" for a in page.marks.actors)
    return delivered or any(t.entry.sure == "alone" and t.entry.pos == "noun" and t.entry.code is not None for t in page.marks.triggers)
