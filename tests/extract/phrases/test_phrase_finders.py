"""What holds for every finder on every text: it never raises, and what it finds is where it says."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.phrases.dates import find_dates
from app.extract.phrases.marks import mark
from app.extract.phrases.quantities import find_quantities
from app.extract.phrases.tokens import tokenise
from app.extract.phrases.vocabulary import Lexicon

WORDS = (
    "the a an of on in at by and or to from since until between early late mid last next this that same night day days week month year ago earlier "
    "later overnight yesterday Friday Thursday Fri. Nov November May March 3 5 12 20th 2015 2017-03-12 12/03/2017 31.02.2016 10:30 24 hours four "
    "dozens several hundred thousand and million dozen at least more than up to 10-15 killed wounded people civilians children three dead no "
    "casualties "
    "nobody hurt lost their lives death toll rose missiles rockets Su-34 F-16s drones air strikes raids targets Russian Syrian US-led coalition IS "
    "Israel 's army defence ministry Ministry Observatory for Human Rights said told Reuters Moscow according - – — . , ; ( ) \" ' “ ” \n\n \n • % $ "
    "every daily tomorrow previous including them them: one 0 00 99999999999999999999 ١٢ ² İ ß 𝟙𝟚 \ud800 hit target targets shelled not twice second"
).split(" ")
words = st.sampled_from(WORDS)
texts = st.one_of(st.text(max_size=120), st.lists(words, max_size=60).map(" ".join), st.lists(words, max_size=40).map("".join))
days = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2016, 2, 29)]))


@settings(max_examples=300, deadline=None)
@given(text=texts, published=days)
def test_dates_lie_in_the_text_in_order_and_never_after_their_end(text: str, published: date | None) -> None:
    found = find_dates(tokenise(text), published)
    at = 0
    for item in found:
        assert at <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.when.text
        at = item.end
        when = item.when
        if when.start is not None and when.end is not None:
            assert when.start <= when.end
            assert when.date_prec in (1, 2, 3, 4, 5)


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_without_a_publication_date_no_day_is_given_that_has_no_year(text: str) -> None:
    for item in find_dates(tokenise(text), None):
        year = item.when.start.year if item.when.start is not None else None
        assert year is None or str(year) in item.when.text


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_quantities_lie_in_the_text_and_their_bounds_in_order(lexicon: Lexicon, text: str) -> None:
    for item in find_quantities(tokenise(text), lexicon):
        assert 0 <= item.start < item.end <= len(text)
        assert item.quantity.text
        assert item.quantity.text in text[item.start : item.end] or item.negative
        low, high = item.quantity.min, item.quantity.max
        assert low is not None or high is not None
        assert low is None or high is None or 0 <= low <= high


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_marks_lie_in_the_text_and_do_not_overlap(lexicon: Lexicon, text: str) -> None:
    marks = mark(tokenise(text), lexicon)
    for items in (marks.weapons, marks.platforms, marks.triggers, marks.targets, marks.reporting, marks.hedges, marks.negatives, marks.claimants):
        at = 0
        for item in items:
            assert at <= item.start < item.end <= len(text)
            assert item.text == text[item.start : item.end]
            at = item.end
    assert [actor.start for actor in marks.actors] == sorted(actor.start for actor in marks.actors)
    assert all(actor.text == text[actor.start : actor.end] for actor in marks.actors)


@settings(max_examples=50, deadline=None)
@given(text=texts, published=days)
def test_a_finder_gives_the_same_twice(lexicon: Lexicon, text: str, published: date | None) -> None:
    tokens = tokenise(text)
    assert find_dates(tokens, published) == find_dates(tokenise(text), published)
    assert find_quantities(tokens, lexicon) == find_quantities(tokens, lexicon)
    assert mark(tokens, lexicon) == mark(tokens, lexicon)
