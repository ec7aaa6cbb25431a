"""Several things stored in one step."""

import pytest

from app.store.sqlite import SqliteStore
from tests.store.test_store import keep


def test_what_is_stored_inside_one_transaction_is_there_together_or_not_at_all(store: SqliteStore) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        keep(store, 1)
        keep(store, 2)
        raise ZeroDivisionError
    assert store.extent("claims").count == 0
    with store.transaction():
        keep(store, 1)
        keep(store, 2)
        assert store.extent("claims").count == 0
    assert store.extent("claims").count == 2
