"""The columns of a collection as SQL expressions, and conditions on them with bound parameters."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.errors import BadInput
from app.model.feature import Column, Scalar
from app.model.query import Interval
from app.store.schema import COLUMNS, NUMBERS

NARROW = frozenset({*COLUMNS, *NUMBERS, "report_id"})


@dataclass(slots=True)
class Conditions:
    """SQL conditions with their parameters, and which tables beside ``feature f`` they need."""

    sql: list[str] = field(default_factory=list)
    values: list[Scalar | bytes] = field(default_factory=list)
    needs_body: bool = False
    needs_shape: bool = False

    def add(self, sql: str, *values: Scalar | bytes) -> None:
        """One more condition that must hold."""
        self.sql.append(sql)
        self.values.extend(values)


class Columns:
    """The columns of one collection as SQL expressions."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Take them as the collection offers them."""
        self._columns: Mapping[str, Column] = {column.name: column for column in columns}

    def __getitem__(self, name: str) -> Column:
        """The column of that name; raises BadInput where there is none."""
        column = self._columns.get(name)
        if column is None:
            raise BadInput("There is no such column in this collection. Its /queryables lists those there are.")
        return column

    def sql(self, name: str, into: Conditions) -> str:
        """What stands for the column in a statement."""
        column = self[name]
        if name == "id":
            return "f.fid"
        if name in NARROW:
            return f"f.{name}"
        into.needs_body = True
        return f"json_extract(b.json, '$.properties.{column.name}')"

    drawn = True
    """Whether features of the collection can have a geometry."""

    def within_days(self, interval: Interval, into: Conditions) -> None:
        """Add that the feature's days meet an interval; what is not dated meets every interval."""
        start, end = interval
        if end is not None:
            into.add("(f.first IS NULL OR f.first <= ?)", end.toordinal())
        if start is not None:
            into.add("(f.last IS NULL OR f.last >= ?)", start.toordinal())

    def doc(self) -> str:
        """The number under which the words of a feature stand."""
        return "f.doc"

    def equal(self, name: str, value: Scalar, into: Conditions) -> str:
        """A column that must have a value."""
        sql = self.sql(name, into)
        into.values.append(value)
        return f"({sql} = ?)"


def checked(column: Column, value: Scalar) -> Scalar:
    """A value that can be compared with a column; raises BadInput for one of another type."""
    if value is None:
        return None
    if column.type in ("string", "date"):
        good = isinstance(value, str)
    elif column.type == "boolean":
        good = isinstance(value, bool)
    else:
        good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 2**63
    if not good:
        raise BadInput(f"The column {column.name} is a {column.type}; it cannot be compared with that value.")
    if isinstance(value, str):
        check_unicode(value)
    return value


def check_unicode(value: str) -> None:
    """Raise BadInput for a text that has no UTF-8."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadInput("A value holds broken Unicode (a lone surrogate).")
