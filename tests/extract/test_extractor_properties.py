"""What must hold for any text at all."""

import random
import time

import pytest

from app.extract.extractor import RuleExtractor
from app.extract.phrases.vocabulary import Lexicon
from app.model.claim import Claim
from app.model.place import Toponym
from app.model.report import Report

PARAGRAPHS = (
    "Russian jets bombed Marran on Friday, killing nine people, the Syrian Observatory for Human Rights said.",
    "Turkey said its drones had struck a depot near Qasr on Tuesday.",
    "The Houthis fired two ballistic missiles at Jizan on Monday, Saudi state television reported.",
)
WORDS = (
    *" ".join(PARAGRAPHS).split(),
    *'" “ ” ( ) : ; — – • 12:30 1,000 18 missiles fired from ships in the sea at the village of Umm Zallam denied that it would strike'.split(),
    *"warned Moscow they it he there since 2015 BEIRUT (Reuters) - Tags Syria and while after killing dozens of fighters".split(),
    "\n", "\n\n", "\x00", "\ud800", "é", "\u200b", "Image caption,",
)  # fmt: skip
FAMILIES = {
    "one letter": "a",
    "quotation marks": '"',
    "open quotations": "“The jets hit ",
    "strikes": "Israel struck Marran. ",
    "no full stop": "Russian jets bombed Marran and killed 5 people ",
    "speakers": "he said ",
    "tags": "Tags Aa ",
    "bulletin lines": "• 12:30 Marran: 3 air raids, 5 killed\n",
    "brackets": "(",
    "bylines": "By Aa ",
}


@pytest.fixture(scope="module")
def extractor(lexicon: Lexicon) -> RuleExtractor:
    return RuleExtractor(lexicon)


def names(text: str, chance: random.Random) -> list[Toponym]:
    found = []
    for name in ("Marran", "Qasr", "Jizan", "Syria"):
        start = text.find(name)
        if start >= 0:
            kind = chance.choice([None, "settlement", "province", "country"])
            found.append(Toponym(start, start + len(name), name, kind, None, None, 0.1, "test"))
    return sorted(found, key=lambda item: item.start)


def scramble(chance: random.Random) -> str:
    text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, 60)))
    letters = list(text)
    for _ in range(chance.randint(0, 8)):
        if letters:
            letters[chance.randrange(len(letters))] = chance.choice(['"', "", "\n", ".", "’", "A", "\x00"])
    return "".join(letters)


def check(claims: list[Claim], text: str) -> None:
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert claim.claimant.name
        assert claim.spans
        for start, end in claim.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        for mention in claim.mentions:
            assert text[mention.toponym.start : mention.toponym.end] == mention.toponym.surface
        assert all(part in {other.id for other in claims} for part in claim.contains)


def soak(extractor: RuleExtractor, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(rounds):
        text = scramble(chance)
        check(extractor(Report("r", text), names(text, chance)), text)


def test_no_text_raises_and_every_claim_has_a_claimant_and_a_quote(extractor: RuleExtractor) -> None:
    soak(extractor, 2_000, seed=1)


@pytest.mark.soak
def test_no_text_raises_at_length(extractor: RuleExtractor) -> None:
    soak(extractor, 50_000, seed=2)


def test_unrelated_paragraphs_may_change_places(extractor: RuleExtractor) -> None:
    def facts(order: tuple[int, ...]) -> set[tuple[object, ...]]:
        text = "\n\n".join(PARAGRAPHS[i] for i in order)
        claims = extractor(Report("r", text), names(text, random.Random(0)))
        quotes = [(text[slice(*claim.quote_span)], claim) for claim in claims]
        return {(quote, c.claimant, c.actors, c.weapon, c.modality, c.quantities) for quote, c in quotes}

    assert facts((0, 1, 2)) == facts((2, 0, 1)) == facts((1, 2, 0))
    assert len(facts((0, 1, 2))) == 3


@pytest.mark.parametrize("family", FAMILIES.values(), ids=list(FAMILIES))
def test_time_grows_with_the_length_of_a_hostile_text(extractor: RuleExtractor, family: str) -> None:
    def cost(size: int) -> float:
        text = (family * (size // len(family) + 1))[:size]
        report, toponyms = Report("r", text), names(text, random.Random(0))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            extractor(report, toponyms)
            best = min(best, time.process_time() - start)
        return best

    small, large = cost(10_000), cost(40_000)
    assert large <= 4 * 2.5 * max(small, 0.002)
