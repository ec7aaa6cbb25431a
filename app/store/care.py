"""Backup, restore and check of a store, each on a file that others may be using."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.errors import BadInput, Unavailable
from app.store import schema
from app.store.auditing import verify
from app.store.founded import unfounded
from app.store.functions import register
from app.store.view import PublicView

STEP = 2_000
"""Pages copied at a time; between two steps writers may write."""

Progress = Callable[[int, int], None]
"""Told the pages copied so far and in all."""


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: the file's version, what it holds, and what is wrong with it (nothing: it is sound).

    ``reports`` and ``features`` are those of news, ``rows`` those of the imported ``datasets``.
    """

    version: int
    reports: int
    features: int
    problems: tuple[str, ...]
    rows: int = 0
    datasets: int = 0

    @property
    def contents(self) -> str:
        """What the file holds, in words."""
        held = ((self.reports, "news report"), (self.features, "feature"), (self.rows, "imported row"), (self.datasets, "data set"))
        reports, features, rows, datasets = (f"{count:,} {what}{'' if count == 1 else 's'}" for count, what in held)
        return f"{reports} with {features}, {rows} in {datasets}"


def backup(source: Path, target: Path, progress: Progress | None = None) -> Health:
    """Copy a store that is in use to a new file, as it was at one moment, and check the copy.

    The copy appears under its name only when it is whole.

    Raises:
        BadInput: the source is no store, or the target exists.
        Unavailable: the copy could not be written or is not sound.
    """
    if target.exists():
        raise BadInput(f"{target.name} exists already; a backup never overwrites.")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(_open(source)) as db, closing(sqlite3.connect(part)) as copy:
            _check_is_store(db)
            db.backup(copy, pages=STEP, progress=(lambda _, left, total: progress(total - left, total)) if progress else None, sleep=0.001)
            copy.execute("PRAGMA journal_mode = DELETE")
        health = check(part)
        if health.problems:
            raise Unavailable(f"The copy is not sound ({health.problems[0]}). Check the store itself, then try again.")
        _sync(part)
        os.replace(part, target)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The backup could not be written ({error}). Check the disk's space and the target's directory.") from error
    finally:
        part.unlink(missing_ok=True)
    return health


def restore(backup_file: Path, target: Path, *, replace: bool = False) -> Health:
    """Put a backup in a store's place; the service must not be running. The backup is checked first and stays as it is.

    Raises:
        BadInput: the backup is none or not sound, or the target exists and ``replace`` is not given.
        Unavailable: the target could not be written, or is in use.
    """
    if not backup_file.is_file():
        raise BadInput(f"There is no backup {backup_file.name}.")
    health = check(backup_file)
    if health.problems:
        raise BadInput(f"{backup_file.name} is not sound: {health.problems[0]}.")
    if target.exists():
        if not replace:
            raise BadInput(f"{target.name} exists already. Move it away, or say that it may be replaced.")
        _check_unused(target)
    part = target.with_name(f"{target.name}.part")
    try:
        with closing(_open(backup_file)) as db, closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        _sync(part)
        for left in ("-wal", "-shm"):
            target.with_name(target.name + left).unlink(missing_ok=True)
        os.replace(part, target)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The backup could not be restored ({error}).") from error
    finally:
        part.unlink(missing_ok=True)
    return health


def check(path: Path) -> Health:
    """Read a whole store and tell what is wrong with it; changes nothing.

    Raises:
        BadInput: the file is no store.
    """
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    try:
        with closing(_open(path)) as db:
            _check_is_store(db)
            version = schema.file_version(db)
            problems = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            problems += [f"a row of {row[0]} points at nothing in {row[2]}" for row in db.execute("PRAGMA foreign_key_check")]
            if version == schema.VERSION:
                problems += _disagreements(db)
            rows, datasets = _imported(db) if version == schema.VERSION else (0, 0)
            reports, features = (db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("report", "feature"))  # noqa: S608
    except sqlite3.DatabaseError as error:
        return Health(0, 0, 0, (str(error),))
    return Health(version, reports, features, tuple(problems), rows, datasets)


def served_view(path: Path) -> PublicView | None:
    """What strangers see of a store, and when, as it was last opened; None for one that is not there or not of this version yet."""
    if not path.is_file():
        return None
    try:
        with closing(_open(path)) as db:
            return PublicView.of_policy(str(db.execute("SELECT policy FROM state").fetchone()[0]))
    except sqlite3.DatabaseError:
        return None


class Audit(NamedTuple):
    """What a check of the log of reviews found: the first row that is not as it was written, how many there are, the last seal, and the first
    claim that is shown otherwise than the log says, in words. None: there is none.
    """

    bad: int | None
    rows: int
    seal: str
    unfounded: str | None


def audit(path: Path, last: str | None = None) -> Audit:
    """Whether the log of reviews in a store is as it was written (``auditing.verify``), and what is shown of it what it says (``founded``).

    Changes nothing. Raises BadInput, Unavailable.
    """
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    try:
        with closing(_open(path)) as db:
            _check_is_store(db)
            if schema.file_version(db) != schema.VERSION:
                raise BadInput("The store is of another version. Start the service once, then check again.")
            bad, rows, seal = verify(db, last)
            return Audit(bad, rows, seal, unfounded(db) if bad is None else None)
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"The store cannot be read ({error}). 'strikemap check' tells more.") from error


def _disagreements(db: sqlite3.Connection) -> list[str]:
    """Where what is derived does not fit together: every feature has its body, every layer its count, every report its reading."""
    questions = {
        "features without a body": "SELECT count(*) FROM feature WHERE n NOT IN (SELECT n FROM body)",
        "bodies without a feature": "SELECT count(*) FROM body WHERE n NOT IN (SELECT n FROM feature)",
        "reports without a reading": "SELECT count(*) FROM report WHERE withdrawn IS NULL AND id NOT IN (SELECT report_id FROM reading)",
        "layers with a wrong count": """SELECT count(*) FROM layer WHERE collection <> 'coded'
            AND features <> (SELECT count(*) FROM feature WHERE feature.layer = layer.layer)""",
    }
    found = [f"{number} {what}" for what, sql in questions.items() if (number := db.execute(sql).fetchone()[0])]
    bad, _, _ = verify(db)
    if bad is not None:
        found.append(f"row {bad} of the log of reviews is not as it was written")
    elif claim := unfounded(db):
        found.append(claim)
    for layer, collection, features, placed, posted, ready in db.execute(_LAYERS).fetchall():
        found += _misarranged(db, layer, collection, features) if posted else []
        packed = db.execute(f"SELECT count(*) FROM ready_{layer}").fetchone()[0] if ready else placed  # noqa: S608 - the layer's own number
        if packed != placed:
            found.append(f"{packed} of {placed} marks of {collection} are ready to be served")
        held = f"JOIN block_{layer} AS k ON k.b = t.n WHERE k.placed" if posted else ""
        boxed = db.execute(f"SELECT {'ifnull(sum(k.rows), 0)' if posted else 'count(*)'} FROM box_{layer} AS t {held}").fetchone()[0]  # noqa: S608
        if boxed != placed:
            found.append(f"the R*Tree of {collection} holds {boxed} of {placed}")
        if db.execute("SELECT rtreecheck(?)", (f"box_{layer}",)).fetchone()[0] != "ok":
            found.append(f"the R*Tree of {collection} is damaged")
    return found


_LAYERS = "SELECT layer, collection, features, placed, posted <> '', ready <> '' FROM layer WHERE public = 1"


def _misarranged(db: sqlite3.Connection, layer: int, collection: str, features: int) -> list[str]:
    """Where ranks or postings of a data set do not hold every row once."""
    found = []
    ranked = db.execute(f"SELECT count(*) FROM rank_{layer} JOIN rows_{layer} USING (n)").fetchone()[0]  # noqa: S608 - the layer's own number
    if ranked != features:
        found.append(f"{ranked} of {features} rows of {collection} are ranked")
    for field, rows in db.execute(f"SELECT field, sum(rows) FROM post_{layer} GROUP BY field"):  # noqa: S608
        if rows != features:
            found.append(f"the postings of {field} in {collection} hold {rows} of {features} rows")
    return found


def _imported(db: sqlite3.Connection) -> tuple[int, int]:
    """How many rows the imported data sets have, and how many data sets there are."""
    layers = [int(layer) for (layer,) in db.execute("SELECT layer FROM dataset")]
    return sum(db.execute(f"SELECT count(*) FROM rows_{layer}").fetchone()[0] for layer in layers), len(layers)  # noqa: S608


def _open(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing but what a killed writer left to be undone or carried over."""
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=30)
    db.execute("PRAGMA query_only = ON")
    register(db)
    return db


def _check_is_store(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise BadInput("The file is no Strikemap store.")


def _check_unused(path: Path) -> None:
    """Refuse while another process has the store open: its exclusive lock cannot be had then."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise Unavailable(f"{path.name} is in use. Stop the service first.") from error
    except sqlite3.DatabaseError:
        return


def _sync(path: Path) -> None:
    """Have a file on the disk before its name stands for it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
