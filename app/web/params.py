"""Query parameters, parsed once and typed. A message names parameters of ours and what they take, never what was sent."""

import math
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.errors import BadInput
from app.model.feature import Column, Scalar
from app.model.query import Box, Interval

DEFAULT_LIMIT = 10
MAX_LIMIT = 10_000
LONGEST_VALUE = 16_384
"""Characters of a value: what the longest of them, a filter in JSON, may have."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_TIME = re.compile(r"[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})", re.ASCII)
_INT64 = 2**63


class Arguments:
    """The query string of one request, checked against the parameters that its path takes."""

    def __init__(self, request: Request, allowed: Collection[str], further: Sequence[tuple[str, str]] = ()) -> None:
        """Parse and check; ``further`` are parameters that came another way than by the query string.

        Raises:
            BadInput: an unknown or repeated parameter, or a value no parameter could take.
        """
        try:
            text = request.scope["query_string"].decode("utf-8", "replace")
            self.pairs = [*parse_qsl(text, keep_blank_values=True, max_num_fields=100), *further]
        except ValueError:
            raise BadInput("More than 100 query parameters.") from None
        self._values: dict[str, str] = {}
        for name, value in self.pairs:
            if name not in allowed:
                raise BadInput(f"There is a query parameter that this path does not take. It takes: {', '.join(sorted(allowed)) or 'none'}.")
            if name in self._values:
                raise BadInput(f"{name} is given more than once.")
            if len(value) > LONGEST_VALUE or "\0" in value:
                raise BadInput(f"{name} is longer than {LONGEST_VALUE} characters, or holds a NUL.")
            self._values[name] = value

    def get(self, name: str) -> str | None:
        """The value of a parameter, None where it was not given."""
        return self._values.get(name)

    def among(self, names: Collection[str]) -> Iterator[tuple[str, str]]:
        """The given parameters that are among these names, in the order given."""
        return ((name, value) for name, value in self._values.items() if name in names)


def parse_limit(text: str | None, default: int = DEFAULT_LIMIT) -> int:
    """Read a page size: a whole number from 1; more than 10,000 means 10,000."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise BadInput(f"limit takes a whole number from 1; more than {MAX_LIMIT} means {MAX_LIMIT}.")
    digits = text.lstrip("0")
    return MAX_LIMIT if len(digits) > 5 else min(int(digits), MAX_LIMIT)


def parse_numbers(text: str, counts: Sequence[int], name: str) -> tuple[float, ...]:
    """Read finite numbers separated by commas, as many as one of ``counts``."""
    parts = [part.strip() for part in text.split(",")] if len(text) <= 400 else []
    numbers = tuple(float(part) for part in parts if _NUMBER.fullmatch(part))
    if len(parts) not in counts or len(numbers) != len(parts) or not all(map(math.isfinite, numbers)):
        raise BadInput(f"{name} takes {' or '.join(map(str, counts))} finite numbers separated by commas.")
    return numbers


def parse_bbox(text: str | None) -> Box | None:
    """Read a box in CRS84: four numbers, or six of which the heights are left aside; west > east crosses the antimeridian."""
    if text is None:
        return None
    numbers = parse_numbers(text, (4, 6), "bbox")
    if len(numbers) == 6:
        west, south, low, east, north, high = numbers
        if low > high:
            raise BadInput("bbox: the lower height is above the upper one.")
    else:
        west, south, east, north = numbers
    check_bbox((west, south, east, north))
    return west, south, east, north


def check_bbox(box: Box) -> None:
    """Refuse a box that does not lie within CRS84, as OGC 17-069r4 asks (/req/core/fc-bbox-response)."""
    west, south, east, north = box
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise BadInput(
            "bbox: longitudes lie between -180 and 180, latitudes between -90 and 90. West is first; a box across the antimeridian has its west "
            "edge at the greater longitude, as in 170,-30,-170,0."
        )
    if south > north:
        raise BadInput("bbox: the south edge lies north of the north edge.")


def parse_datetime(text: str | None) -> Interval | None:
    """Read an instant or an interval of RFC 3339 dates and times, to the days (UTC) it touches; ``..`` or nothing is an open end."""
    if text is None:
        return None
    ends = text.split("/")
    if len(ends) == 1:
        day = _day(ends[0])
        return day, day
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise BadInput("datetime takes a date, a date-time, or two of them around a slash of which one may be '..'.")
    start, end = (None if part in ("", "..") else _day(part) for part in ends)
    if start and end and start > end:
        raise BadInput("datetime: the interval ends before it starts.")
    return start, end


def parse_column(column: Column, text: str) -> Scalar:
    """Read a value to compare a column with, in the column's own type."""
    good: Scalar = None
    if column.type == "string":
        return text
    if column.type == "integer" and _INTEGER.fullmatch(text) and -_INT64 <= int(text) < _INT64:
        good = int(text)
    elif column.type == "number" and len(text) <= 100 and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        good = float(text)
    elif column.type == "boolean" and text in ("true", "false"):
        good = text == "true"
    elif column.type == "date":
        good = parse_day(text, column.name).isoformat()
    if good is None:
        raise BadInput(f"{column.name} takes {_TAKES[column.type]}.")
    return good


def parse_day(text: str, name: str) -> date:
    """Read a date as YYYY-MM-DD; a bare ``T`` behind it, as GDAL writes one, is left aside."""
    match = _DAY.fullmatch(text.removesuffix("T"))
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    raise BadInput(f"{name} takes a date of the calendar as YYYY-MM-DD.")


_TAKES = {"integer": "a whole number of 64 bits", "number": "a finite number", "boolean": "true or false"}


def _day(text: str) -> date:
    day = parse_day(text[:10], "datetime")
    rest = text[10:]
    if rest in ("", "T"):
        return day
    time = _TIME.fullmatch(rest)
    if time:
        hour, minute, second, zone = time.groups()
        try:
            # RFC 3339 knows second 60; Python does not
            stamp = f"{day.isoformat()}T{hour}:{minute}:{'59' if second == '60' else second}{zone.upper().replace('Z', '+00:00')}"
            return datetime.fromisoformat(stamp).astimezone(UTC).date()
        except (ValueError, OverflowError):
            pass
    raise BadInput("datetime takes dates as YYYY-MM-DD and date-times as YYYY-MM-DDThh:mm:ssZ (RFC 3339).")
