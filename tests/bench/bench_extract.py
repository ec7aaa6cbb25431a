"""How fast the extract floor reads: milliseconds of CPU a report of 600 words, text to claims, and how the cost grows on hostile texts.

Run as ``python -m tests.bench.bench_extract``; prints one line a figure. The budgets are in docs/architecture.md.
"""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from app.evaluate.gold import read_gold
from app.extract.extractor import RuleExtractor
from app.extract.phrases.vocabulary import load_lexicon
from app.geocode.geocoder import ContextGeocoder
from app.main import open_gazetteer
from app.model.report import Report
from app.settings import Settings
from tests.extract.test_extractor_properties import FAMILIES

WORDS = 600
CORPUS = Path(__file__).parent.parent / "corpus" / "dev"
SIZES = (100_000, 200_000)
"""Letters of the shorter and the longer hostile text."""


def cpu(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the least CPU seconds that some work takes."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def cost(extractor: RuleExtractor, text: str) -> float:
    """The CPU seconds that a hostile text takes."""
    report = Report("h", text)
    return cpu(lambda: extractor(report, []), 2)


def of_words(texts: Sequence[str], count: int) -> str:
    """Real paragraphs one after the other until ``count`` words are together."""
    text = ""
    for paragraph in (line for text in texts for line in text.splitlines() if line):
        if len(text.split()) >= count:
            break
        text += paragraph + "\n\n"
    return text


def main() -> None:
    """Measure and print."""
    extractor = RuleExtractor(load_lexicon())
    gazetteer = open_gazetteer(Settings.from_environment())
    geocoder = ContextGeocoder(gazetteer)
    gold = [item.report for item in read_gold(CORPUS) if item.is_strike_report]
    reports = [Report(f"r{n}", of_words([r.text for r in gold[n : n + 6]], WORDS), published_at=gold[n].published_at) for n in range(0, 30, 5)]
    words = sum(len(report.text.split()) for report in reports) / len(reports)
    named = [geocoder.toponyms(report) for report in reports]
    gc.freeze()  # as the service and the workers of "extract" do
    claims = cpu(lambda: [extractor(report, names) for report, names in zip(reports, named, strict=True)]) / len(reports)
    places = cpu(lambda: [geocoder.toponyms(report) for report in reports]) / len(reports)
    scale = WORDS / words * 1000
    print(f"{claims * scale:.1f} ms of CPU for the claims of a report of {WORDS} words, {places * scale:.1f} ms for its places (budget 20 together)")
    for family, unit in FAMILIES.items():
        small, large = (cost(extractor, (unit * (size // len(unit) + 1))[:size]) for size in SIZES)
        print(f"{large / max(small, 1e-9):.2f} times the cost for twice {SIZES[0] // 1000} kB of: {family} ({large:.2f} s; budget 2.5)")
    gazetteer.close()


if __name__ == "__main__":
    main()
