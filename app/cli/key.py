"""``strikemap key``: who may read, submit, review and withdraw over HTTP."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from app.cli.store import opened_service
from app.errors import NotFound

key = typer.Typer(help="Make, list and revoke the keys that open the service to people and programs.", no_args_is_help=True)


class ScopeName(StrEnum):
    """What a key opens; each includes those before it."""

    read = "read"
    submit = "submit"
    review = "review"
    admin = "admin"


@key.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is; reviews made with it bear this name.")],
    scope: Annotated[ScopeName, typer.Option(help="What it opens.")] = ScopeName.read,
    days: Annotated[int | None, typer.Option(min=1, help="How long it lasts (default: until it is revoked).")] = None,
) -> None:
    """Make a key and show it, this once: only its hash is kept."""
    with opened_service() as service:
        _, secret = service.keys.create(name, scope.value, days)
    print(secret)


@key.command("list")
def list_() -> None:
    """Every key ever made: id, name, scope, state, made, expires, last used."""
    now = datetime.now(UTC).timestamp()
    with opened_service() as service:
        for one in service.keys.all():
            state = "usable" if one.usable(now) else "revoked" if one.revoked is not None else "expired"
            print("\t".join((one.id, one.name, one.scope, state, _when(one.created), _when(one.expires), _when(one.last_used))))


@key.command("revoke")
def revoke(key_id: Annotated[str, typer.Argument(help="The id that 'strikemap key list' shows.")]) -> None:
    """Let a key open nothing from now on; sessions signed in with it end at once."""
    with opened_service() as service:
        if not service.keys.revoke(key_id):
            raise NotFound(f"there is no key {key_id}; 'strikemap key list' shows those there are")


def _when(seconds: int | None) -> str:
    return "never" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")
