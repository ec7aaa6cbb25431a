"""``strikemap audit``: whether the log of reviews is as it was written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.environment import settings_from_environment
from app.main import STORE
from app.store import care

audit = typer.Typer(help="Check the log of reviews, which is chained by hashes.", no_args_is_help=True)


@audit.callback()
def group() -> None:
    """Check the log of reviews, which is chained by hashes."""


@audit.command("verify")
def verify(
    store: Annotated[Path | None, typer.Argument(help="A store or a backup (default: the store).")] = None,
    last: Annotated[str | None, typer.Option("--head", "--last", help="A seal that an earlier check printed, noted down elsewhere.")] = None,
) -> None:
    """Recompute every row's seal and name the first that is not as it was written, or the first claim that is shown otherwise than the log says.

    Exit code 1 if there is one. With a seal of an earlier check, a log that was cut or written anew as a whole is found out too.
    """
    found = care.audit(store or settings_from_environment().data_dir / STORE, last)
    if found.bad is not None or found.unfounded is not None:
        print(found.unfounded or f"row {found.bad} of the log of reviews is not as it was written", file=sys.stderr)
        sys.exit(1)
    print(f"{found.rows} reviews, all as they were written, and shown so; the last seal is {found.seal}")
