"""Both ways of asking the gazetteer in one object, for notebooks: a name to its place, a text to its place names."""

from app.geocode.answer import Answer, Box, NameGeocoder
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.geocoder import ContextGeocoder
from app.geocode.lexicon import load_lexicon
from app.model.place import Toponym
from app.model.report import Report


class Places:
    """Answers for names and for texts; close it, or use it in a ``with`` statement."""

    def __init__(self, gazetteer: SqliteGazetteer) -> None:
        """Stand on a gazetteer, which is closed with it."""
        lexicon = load_lexicon()
        self._gazetteer = gazetteer
        self._names = NameGeocoder(gazetteer, lexicon)
        self._texts = ContextGeocoder(gazetteer, lexicon)

    def __enter__(self) -> "Places":
        """Hand itself out."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the gazetteer."""
        self.close()

    def geocode(self, name: str, country: str | None = None, admin1: str | None = None, bbox: Box | None = None) -> Answer:
        """Return the place that a name means, or an honest null, with score, reason and alternatives; as ``NameGeocoder.geocode``."""
        return self._names.geocode(name, country, admin1, bbox)

    def toponyms(self, text: str, title: str | None = None, publisher: str | None = None, url: str | None = None) -> list[Toponym]:
        """Return the place names of a text in order, each with its place or none; title, publisher and address help to tell namesakes apart."""
        return self._texts.toponyms(Report(id="", text=text, title=title, publisher=publisher, url=url))

    def close(self) -> None:
        """Let go of the gazetteer."""
        self._gazetteer.close()
