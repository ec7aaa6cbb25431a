"""A program to be killed: imports everything once, then forks a child for every command read from standard input.

    serve PATH         serves the store at PATH over HTTP; prints "port N"
    import PATH FILE   imports a file of points
    rebuild PATH WORD  rebuilds under a version called WORD
    migrate PATH       opens an old file

Each prints "pid N" first and "done" at the end.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from app.events.parties import load_vocabulary
from app.features.columns import COLUMNS
from app.ingest.mapping import preset
from app.model.claim import Claim
from app.model.geometry import Geometry
from app.model.place import Place, Toponym
from app.model.report import Report
from app.service import Reader, Service
from app.service.importing import import_file
from app.store.sqlite import SqliteStore
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.features.made import claim, mention, place, toponym

ALDAN = place("Aldan")


class Places:
    """A gazetteer of one place."""

    version = "test"

    def lookup(self, name: str) -> Sequence[Place]:
        return []

    def place(self, place_id: str) -> Place | None:
        return None

    def geometry(self, place_id: str) -> Geometry | None:
        return Geometry.point(ALDAN.lon, ALDAN.lat)

    def close(self) -> None:
        pass


class Names:
    """A geocoder that finds one place everywhere."""

    def toponyms(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> list[Toponym]:
        return [toponym(ALDAN)]


def extract(report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
    """Three claims of any report."""
    words = report.text.split()
    return [claim(report, word, [mention(ALDAN)]) for word in words[:3]]


class NoNames:
    """Answers for no place name."""


@dataclass(frozen=True)
class Page:
    """A page of a few bytes."""

    html: bytes = b"<!doctype html><title>Test</title>"
    script_hashes: tuple[str, ...] = ()
    style_hashes: tuple[str, ...] = ()


def service(path: Path, version: str = "1") -> Service:
    """The whole line with a reader of no cost."""
    reader = Reader(Places(), Names(), extract, lambda report: True)
    reader.version = version
    return Service(reader, SqliteStore(path, COLUMNS), load_vocabulary(), lambda source: (None, None))


def serve(path: Path) -> None:
    """Serve until stopped."""
    config = Config(base_url=None, takes_reports=True, submit_token=None, max_body_bytes=100_000, threads=8)
    app = application(service=service(path), names=NoNames(), config=config, catalogue=Catalogue(COLUMNS), page=Page(), assets={})
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    print("port", listener.getsockname()[1], flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=30))
    server.run(sockets=[listener])


def load(path: Path, file: str) -> None:
    """Import a file of points."""
    store = SqliteStore(path, COLUMNS)
    import_file(store, Path(file), preset("points"), visibility="public", processes=0)
    store.close()


def rebuild(path: Path, version: str) -> None:
    """Read everything again."""
    again = service(path, version)
    again.rebuild()
    again.close()


def migrate(path: Path) -> None:
    """Bring a file to the present version."""
    SqliteStore(path, COLUMNS).close()


COMMANDS: dict[str, Callable[..., None]] = {"serve": serve, "import": load, "rebuild": rebuild, "migrate": migrate}


def main() -> None:
    """Fork a child for every line."""
    print("ready", flush=True)
    for line in sys.stdin:
        command, path, *more = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            print("pid", os.getpid(), flush=True)
            COMMANDS[command](Path(path), *more)
            print("done", flush=True)
            os._exit(0)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
