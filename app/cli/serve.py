"""``strikemap serve``: the map and the GeoJSON service on one address."""

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from app import main
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.ingest.example import example_report


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on [default: 8000].")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where reports rest [default: the user's data directory].")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Start without the EXAMPLE report, and remove it if it is there.")] = False,
) -> None:
    """Serve the map page and the GeoJSON collections until stopped."""
    given = {"host": host, "port": port, "data_dir": data_dir}
    settings = replace(settings_from_environment(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    with closing(BuildProgress()) as building:
        service = main.build_service(settings, building)
    if empty:
        service.remove(example_report().id)
    elif service.extent("reports").count == 0:
        service.submit(example_report())
    config = uvicorn.Config(
        main.create_app(settings, service),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=30,
    )
    server = _AnnouncingServer(config, read_only=not settings.takes_reports)
    server.run()
    if not server.started:
        sys.exit(1)


class _AnnouncingServer(uvicorn.Server):
    """Says where it listens once it does, in one line: the port may have been 0."""

    def __init__(self, config: uvicorn.Config, *, read_only: bool) -> None:
        super().__init__(config)
        self.read_only = read_only

    def _log_started_message(self, listeners: object) -> None:
        del listeners
        port = self.servers[0].sockets[0].getsockname()[1]
        host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
        note = " (read-only: set STRIKEMAP_SUBMIT_TOKEN to take reports)" if self.read_only else ""
        print(f"Strikemap is at http://{host}:{port}/{note}", file=sys.stderr, flush=True)
