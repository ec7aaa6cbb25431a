"""``strikemap evaluate``: how well the reader reads gold reports."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import progress
from app.evaluate.evaluation import evaluate as evaluate_gold
from app.evaluate.gold import read_gold
from app.version import __version__


def evaluate(
    path: Annotated[Path, typer.Argument(help="A directory of gold: NAME.json beside NAME.txt.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    save: Annotated[Path | None, typer.Option(help="Also write them, with day and version and without confusions, as /accuracy shows them.")] = None,
) -> None:
    """Print precision, recall and F1 of every field, with 95 % intervals, and the commonest confusions."""
    gold = list(read_gold(path))
    with main.build_reader(settings_from_environment()) as reader:
        figures = evaluate_gold(progress(len(gold), "Reading reports", gold), reader.read)
    if save is not None:
        shown = {name: part for name, part in figures.items() if name != "confusions"}
        run = {"date": datetime.now(UTC).date().isoformat(), "version": __version__, "corpus": path.name, "figures": shown}
        save.write_text(lines.dump_indented(run), encoding="utf-8")
    if as_json:
        typer.echo(lines.dump_indented(figures), nl=False)
    else:
        _print(figures)


def _print(figures: dict[str, Any]) -> None:
    console = Console()
    table = Table(title=f"{figures['reports']} reports", title_justify="left")
    for column in ("field", "precision", "recall", "F1", "95 %", "right", "wrong", "missed"):
        table.add_column(column, justify="left" if column == "field" else "right")
    for name, row in figures["fields"].items():
        shares = (f"{row['precision']:.2f}", f"{row['recall']:.2f}", f"{row['f1']:.2f}", f"{row['f1_low']:.2f}-{row['f1_high']:.2f}")
        table.add_row(name, *shares, str(row["tp"]), str(row["fp"]), str(row["fn"]))
    console.print(table)
    places = figures["places"]
    console.print(f"Points: {places['points']}, median {places['median_km']} km off, within 25 km: {places['within_25_km']}.")
    console.print(f"Areas: {places['areas']}, right: {places['areas_right']}. Role right but unresolved: {places['unresolved']}.")
    for item in figures["confusions"]:
        console.print(f"{item['times']} x {item['field']}: gold {item['gold']} / given {item['given']}", markup=False)
