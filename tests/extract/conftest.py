"""The lexicon, read once for all extract tests."""

import pytest

from app.extract.vocabulary import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
