"""What the web floor has to be told by whoever starts it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """The choices of one running service.

    ``base_url`` is the address strangers use, without a slash at its end; None means the address that the connection itself came in
    by. ``takes_reports`` False: read-only where no key is sent. ``submit_token``: what POST /reports takes beside keys. ``basemap``: the
    directory of the base map, which maps in one file carry a part of. ``local``: only this machine can reach the service. ``read_open``:
    reading needs no key. ``show_text``: whether the text of reports is given out. ``contact``: a link for
    corrections. ``street_map``: whether the page may show pictures of openstreetmap.org.
    """

    base_url: str | None = None
    takes_reports: bool = True
    submit_token: str | None = field(default=None, repr=False)
    max_body_bytes: int = 2 * 1024 * 1024
    threads: int = 8
    basemap: Path | None = None
    local: bool = True
    read_open: bool = True
    show_text: bool = True
    contact: str | None = None
    street_map: bool = False
