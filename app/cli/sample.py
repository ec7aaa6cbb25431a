"""``strikemap sample``: how good it is on your own reports, judged by you."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import orjson
import typer

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.errors import BadInput
from app.evaluate.sheet import draw, score_sheet, sheet
from app.model.query import Query


def sample(
    size: Annotated[int, typer.Argument(min=1, help="How many claims to draw.")] = 50,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The CSV file to write (default: standard output).")] = None,
    seed: Annotated[int, typer.Option(help="The same seed draws the same claims.")] = 1,
    score: Annotated[Path | None, typer.Option(help="A filled sheet: print the share that is right, with its 95 % interval.")] = None,
) -> None:
    """Draw claims of your store as a coding sheet (y or n a column), or count a filled one."""
    if score is not None:
        _print_score(score)
        return
    with closing(BuildProgress()) as building:
        opened = main.build_service(settings_from_environment(), building)
    with closing(opened) as service:
        claims = [orjson.loads(feature)["properties"] for feature in service.stream(Query("claims"))]
    if not claims:
        raise BadInput("the store holds no claims: ingest reports first")
    text = sheet(draw(claims, size, seed))
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
        print(f"{output}: {min(size, len(claims))} of {len(claims)} claims. Fill y or n, then: strikemap sample --score {output}", file=sys.stderr)


def _print_score(file: Path) -> None:
    try:
        text = lines.read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8; save the sheet as CSV (UTF-8)") from error
    for name, share in score_sheet(text).items():
        print(f"{name}\t{share.right}/{share.judged}\t{share.right / share.judged:.2f}\t{share.low:.2f}-{share.high:.2f}")
