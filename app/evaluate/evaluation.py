"""Many reports held against their gold: the figures of the accuracy page and of ``strikemap evaluate``."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from app.evaluate.gold import GoldReport
from app.evaluate.score import FIELDS, ReportScore, score_report
from app.evaluate.tally import f1_interval, total
from app.model.reading import Reading
from app.model.report import Report

_CONFUSIONS = 12


def evaluate(gold: Iterable[GoldReport], read: Callable[[Report], Reading]) -> dict[str, Any]:
    """Read every report and hold it against its gold.

    Returns ``{"reports", "fields": {name: {"precision", "recall", "f1", "f1_low", "f1_high", "tp", "fp", "fn"}}, "places": {"points",
    "median_km", "within_25_km", "areas", "areas_right", "unresolved"}, "confusions": [{"field", "gold", "given", "times"}]}``;
    shares are 0 to 1, the interval is the 95 % bootstrap over reports.
    """
    scores = [score_report(item, read(item.report)) for item in gold]
    return {
        "reports": len(scores),
        "fields": {name: _field(scores, name) for name in FIELDS},
        "places": _places(scores),
        "confusions": _confusions(scores),
    }


def _field(scores: list[ReportScore], name: str) -> dict[str, float | int]:
    tallies = [score.tallies[name] for score in scores]
    everything = total(tallies)
    low, high = f1_interval(tallies)
    return {
        "precision": round(everything.precision, 4),
        "recall": round(everything.recall, 4),
        "f1": round(everything.f1, 4),
        "f1_low": round(low, 4),
        "f1_high": round(high, 4),
        "tp": everything.tp,
        "fp": everything.fp,
        "fn": everything.fn,
    }


def _places(scores: list[ReportScore]) -> dict[str, float | int | None]:
    errors = [error for score in scores for error in score.errors_km]
    areas = [right for score in scores for right in score.areas_right]
    return {
        "points": len(errors),
        "median_km": round(statistics.median(errors), 1) if errors else None,
        "within_25_km": round(sum(error <= 25 for error in errors) / len(errors), 4) if errors else None,
        "areas": len(areas),
        "areas_right": round(sum(areas) / len(areas), 4) if areas else None,
        "unresolved": sum(score.unresolved for score in scores),
    }


def _confusions(scores: list[ReportScore]) -> list[dict[str, Any]]:
    counted = Counter(confusion for score in scores for confusion in score.confusions)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"field": field, "gold": gold, "given": given, "times": times} for (field, gold, given), times in ranked[:_CONFUSIONS]]
