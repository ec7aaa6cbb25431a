"""``strikemap serve``: the map and the GeoJSON service on one address."""

import gc
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from app import main
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.errors import BadInput, Forbidden
from app.ingest.example import example_report
from app.settings import is_loopback
from app.web.logs import configure


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default: 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on (default: 8000).")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where reports rest (default: the user's data directory).")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Start without the EXAMPLE report, and remove it if it is there.")] = False,
) -> None:
    """Serve the map page and the GeoJSON collections until stopped."""
    given = {"host": host, "port": port, "data_dir": data_dir}
    settings = replace(settings_from_environment(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    settings = replace(settings, publish=settings.shown, publish_delay_hours=settings.publish_delay_hours or 0)
    configure(settings.log)
    listening = _listening_socket(settings.host, settings.port)
    with closing(BuildProgress()) as building:
        service = main.build_service(settings, building)
    service.renew_reviewed()
    if empty:
        service.remove(example_report().id)
    elif service.extent("reports").count == 0:
        with suppress(Forbidden):  # it was withdrawn
            service.submit(example_report())
    config = uvicorn.Config(
        main.create_app(settings, service),
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=30,
    )
    notes = [] if settings.takes_reports else ["read-only where no key is sent: 'strikemap key create' makes one"]
    if settings.publish == "reviewed":
        notes.append("only what was reviewed is shown; STRIKEMAP_PUBLISH=all shows everything")
    if settings.base_url is None and not is_loopback(settings.host):
        notes.append("links are made from the address that each connection comes in by: set STRIKEMAP_BASE_URL where strangers use another")
    # what was built for good needs no looking through: a full collection would halt every answer for a tenth of a second
    gc.freeze()
    _AnnouncingServer(config, notes).run(sockets=[listening])


def _listening_socket(host: str, port: int) -> socket.socket:
    """Bind before anything is built, so that a taken port is told at once. TCP by number: asyncio disables Nagle's delay only then."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, socket.IPPROTO_TCP)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise BadInput(f"cannot listen on {host}, port {port}: {error.strerror or error}. Choose another with --port or --host.") from error
    return listening


class _AnnouncingServer(uvicorn.Server):
    """Says where it listens once it does, in one line: the port may have been 0."""

    def __init__(self, config: uvicorn.Config, notes: Sequence[str]) -> None:
        super().__init__(config)
        self.notes = notes

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell the address."""
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        # "every address" is none that a browser could go to
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.config.host, self.config.host)  # noqa: S104 (only told)
        host = f"[{host}]" if ":" in host else host
        note = f" ({'; '.join(self.notes)})" if self.notes else ""
        print(f"Strikemap is at http://{host}:{port}/{note}", file=sys.stderr, flush=True)
