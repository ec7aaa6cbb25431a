"""The words that the page uses for the codes of the data, for the pages that are made here: one vocabulary, kept in ``static/vocabulary.js``."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from app.model.choice import UNSTATED

_START = "export const VOCABULARY = "


@cache
def vocabulary() -> Mapping[str, Any]:
    """``speakers``: kind of claimant → sign, short and long words; ``facets``: name → title and words of its values."""
    source = files(__package__).joinpath("static", "vocabulary.js").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(source.partition(_START)[2].rstrip().removesuffix(";"))
    return found


def title_of(facet: str) -> str:
    """What a facet is called."""
    return str(vocabulary()["facets"][facet]["title"])


def word_of(facet: str, value: str) -> str:
    """What a value of a facet is called: its word, else the code with spaces, or the text of the report itself."""
    words = vocabulary()["facets"][facet]["words"]
    return str(words[value]) if value in words else value.replace("_", " ") if value != UNSTATED else "not stated"
