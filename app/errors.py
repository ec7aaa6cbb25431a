"""The errors this project raises on purpose, each with the HTTP status it becomes (RFC 9457 problem)."""

from typing import ClassVar


class StrikemapError(Exception):
    """Something the caller can understand and act on; the message says what to do."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"


class BadInput(StrikemapError):
    """What was sent cannot be used."""

    status = 400
    title = "Bad request"


class NotFound(StrikemapError):
    """Nothing by that name here."""

    status = 404
    title = "Not found"


class Gone(StrikemapError):
    """What was here was taken away for good; the message says why, and ``tag`` what state that is, where it can be taken back."""

    status = 410
    title = "Gone"

    def __init__(self, message: str, tag: str | None = None) -> None:
        """Say why."""
        super().__init__(message)
        self.tag = tag


class Forbidden(StrikemapError):
    """The service does not let this caller do that."""

    status = 403
    title = "Forbidden"


class Unauthorized(StrikemapError):
    """A token is needed, or the one sent is wrong."""

    status = 401
    title = "Unauthorized"


class NotAcceptable(StrikemapError):
    """No form that is served is one the client takes."""

    status = 406
    title = "Not acceptable"


class Changed(StrikemapError):
    """What was to be changed is not any more as its caller saw it; ``present`` is what it is now, as a document."""

    status = 412
    title = "Changed meanwhile"

    def __init__(self, message: str, present: object) -> None:
        """Say what is there now."""
        super().__init__(message)
        self.present = present


class TagNeeded(StrikemapError):
    """A change must say which state of a thing it means."""

    status = 428
    title = "Precondition required"


class TooOften(StrikemapError):
    """Too many wrong tries."""

    status = 429
    title = "Too many requests"


class TooLarge(StrikemapError):
    """More bytes than the service takes."""

    status = 413
    title = "Too large"


class Unavailable(StrikemapError):
    """The service cannot answer now (busy, disk, missing part); the message says what would help."""

    status = 503
    title = "Unavailable"


class NotAtOnce(Unavailable):
    """An answer was wished for at once, and getting it means waiting for others or long work: ask again from where that may be done."""


class GeodataError(StrikemapError):
    """The gazetteer's sources are missing or damaged."""

    status = 503
    title = "Gazetteer unavailable"
