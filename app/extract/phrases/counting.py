"""The word lists of counting: ``lexicon/counting.csv`` as one value with a field a list."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class CountingWords:
    """Words in lower case that decide what a number counts; what each list is for stands in the file's notes."""

    measures: frozenset[str]
    labels: frozenset[str]
    noun_stops: frozenset[str]
    invariant: frozenset[str]
    heads: frozenset[str]
    stock_words: frozenset[str]
    placed_words: frozenset[str]
    downing_words: frozenset[str]
    wars: frozenset[str]
    begun: frozenset[str]
    speaking: frozenset[str]
    struck: frozenset[str]
    killing: frozenset[str]
    injuring: frozenset[str]
    killed: frozenset[str]
    injured: frozenset[str]
    deaths_of: frozenset[str]
    injuries_of: frozenset[str]
    tolls: frozenset[str]
    auxiliaries: frozenset[str]

    @classmethod
    def of(cls, lists: Mapping[str, str]) -> "CountingWords":
        """Make it of the lists by name, each as words with blanks between. A list that is missing is an error of the package."""
        return cls(**{field.name: frozenset(lists[field.name].split()) for field in fields(cls)})
