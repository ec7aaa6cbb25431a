"""JSON and JSON Lines in and out."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from app.errors import BadInput

STDIN = Path("-")


@contextmanager
def opened(source: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, ``-`` being standard input; raises BadInput with the reason when it cannot be read."""
    if source == STDIN:
        yield sys.stdin.buffer
        return
    try:
        file = source.open("rb")
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror or error}. Give a file, or - for standard input.") from error
    with file:
        yield file


def read_bytes(source: Path) -> bytes:
    """Read the whole of a file or of standard input."""
    with opened(source) as file:
        return file.read()


def parse_object(line: bytes) -> dict[str, Any]:
    """Parse one line of JSON Lines; raises BadInput when it is no JSON object."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("the line is not JSON; one object a line is needed") from error
    if not isinstance(value, dict):
        raise BadInput("the line is not a JSON object")
    return value


def text_of(item: Mapping[str, Any], key: str) -> str | None:
    """Take a string from an object, None where it is missing or null; raises BadInput for anything else."""
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise BadInput(f'"{key}" must be a string')
    return value


def dump(value: Any) -> bytes:
    """Render one value as JSON on one line; lone surrogates, which UTF-8 cannot carry, are written as escapes."""
    try:
        return orjson.dumps(value) + b"\n"
    except TypeError:
        return json.dumps(value).encode("ascii") + b"\n"


def dump_indented(value: Any) -> str:
    """Render one value as indented JSON for people."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n"
    except TypeError:
        return json.dumps(value, indent=2) + "\n"
