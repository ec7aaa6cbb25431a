"""Lines for those who run the service: as JSON for programs or as text for people, each with the id of the request it belongs to."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal

Form = Literal["quiet", "text", "json"]
"""``quiet``: what went wrong, as text; the others tell every request too."""

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered; threads that work for it know it too."""

REQUESTS = "strikemap.requests"
"""The logger with one line a request."""


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, the request's id, and the members of ``record.fields``."""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record; a traceback becomes the member ``traceback``."""
        line = {"time": _time(record), "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


class TextLines(logging.Formatter):
    """One line for people; a traceback follows on its own lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record."""
        parts = [_time(record), record.levelname, record.getMessage()]
        parts += [f"{name}={value}" for name, value in getattr(record, "fields", {}).items()]
        if request_id := REQUEST_ID.get():
            parts.append(f"request_id={request_id}")
        line = " ".join(parts).replace("\r", " ").replace("\n", " ")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure(form: Form) -> None:
    """Let this process write its lines to standard error in that form, those of the server too."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(REQUESTS).setLevel(logging.WARNING if form == "quiet" else logging.INFO)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
