"""The EXAMPLE report that a first start shows, so that the map is not empty; written for this project, labelled and removable."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

from app.ingest.text import report_from_text
from app.model.report import Report


def example_report() -> Report:
    """Read the packaged example."""
    text = files("app.ingest").joinpath("example.txt").read_text(encoding="utf-8")
    report = report_from_text(
        text,
        title="Kremlin steps up its air war in Syria",
        publisher="Strikemap example",
        published_at=date(2015, 11, 20),
        language="en",
    )
    return replace(report, source_kind="example")
