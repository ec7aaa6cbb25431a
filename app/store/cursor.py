"""The opaque word that says where the next page begins: the sort values and the id of the last feature of this one."""

import base64
import binascii

import orjson

from app.errors import BadInput
from app.model.feature import Scalar

Position = tuple[Scalar, ...]
"""Values of the sort keys, then the id."""


def encode(position: Position) -> str:
    """A position as a word for an address."""
    return base64.urlsafe_b64encode(orjson.dumps(position)).rstrip(b"=").decode()


def decode(word: str, length: int) -> Position:
    """The position that ``encode`` was given; ``length`` is the number of sort keys and the id.

    Raises:
        BadInput: for anything else.
    """
    try:
        values = orjson.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        values = None
    good = isinstance(values, list) and len(values) == length and all(isinstance(value, str | int | float | None) for value in values)
    if not good or not isinstance(values[-1], str):
        raise BadInput("The cursor is not one that this service gave. Follow the 'next' or 'prev' link of a page as it is.")
    return tuple(values)
