"""Keys and sessions: kept as SHA-256 of secrets with 256 random bits, which no dictionary reaches; a slow hash would add nothing."""

import hashlib
import secrets
import sqlite3
from collections.abc import Callable
from typing import get_args

from app.errors import BadInput
from app.model.access import Key, Scope
from app.store.connections import Connections

PREFIX = "strikemap_"
"""What every key begins with, so that secret scanners and people know one."""

_KEY = (
    "SELECT access_key.id, name, scope, created, access_key.expires, revoked, "
    "(SELECT max(at) FROM key_use WHERE key_use.key_id = access_key.id) FROM access_key"
)


class KeyRing:
    """The keys of one store and the log of their use."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        """Share the store's connections."""
        self._connections = connections
        self._clock = clock

    def create(self, name: str, scope: Scope, days: int | None = None) -> tuple[Key, str]:
        """Issue a key; the secret is in the answer and nowhere else.

        Raises:
            BadInput: the name is none, the scope unknown, or it would have expired already.
        """
        if not name.strip() or len(name) > 100 or not name.isprintable():
            raise BadInput("A key needs a name of up to 100 characters: whose it is, or which program's.")
        if scope not in get_args(Scope):
            raise BadInput(f"A key's scope is one of {', '.join(get_args(Scope))}.")
        if days is not None and days < 1:
            raise BadInput("A key lasts for at least one day.")
        now, secret = int(self._clock()), PREFIX + secrets.token_urlsafe(32)
        key = Key(secrets.token_hex(4), name.strip(), scope, now, None if days is None else now + days * 86_400)
        with self._connections.writer() as db:
            values = (key.id, key.name, _hash(secret), key.scope, key.created, key.expires)
            db.execute("INSERT INTO access_key (id, name, hash, scope, created, expires) VALUES (?, ?, ?, ?, ?, ?)", values)
            self._note(db, key.id, "created")
        return key, secret

    def all(self) -> list[Key]:
        """Every key ever issued, oldest first."""
        with self._connections.present() as db:
            return [_key(row) for row in db.execute(f"{_KEY} ORDER BY created, id").fetchall()]

    def find(self, secret: str) -> Key | None:
        """The key of a secret, whether it still opens anything or not; None where no key was issued with it."""
        with self._connections.present() as db:
            row = db.execute(f"{_KEY} WHERE hash = ?", (_hash(secret),)).fetchone()
        return _key(row) if row else None

    def revoke(self, key_id: str) -> bool:
        """Let a key open nothing from now on, with its sessions; False where there is none by this id."""
        with self._connections.writer() as db:
            done = db.execute("UPDATE access_key SET revoked = coalesce(revoked, ?) WHERE id = ?", (int(self._clock()), key_id)).rowcount == 1
            if done:
                db.execute("DELETE FROM session WHERE key_id = ?", (key_id,))
                self._note(db, key_id, "revoked")
        return done

    def note(self, key_id: str, action: str) -> None:
        """Write into the log what a key was used for."""
        with self._connections.writer() as db:
            self._note(db, key_id, action)

    def uses(self, key_id: str) -> list[tuple[int, str]]:
        """When a key was used and what for, oldest first."""
        with self._connections.present() as db:
            rows = db.execute("SELECT at, action FROM key_use WHERE key_id = ? ORDER BY n", (key_id,)).fetchall()
        return [(at, _text(action)) for at, action in rows]

    def open_session(self, key: Key, seconds: int) -> str:
        """Begin a browser's session; the answer is its secret."""
        token, now = secrets.token_urlsafe(32), int(self._clock())
        until = min(now + seconds, key.expires or now + seconds)
        with self._connections.writer() as db:
            db.execute("DELETE FROM session WHERE expires <= ?", (now,))
            db.execute("INSERT INTO session (hash, key_id, expires) VALUES (?, ?, ?)", (_hash(token), key.id, until))
            self._note(db, key.id, "signed in")
        return token

    def session(self, token: str) -> Key | None:
        """The key of a session that lasts; None for any other."""
        asked = (_hash(token), int(self._clock()))
        with self._connections.present() as db:
            row = db.execute(f"{_KEY} JOIN session ON key_id = id WHERE session.hash = ? AND session.expires > ?", asked).fetchone()
        return _key(row) if row else None

    def close_session(self, token: str) -> None:
        """End a session."""
        with self._connections.writer() as db:
            row = db.execute("DELETE FROM session WHERE hash = ? RETURNING key_id", (_hash(token),)).fetchone()
            if row:
                self._note(db, row[0], "signed out")

    def _note(self, db: sqlite3.Connection, key_id: str, action: str) -> None:
        db.execute("INSERT INTO key_use (key_id, at, action) VALUES (?, ?, ?)", (key_id, int(self._clock()), action))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _key(row: tuple[str | bytes, str | bytes, str | bytes, int, int | None, int | None, int | None]) -> Key:
    scope = next(one for one in get_args(Scope) if one == _text(row[2]))
    return Key(_text(row[0]), _text(row[1]), scope, row[3], row[4], row[5], row[6])
