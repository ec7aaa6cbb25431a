"""The headline of a text that was copied with it: a first line that stands alone and is no sentence, byline or date."""

import re

_LONGEST = 160
"""Characters: longer than headlines are."""

_FEWEST = 3
"""Words of letters: a day, an agency's name or "Live updates" is no headline."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_BYLINE = re.compile(r"(?:by|from|photos?|image|caption|published|updated|source)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[.,;:…]$|^[^\w\"'“‘«„\[]")
"""What ends or begins a line that is a sentence, a list's item or a label."""


def headline_of(text: str) -> str | None:
    """The first line of a text where it is plainly a headline over what follows, white space folded; else None."""
    first, _, rest = text.strip().partition("\n")
    line = " ".join(first.split())
    plain = len(line) <= _LONGEST and len(_WORD.findall(line)) >= _FEWEST and not _GOES_ON.search(line) and not _BYLINE.match(line)
    return line if plain and len(rest.strip()) > len(line) else None
