"""The ``strikemap`` command: one verb a file. Standard output carries data only; progress, notes and errors go to standard error."""

import sys
from typing import Annotated

import typer

from app.cli import compare, evaluate, export, extract, geocode, ingest, sample, serve, standalone, store
from app.cli.audit import audit
from app.cli.gazetteer import gazetteer
from app.cli.key import key
from app.cli.review import review
from app.errors import StrikemapError
from app.version import __version__

app = typer.Typer(
    name="strikemap",
    help="Turns news reports of air and missile strikes into an honest, sourced map.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"strikemap {__version__}")
        raise typer.Exit


@app.callback()
def strikemap(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    """Take what stands before the verb."""


app.command("serve")(serve.serve)
app.command("extract")(extract.extract)
app.command("evaluate")(evaluate.evaluate)
app.command("geocode")(geocode.geocode)
app.command("ingest")(ingest.ingest)
app.command("compare")(compare.compare)
app.command("export")(export.export)
app.command("map")(standalone.write_map)
app.command("sample")(sample.sample)
app.command("import")(store.import_)
app.command("rebuild")(store.rebuild)
app.command("backup")(store.backup)
app.command("restore")(store.restore)
app.command("check")(store.check)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(key, name="key")
app.add_typer(review, name="review")
app.add_typer(audit, name="audit")


def main() -> None:
    """Run the command line; an error we foresaw is one sentence and exit code 2, a closed pipe is no error."""
    try:
        app()
    except StrikemapError as error:
        print(f"strikemap: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
