"""What a report is about, where that decides what its strike words can mean: a war of strikes, or sport, labour and the like."""

from dataclasses import dataclass

from app.extract.marked import MarkedText
from app.extract.strikes import is_sure

_MANY = 2
_CIVIL = frozenset(("sport", "labour"))


@dataclass(frozen=True, slots=True)
class Topic:
    """``at_war``: some sentence speaks of strikes without doubt, so "the raids" means them. ``civil``: sport or labour; figures of speech."""

    at_war: bool
    civil: bool


def topic_of(page: MarkedText) -> Topic:
    """Judge a whole report."""
    words = set(page.tokens.words)
    sport, labour = len(words & page.grammar.sport_words), len(words & page.grammar.labour_words)
    blocked = sum(n.entry.cls in _CIVIL for n in page.marks.negatives)
    civil = max(sport, labour) + blocked > _MANY and not _fought(page)
    return Topic(at_war=not civil and any(is_sure(page, sentence) for sentence in page.sentences), civil=civil)


def _fought(page: MarkedText) -> bool:
    """Whether a side of a war appears with what it strikes with: no game or dispute has that."""
    delivered = any(a.head_cls in ("strike", "weapon", "aircraft", "force") and a.form != "descriptor" for a in page.marks.actors)
    return delivered or any(t.entry.sure == "alone" and t.entry.pos == "noun" and t.entry.code is not None for t in page.marks.triggers)
