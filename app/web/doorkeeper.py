"""What one process remembers of keys between requests, so that nobody guesses and the log stays short."""

import hashlib
import threading
import time
from collections.abc import Callable

from app.errors import TooOften
from app.model.access import Key

WRONG_TRIES = 10
"""Wrong keys that one address may send in ``WINDOW`` seconds before it is no longer listened to."""

WINDOW = 60.0
NOTE_EVERY = 600.0
"""Seconds between two notes in the log that a key was used for reading; every other use is noted."""

_MOST_ADDRESSES = 10_000


class Doorkeeper:
    """What is remembered of keys between requests: wrong tries by address, keys that were right, when their reading was noted."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._wrong: dict[str, list[float]] = {}
        self._right: set[bytes] = set()
        self._noted: dict[str, float] = {}
        self._lock = threading.Lock()

    def admit(self, address: str, secret: str, find: Callable[[str], Key | None]) -> Key | None:
        """The key of a secret, looked up only while its address has not tried too often; a key that was right before always is.

        Raises:
            TooOften: the address sent too many wrong keys of late.
        """
        digest = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
        now = self._clock()
        with self._lock:
            tries = [at for at in self._wrong.get(address, ()) if now - at < WINDOW]
            if digest not in self._right and len(tries) >= WRONG_TRIES:
                raise TooOften("Too many wrong keys came from this address. Wait a minute.")
        key = find(secret)
        with self._lock:
            if key is not None:
                self._right.add(digest)
            else:
                self._right.discard(digest)
                if len(self._wrong) >= _MOST_ADDRESSES:
                    self._wrong.clear()
                self._wrong[address] = [*tries, now]
        return key

    def worth_a_note(self, key_id: str, reading: bool) -> bool:
        """Whether this use of a key goes into the log."""
        now = self._clock()
        with self._lock:
            if reading and now - self._noted.get(key_id, -NOTE_EVERY) < NOTE_EVERY:
                return False
            self._noted[key_id] = now
        return True
