"""``strikemap review``: the verbs of the reviewers' desk, on the machine where the store is."""

import json
from typing import Annotated, Any

import typer

from app.cli.lines import dump_indented
from app.cli.store import opened_service
from app.errors import BadInput
from app.model.review import Order

review = typer.Typer(help="See what waits for a person, and decide it by name and with a reason.", no_args_is_help=True)

Claim = Annotated[str, typer.Argument(help="The claim's id.")]
ReportId = Annotated[str, typer.Argument(help="The report's id.")]
Reviewer = Annotated[str, typer.Option("--as", envvar="STRIKEMAP_REVIEWER", help="The reviewer's name.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Fields = Annotated[list[str], typer.Option("--set", help="FIELD=VALUE, the value as JSON or as plain text; again for more fields.")]
Others = Annotated[list[str], typer.Option("--claim", help="Another claim's id; again for more.")]


@review.command("list")
def list_(
    state: Annotated[str, typer.Option(help="new, low_score, contested, duplicate, accepted, corrected, rejected, all, orphaned or log.")] = "new",
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many at most.")] = 50,
    after: Annotated[str | None, typer.Option("--next", help="What the page before ended with.")] = None,
) -> None:
    """What waits, the latest first, as JSON."""
    with opened_service() as service:
        print(dump_indented(service.lives.queue(state, after, limit)), end="")


@review.command("history")
def history(claim: Claim) -> None:
    """A claim's life, from the words it was read in to what it is now, as JSON."""
    with opened_service() as service:
        print(dump_indented(service.lives.history(claim, reviewer=True)), end="")


@review.command("report")
def report(report_id: ReportId) -> None:
    """A report on the desk: its text, its claims in every state, and every review of it, as JSON."""
    with opened_service() as service:
        print(dump_indented(service.desk.of_report(report_id)), end="")


@review.command("event")
def event(event_id: Annotated[str, typer.Argument(help="The event's id, or the letter e and the id of any of its claims.")]) -> None:
    """An event: who says so and who says otherwise, as JSON."""
    with opened_service() as service:
        print(dump_indented(service.event(event_id)), end="")


@review.command("accept")
def accept(
    reviewer: Reviewer,
    claim: Annotated[str | None, typer.Argument(help="The claim's id.")] = None,
    report: Annotated[str | None, typer.Option(help="Instead of a claim: all claims of this report that nobody looked at.")] = None,
    reason: Reason = "",
) -> None:
    """Accept a claim as it was read, or the rest of a report."""
    if (claim is None) == (report is None):
        raise BadInput("name a claim, or a report with --report")
    _decide(Order("accept", reviewer, reason, _AUTHORITY), claim, report)


@review.command("correct")
def correct(claim: Claim, reviewer: Reviewer, reason: Reason, fields: Fields) -> None:
    """Put other values into a claim's fields."""
    _decide(Order("correct", reviewer, reason, _AUTHORITY, after=_values(fields)), claim)


@review.command("add")
def add(report: ReportId, start: int, end: int, reviewer: Reviewer, reason: Reason, fields: Fields) -> None:
    """Add a claim that the reader missed: from START to END of the report's text, in characters."""
    _decide(Order("add", reviewer, reason, _AUTHORITY, after=_values(fields), span=(start, end)), None, report)


@review.command("reject")
def reject(claim: Claim, reviewer: Reviewer, reason: Reason) -> None:
    """Take a claim off the map: it does not say what was read."""
    _decide(Order("reject", reviewer, reason, _AUTHORITY), claim)


@review.command("reduce-precision")
def reduce_precision(claim: Claim, reviewer: Reviewer, reason: Reason) -> None:
    """Show the claim's places by their province only, in the whole report."""
    _decide(Order("reduce_precision", reviewer, reason, _AUTHORITY), claim)


@review.command("merge")
def merge(claim: Claim, reviewer: Reviewer, reason: Reason, others: Others) -> None:
    """Say that a claim and others are one event."""
    _decide(Order("merge", reviewer, reason, _AUTHORITY, claims=tuple(others)), claim)


@review.command("split")
def split(claim: Claim, reviewer: Reviewer, reason: Reason, others: Others) -> None:
    """Say that a claim is not of one event with others."""
    _decide(Order("split", reviewer, reason, _AUTHORITY, claims=tuple(others)), claim)


@review.command("grade")
def grade(
    claim: Claim,
    grading: Annotated[str, typer.Argument(help="confirmed, fair, weak, contested or discounted.")],
    reviewer: Reviewer,
    reason: Reason,
) -> None:
    """Grade the event of a claim."""
    _decide(Order("grade", reviewer, reason, _AUTHORITY, after={"grading": grading}), claim)


@review.command("amend")
def amend(report: ReportId, reviewer: Reviewer, reason: Reason, fields: Fields) -> None:
    """Mend what is known of a report (published_at, publisher, url, title) and read it again."""
    _decide(Order("amend_report", reviewer, reason, _AUTHORITY, after=_values(fields)), None, report)


@review.command("withdraw")
def withdraw(report: ReportId, reviewer: Reviewer, reason: Reason) -> None:
    """Erase a report's text and all that was derived from it, for good; its hash and the reason stay."""
    _decide(Order("withdraw", reviewer, reason, _AUTHORITY), None, report)


@review.command("undo")
def undo(
    review_id: Annotated[str, typer.Argument(help="The review's id.")],
    reviewer: Reviewer,
    reason: Reason,
    claim: Annotated[str | None, typer.Option(help="The claim it is of.")] = None,
    report: Annotated[str | None, typer.Option(help="Or the report.")] = None,
) -> None:
    """Take a review back."""
    if (claim is None) == (report is None):
        raise BadInput("name what it is of: --claim or --report")
    _decide(Order("undo", reviewer, reason, _AUTHORITY, undoes=review_id), claim, report)


_AUTHORITY = "command line"


def _decide(order: Order, claim: str | None, report: str | None = None) -> None:
    with opened_service() as service:
        done = service.desk.on_claim(claim, order) if claim is not None else service.desk.on_report(report or "", order)
    print(dump_indented(done.get("review") or done["reviews"]), end="")


def _values(fields: list[str]) -> dict[str, Any]:
    """What ``--set`` gave; text that is no JSON is taken as it is."""
    values: dict[str, Any] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign or not name:
            raise BadInput("--set takes FIELD=VALUE")
        try:
            values[name] = json.loads(value)
        except ValueError:
            values[name] = value
    return values
