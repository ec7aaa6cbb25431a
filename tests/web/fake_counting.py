"""A census of nothing, and one of the features of a fake service: enough for the pages that show it."""

from collections.abc import Iterator

from app.model.choice import FACETS, Choice
from app.model.feature import CollectionId
from app.model.query import Query
from tests.web.fake_service import FakeService


class FakeCounting:
    def __init__(self, service: FakeService) -> None:
        self.service = service

    def prepare(self) -> None:
        return None

    def summary(self, choice: Choice) -> dict:
        count = self.service.extent("claims").count
        facets = {name: [("a", count)] for name in FACETS}
        return {
            "claims": count,
            "matched": count,
            "coded": 0,
            "undated": 0,
            "facets": facets,
            "bins": [],
            "marks": 0,
            "roles": [0, 0, 0],
            "box": None,
        }

    def tile(self, choice: Choice, z: int, x: int, y: int) -> dict:
        return {"cells": [], "spots": []}

    def cell(self, choice: Choice, z: int, x: int, y: int, cell: int, limit: int) -> tuple[int, list[bytes]]:
        return 0, []

    def areas(self, choice: Choice, limit: int) -> tuple[int, list[tuple[int, tuple[str, ...], bytes]]]:
        return 0, []

    def lines(self, choice: Choice, limit: int) -> tuple[int, list[bytes]]:
        return 0, []

    def claims(self, choice: Choice, offset: int, limit: int) -> tuple[int, list[bytes], list[bytes]]:
        page = self.service.page(Query("claims", limit=limit))
        return page.matched, list(page.features), []

    def stream(self, choice: Choice, collection: CollectionId) -> Iterator[bytes]:
        return self.service.stream(Query(collection))
