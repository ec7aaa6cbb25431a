"""Progress on standard error when that is a terminal; silence, or one line, when it is not."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def progress(total: int, label: str, items: Iterable[T]) -> Iterator[T]:
    """Hand the items on, with a bar on a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, total=total, description=label)


class BuildProgress:
    """Shows the building of the gazetteer, which happens at the first start only: a bar a step on a terminal, else one line in all."""

    def __init__(self, note: str = "Building the gazetteer; this happens once and takes about half a minute.") -> None:
        """Show nothing yet: most starts build nothing. ``note`` is the line for where there is no terminal."""
        self._note = note
        self._bar: Progress | None = None
        self._steps: dict[str, TaskID] = {}
        self._said = False

    def __call__(self, what: str, done: int, of: int) -> None:
        """Note that ``done`` of ``of`` parts of a step are done."""
        console = Console(stderr=True)
        if not console.is_terminal:
            if not self._said:
                print(self._note, file=sys.stderr, flush=True)
            self._said = True
            return
        if self._bar is None:
            self._bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console)
            self._bar.start()
        if what not in self._steps:
            self._steps[what] = self._bar.add_task(what, total=of)
        self._bar.update(self._steps[what], completed=done, total=of)
        if self._bar.finished:
            self._bar.refresh()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class CountProgress:
    """A bar for work that tells how much of all is done; nothing where there is no terminal."""

    def __init__(self, label: str) -> None:
        """Show nothing before there is something to tell."""
        self._label = label
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def __call__(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` are done."""
        console = Console(stderr=True)
        if not console.is_terminal:
            return
        if self._bar is None:
            self._bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console)
            self._task = self._bar.add_task(self._label, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=total)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
