"""What ``--help`` says of every command."""

from collections.abc import Iterator

import click
import pytest
import typer

from app.cli import app


def commands(command: click.Command, name: str = "strikemap") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for own, part in command.commands.items():
            yield from commands(part, f"{name} {own}")


EVERY = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", EVERY)
def test_help_is_printed_as_it_was_written(name: str) -> None:
    told = [str(getattr(one, "help", None) or "") for one in (EVERY[name], *EVERY[name].params)]
    assert not [text for text in told if "[" in text], "what stands in square brackets is taken for markup, and left out"
