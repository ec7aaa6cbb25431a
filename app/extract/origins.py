"""Where strikes came from that only a ship or a sentence of its own tells: "the frigate X launched …", "The jets took off from Y"."""

from collections.abc import Collection, Sequence

from app.extract.drafts import Draft
from app.extract.grammar import DETERMINERS
from app.extract.marked import MarkedText, Named, is_wide
from app.extract.names import located_names
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import PlatformTerm
from app.extract.sentences import Sentence
from app.extract.ships import ships_between
from app.model.claim import Mention

_FROM = frozenset(("from",))
_AIRCRAFT = frozenset("warplane bomber helicopter drone".split())
_FLYING = frozenset("off flying flew fly flown scrambled departed launched fired operating coming came".split())
_CRAFT = frozenset("aircraft plane planes jets bombers drones helicopters missiles rockets fighters".split())
_ENDED = frozenset("land landed landing return returned returning".split())
_REACH = 8
_STORY = 2
_MOST = 20


def link_origins(page: MarkedText, drafts: Sequence[Draft], used: Collection[int]) -> None:
    """A sentence without a strike that tells what the aircraft or missiles of the strike before it flew from gives that strike its origin."""
    shown = 0
    for number, sentence in enumerate(page.sentences):
        if number in used or sentence.kind != "body" or shown >= _MOST:
            continue
        starts = _left_from(page, sentence)
        if not starts:
            continue
        told = next((d for d in reversed(drafts) if 0 <= number - d.order <= _STORY and d.modality == "asserted" and not d.provoked), None)
        if told is None or any(m.role == "launch_origin" for m in told.mentions):
            continue
        found = [n for at in starts for n in _names_behind(page, sentence, at) if not is_wide(n.toponym)]
        told.mentions += [Mention(n.toponym, "launch_origin", "inferred") for n in found]
        shown += bool(found)


def _left_from(page: MarkedText, sentence: Sentence) -> list[int]:
    """The tokens of every "from" behind aircraft or missiles, or behind the verb that tells how they left."""
    words = page.tokens.words
    found = []
    for i in [i for i in range(sentence.first + 1, sentence.last) if words[i] == "from"]:
        if _ENDED.intersection(words[sentence.first : i]):
            continue
        craft = _craft(page, sentence.first, i)
        left = words[i - 1] in _FLYING and bool(craft or _CRAFT.intersection(words[sentence.first : i]))
        if left or any(p.last >= i - 1 for p in craft):
            found.append(i)
    return found


def _craft(page: MarkedText, first: int, last: int) -> list[Found[PlatformTerm]]:
    return [p for p in page.inside(page.marks.platforms, first, last) if p.entry.cls in _AIRCRAFT]


def _names_behind(page: MarkedText, sentence: Sentence, at: int) -> list[Named]:
    """The first name behind the "from", and those joined to it by "and"."""
    stop = min(sentence.last, at + _REACH)
    named = [*page.inside(page.places, at, stop), *ships_between(page, at, sentence.last), *located_names(page, at, stop, _FROM)]
    found: list[Named] = []
    for one in sorted(named, key=lambda n: (n.first, -n.last)):
        gap = [w for w in page.tokens.words[found[-1].last if found else at + 1 : one.first] if w not in DETERMINERS]
        if found and (one.first < found[-1].last or gap != ["and"]):
            continue
        found.append(one)
    return found
