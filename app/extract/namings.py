"""How a report itself names who speaks: the fullest of its own names for a body, so that "the monitor" and "SOHR" are one there too."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from app.extract.marked import MarkedText
from app.extract.phrases.actors import ActorFound
from app.extract.speakers import Source
from app.model.claim import Actor, Span

_LOADED = re.compile(r"terroris|regime|militant|martyr|infidel|enem(?:y|ies)|liberat|aggress|occup|invader|zionist", re.IGNORECASE)
_IN_NAMES = frozenset("of for and the in".split())
_STEM = 4
_LONGEST = 8


class Namings:
    """The names of a report's speakers, by body."""

    def __init__(self, page: MarkedText) -> None:
        """Read them off the speakers and sides that the text names."""
        self._text = page.report.text
        self._sides: defaultdict[str, list[ActorFound]] = defaultdict(list)
        for actor in page.marks.actors:
            if actor.form != "descriptor" and not actor.generic:
                self._sides[actor.name].append(actor)
        self._said: defaultdict[str, list[str]] = defaultdict(list)
        for found in page.marks.claimants:
            self._said[found.name].append(_bare(found.text))

    def of(self, source: Source) -> str:
        """A source in the report's own words; its plain name where those are loaded or there are none.

        A body goes by its fullest name there ("SOHR" where the report spells it out: "Syrian Observatory for Human Rights"), a person by
        the fullest of the own; who speaks for a monitor is the monitor.
        """
        own = _bare(source.printed)
        if not own or _is_loaded(own):
            return source.name
        said = [text for text in self._said[source.name] if len(text.split()) <= _LONGEST and not _is_loaded(text)]
        body = own.isupper() or _of_body(own, source.name)
        if body or source.kind == "monitor":
            alike = [text for text in said if text.isupper() or _of_body(text, source.name)]
            own = own if body or not alike else alike[0]
        else:
            alike = [text for text in said if {*own.lower().split()} <= {*text.lower().split()}]
        alike = [text for text in alike if _is_longer(text, own)]
        fullest = max([own, *alike], key=lambda text: (len(text.split()), not text.isupper()))
        return fullest.lower() if source.generic and fullest.istitle() else fullest

    def of_actor(self, actor: Actor, spans: Sequence[Span]) -> str:
        """Who struck, in the report's own words: "" where these only inflect the name; loaded ones in quotation marks."""
        mine = self._sides[actor.name]
        here = [side for side in mine if any(start <= side.start < end for start, end in spans)]
        told = here if here or actor.name in self._text else mine
        loaded = next((text for text in (actor.printed, actor.name, *(_bare(side.text) for side in told)) if _is_loaded(text)), None)
        if loaded is not None:
            return f"“{loaded}”"
        titled = actor.printed if actor.printed.replace(".", "").isupper() else ""  # the initials that only the title has
        return next((text for side in told if (text := _plain(side)) and not _of_body(text, actor.name)), titled)


def _is_longer(text: str, own: str) -> bool:
    """Whether a naming only adds parts of a name: "Syrian Observatory for Human Rights", not "Taliban tanks"."""
    return own.isupper() or all(word[0].isupper() or word in _IN_NAMES or word in own for word in text.split())


@lru_cache(maxsize=1 << 12)  # the same names are asked for in every report
def _is_loaded(text: str) -> bool:
    return _LOADED.search(text) is not None


def _bare(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text


def _of_body(text: str, name: str) -> bool:
    """Whether the words are a body's name, and not that of a person or seat which speaks for it: a word in common."""
    stems = {word[:_STEM].lower() for word in name.split() if len(word) >= _STEM}
    return any(word[:_STEM].lower() in stems for word in text.split())


def _plain(side: ActorFound) -> str:
    """The name or the initials of a side, without the noun that strikes: "US" of "US jets"; "" of other adjectives."""
    text = _bare(side.text)
    if side.form == "name":
        return text
    first = text.split()[0].split("-")[0]
    return first if first.replace(".", "").isupper() else ""
