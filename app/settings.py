"""Every knob, typed and frozen, read from the environment once.

An unset or empty variable means its default; a value that cannot be used is a ``ValueError`` whose message names the variable and
what it takes, never the value (it may be a secret).
"""

import ipaddress
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, get_args
from urllib.parse import urlsplit

PREFIX = "STRIKEMAP_"

T = TypeVar("T")

LogForm = Literal["quiet", "text", "json"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose, with the environment variable of each in capitals after ``STRIKEMAP_``.

    - DATA_DIR: where reports and what was derived from them rest.
    - CACHE_DIR: what can be rebuilt at any time (the gazetteer).
    - GAZETTEER_DIR: the places that a user added; a folder of the data directory unless given.
    - HOST, PORT: what the service listens on.
    - BASE_URL: the address strangers reach the service by (``https://map.example.org``); every link is made from it.
    - SUBMIT_TOKEN: the bearer token that POST /reports asks for; without one only a local service takes reports.
    - MAX_BODY_BYTES: the largest request body; more is answered with 413 before it is read.
    - READ: whether reading is ``open`` to everybody or needs a ``key``.
    - PUBLISH: what strangers see: ``all`` that was read, or only what is ``reviewed``; not chosen: see ``shown``.
    - PUBLISH_DELAY_HOURS: how long a report waits before strangers see it; not chosen: a service lets none wait.
    - THREADS: how many questions to the store are worked on at a time.
    - REPORT_TEXT: whether the text of reports is ``shown``, or only the ``quotes`` of their claims; ``auto`` shows it on a local service alone.
    - CONTACT: where readers report a correction: an https address or an e-mail address.
    - CONTENT_WARNING: ``on`` folds the words of reports away until a reader asks for them.
    - STREET_MAP: ``on`` lets readers lay the pictures of openstreetmap.org under the map; else nothing is asked of any other site.
    - LOG: ``quiet`` tells only what went wrong, ``text`` and ``json`` also every request, a line each.
    """

    data_dir: Path
    cache_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    submit_token: str | None = field(default=None, repr=False)
    max_body_bytes: int = 2 * 1024 * 1024
    threads: int = 8
    gazetteer_dir: Path | None = None
    read: Literal["open", "key"] = "open"
    publish: Literal["all", "reviewed"] | None = None
    publish_delay_hours: int | None = None
    log: LogForm = "quiet"

    report_text: Literal["auto", "shown", "quotes"] = "auto"
    contact: str | None = None
    content_warning: bool = False
    street_map: bool = False

    @property
    def shows_text(self) -> bool:
        """Whether the text of a report may be given out."""
        return self.report_text == "shown" or (self.report_text == "auto" and self.local)

    @property
    def added_dir(self) -> Path:
        """Where the places that a user added rest."""
        return self.gazetteer_dir or self.data_dir / "gazetteer"

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the service: bound to loopback, and not published under another address."""
        return is_loopback(self.host) and (self.base_url is None or is_loopback(urlsplit(self.base_url).hostname or ""))

    @property
    def takes_reports(self) -> bool:
        """Whether POST /reports is open to anybody at all; else the service is read-only."""
        return self.local or self.submit_token is not None

    @property
    def shown(self) -> Literal["all", "reviewed"]:
        """What strangers see: what was chosen, else all while the service is local and only what is reviewed when it is not."""
        return self.publish or ("all" if self.local else "reviewed")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from ``environ`` (the process's own by default).

        Raises:
            ValueError: a variable holds what cannot be used.
        """
        source = os.environ if environ is None else environ
        data, cache = _home_dirs(source)
        default = cls(data_dir=data, cache_dir=cache)
        data = _read(source, "DATA_DIR", _directory, data)
        return cls(
            data_dir=data,
            cache_dir=_read(source, "CACHE_DIR", _directory, cache),
            host=_read(source, "HOST", _host, default.host),
            port=_read(source, "PORT", _whole(0, 65_535), default.port),
            base_url=_read(source, "BASE_URL", _base_url, None),
            submit_token=_read(source, "SUBMIT_TOKEN", _token, None),
            max_body_bytes=_read(source, "MAX_BODY_BYTES", _whole(1_024, 1_073_741_824), default.max_body_bytes),
            threads=_read(source, "THREADS", _whole(1, 256), default.threads),
            read=_read(source, "READ", _reading, default.read),
            publish=_read(source, "PUBLISH", _publish, default.publish),
            publish_delay_hours=_read(source, "PUBLISH_DELAY_HOURS", _whole(0, 87_600), default.publish_delay_hours),
            log=_read(source, "LOG", _log, default.log),
            report_text=_read(source, "REPORT_TEXT", _report_text, default.report_text),
            contact=_read(source, "CONTACT", _contact, None),
            content_warning=_read(source, "CONTENT_WARNING", _switch, default.content_warning),
            street_map=_read(source, "STREET_MAP", _switch, default.street_map),
            gazetteer_dir=_read(source, "GAZETTEER_DIR", _directory, data / "gazetteer"),
        )


def is_loopback(host: str) -> bool:
    """Whether a host name or address never leaves this machine."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _read(source: Mapping[str, str], name: str, parse: Callable[[str], T], default: T) -> T:
    text = source.get(PREFIX + name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as problem:
        raise ValueError(f"{PREFIX}{name} {problem}") from None


def _directory(text: str) -> Path:
    path = Path(text).expanduser()
    if "\0" in text or (path.exists() and not path.is_dir()):
        raise ValueError("must name a directory")
    return path


def _host(text: str) -> str:
    if any(character.isspace() or character in "/?#@" for character in text):
        raise ValueError("must be a host name or an IP address, without a scheme or a port")
    return text


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 19 and least <= int(text) <= most):
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return parse


def _reading(text: str) -> Literal["open", "key"]:
    if text == "open":
        return "open"
    if text == "key":
        return "key"
    raise ValueError("must be open or key")


def _publish(text: str) -> Literal["all", "reviewed"]:
    if text == "all":
        return "all"
    if text == "reviewed":
        return "reviewed"
    raise ValueError("must be all or reviewed")


def _log(text: str) -> LogForm:
    for form in get_args(LogForm):
        if text == form:
            known: LogForm = form
            return known
    raise ValueError("must be quiet, text or json")


def _report_text(text: str) -> Literal["auto", "shown", "quotes"]:
    if text == "auto":
        return "auto"
    if text == "shown":
        return "shown"
    if text == "quotes":
        return "quotes"
    raise ValueError("must be auto, shown or quotes")


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError("must be on or off")
    return text == "on"


def _contact(text: str) -> str:
    """An address to link to."""
    plain = text.isascii() and text.isprintable() and not any(character in " \"'<>\\" for character in text)
    if plain and text.startswith("https://") and urlsplit(text).hostname:
        return text
    name, at, host = text.removeprefix("mailto:").partition("@")
    if plain and name and at and "." in host and not any(character in "?&@:/" for character in host):
        return f"mailto:{name}@{host}"
    raise ValueError("must be an https address or an e-mail address")


def _base_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
        _ = parts.port
    except ValueError:
        good = False
    if not good or not text.isascii() or any(character.isspace() or character in "\"'<>\\" for character in text):
        raise ValueError("must be an http or https address without user, query or fragment, like https://map.example.org")
    return text.rstrip("/")


def _token(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("must be printable ASCII without spaces")
    return text


def _home_dirs(source: Mapping[str, str]) -> tuple[Path, Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(source.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return local / "strikemap" / "data", local / "strikemap" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "strikemap", home / "Library" / "Caches" / "strikemap"
    data = Path(source.get("XDG_DATA_HOME") or home / ".local" / "share")
    cache = Path(source.get("XDG_CACHE_HOME") or home / ".cache")
    return data / "strikemap", cache / "strikemap"
