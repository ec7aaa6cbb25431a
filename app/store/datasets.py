"""The coded data sets of one file: imported, listed, forgotten."""

from collections.abc import Callable, Sequence

from app.model.coded import CodedRow, Dataset, ImportState, RowError
from app.store.answers import note_change
from app.store.coded import CodedView
from app.store.connections import Connections
from app.store.loading import add, arrange, begin, datasets, finish, forget, index, pack, pack_older, purge, sparing
from app.store.postings import Batch, prepare


class DatasetStore:
    """The part of a store that keeps coded data sets."""

    def __init__(self, connections: Connections, seconds: float, marks: CodedView) -> None:
        """Take what to read and write with, how long a question may take, and how rows become marks."""
        self._connections = connections
        self._seconds = seconds
        self._marks = marks

    @property
    def prepare(self) -> Callable[[Sequence[CodedRow]], Batch]:
        """What makes coded rows ready to be written; any process may do it."""
        return prepare

    def begin_import(self, dataset: Dataset, source: str) -> ImportState:
        """Start the import of a data set from a source (a word for the file's content and how it is read), or go on with it."""
        with self._connections.writer() as db:
            return begin(db, dataset, source)

    def add_rows(self, name: str, batch: Batch, at: int, lines: int, errors: Sequence[RowError]) -> None:
        """Keep a batch of an import and how far the file was read with it."""
        with self._connections.writer() as db, sparing(db):
            add(db, name, batch, at, lines, errors)

    def finish_import(self, dataset: Dataset) -> ImportState:
        """Index the imported rows, then let them take the place of the data set's old ones, in one step."""
        for step in (index, arrange):
            with self._connections.writer() as db, sparing(db):
                step(db, dataset.name)
        more = True
        while more:
            with self._connections.writer() as db, sparing(db):
                more = pack(db, dataset.name, self._marks)
        with self._connections.writer() as db:
            state = finish(db, dataset)
            note_change(db)
        self.purge()
        return state

    def make_ready(self) -> None:
        """Make ready to be served what another program imported."""
        more = True
        while more:
            with self._connections.writer() as db, sparing(db):
                more = pack_older(db, self._marks)

    def imports_under_way(self) -> int:
        """How many imports have begun and are not finished."""
        with self._connections.reader(self._seconds) as db:
            return int(db.execute("SELECT count(*) FROM import").fetchone()[0])

    def datasets(self, public_only: bool = False) -> list[Dataset]:
        """Every coded data set, private ones too unless ``public_only``, by name."""
        with self._connections.raw_writer() as db:
            return [one for one in datasets(db) if one.visibility == "public" or not public_only]

    def remove_dataset(self, name: str) -> bool:
        """Forget a coded data set with all its rows; False where there is none."""
        with self._connections.writer() as db:
            known = forget(db, name)
            note_change(db)
        self.purge()
        return known

    def purge(self) -> None:
        """Drop what replaced editions left."""
        more = True
        while more:
            with self._connections.writer() as db:
                more = purge(db)
