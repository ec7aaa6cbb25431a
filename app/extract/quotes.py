"""What stands in quotation marks: direct speech, and the words an outlet sets apart as somebody else's."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.extract.sentences import Sentence

_LONGEST = 1200
_SPEECH_WORDS = 5
_OPENING = re.compile(r'["“«„]')
_CLOSING = {"“": "”", "«": "»", "„": "“", '"': '"'}


class Quoted(NamedTuple):
    """A quoted stretch without its marks. ``speech`` is False for a few words set apart ("terrorist")."""

    start: int
    end: int
    speech: bool


def find_quoted(text: str, sentences: Sequence[Sentence]) -> list[Quoted]:
    """Every quoted stretch, in order. A mark that is never closed ends with its paragraph."""
    found: list[Quoted] = []
    paragraphs: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = paragraphs.get(sentence.paragraph, (sentence.start, 0))
        paragraphs[sentence.paragraph] = (start, sentence.end)
    for start, end in paragraphs.values():
        mark = _OPENING.search(text, start, end)
        while mark is not None:
            position = mark.end()
            close = text.find(_CLOSING[mark.group()], position, min(end, position + _LONGEST))
            stop = close if close >= 0 else min(end, position + _LONGEST)
            if stop > position:
                found.append(Quoted(position, stop, text.count(" ", position, stop) >= _SPEECH_WORDS - 1))
            mark = _OPENING.search(text, stop + 1, end)
    return found
