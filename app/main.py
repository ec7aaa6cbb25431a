"""The composition root: settings in, a service and an application out. The only place that chooses between parts."""

from importlib.resources import files
from pathlib import Path

import xstatic.pkg.leaflet
from fastapi import FastAPI

from app.errors import GeodataError
from app.events.parties import load_vocabulary
from app.extract.edition import edition
from app.extract.extractor import RuleExtractor
from app.extract.language import language_supported
from app.extract.phrases.vocabulary import load_lexicon
from app.features.columns import COLUMNS
from app.geocode.answer import NameGeocoder
from app.geocode.build import Progress
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.geocoder import ContextGeocoder
from app.geocode.open import open_gazetteer as open_built
from app.geocode.places import Places
from app.geocode.sources import read_sources
from app.map.bundle import bundled, program_beside
from app.map.census.shelf import Shelf
from app.map.page import Offers, render_page
from app.service import Reader, Service
from app.service.counting import Counting
from app.service.eventing import Eventing
from app.settings import Settings
from app.store.care import served_view
from app.store.census import StoreCensus
from app.store.sqlite import SqliteStore
from app.store.view import PublicView
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from app.web.map_file import ROUTE
from app.web.ports import Office

STORE = "strikemap.sqlite"
"""File name of the store in the data directory."""


def open_gazetteer(settings: Settings, progress: Progress | None = None) -> SqliteGazetteer:
    """Open the gazetteer, built from the packaged data on first use.

    Raises:
        GeodataError: its sources cannot be read, or the cache cannot be written.
    """
    try:
        return open_built(geodata_directory(), settings.cache_dir, progress, settings.added_dir)
    except OSError as error:
        raise GeodataError(f"The gazetteer cannot be opened: {error.strerror or error}. Check STRIKEMAP_CACHE_DIR and its disk.") from error


def open_places(settings: Settings | None = None) -> Places:
    """Names to places and texts to place names, for a notebook; raises as ``open_gazetteer``."""
    return Places(open_gazetteer(settings or Settings.from_environment()))


def build_reader(settings: Settings, progress: Progress | None = None) -> Reader:
    """What reads a report without keeping it; close it, or use it in a ``with`` statement."""
    gazetteer = open_gazetteer(settings, progress)
    extractor = RuleExtractor(load_lexicon())
    # other rules for grouping are another edition too: a rebuild groups everything anew
    editions = f"{edition()} {edition('app.events')}"
    return Reader(gazetteer, ContextGeocoder(gazetteer), extractor, lambda report: language_supported(report.text), editions)


def build_service(settings: Settings, progress: Progress | None = None) -> Service:
    """The whole line with its store; close it."""
    reader = build_reader(settings, progress)
    try:
        # a command beside the service does not know how that was started: what strangers see stays as the store has it
        last = served_view(settings.data_dir / STORE) or PublicView(settings.shown)
        hours = settings.publish_delay_hours
        view = PublicView(settings.publish or last.publish, last.delay if hours is None else hours * 3600)
        vocabulary = load_vocabulary()
        eventing = Eventing(vocabulary, reader.gazetteer.geometry)
        store = SqliteStore(settings.data_dir / STORE, COLUMNS, view=view, grouping=eventing)
    except BaseException:
        reader.close()
        raise
    credits_of = {source.name: (source.licence or None, source.attribution or None) for source in read_sources(geodata_directory())}
    credit_of = lambda source: credits_of.get(source, (None, None))  # noqa: E731
    return Service(reader, store, vocabulary, credit_of, view.publish == "reviewed", eventing)


def open_counting(settings: Settings) -> Counting:
    """What counts the public claims of the store that ``build_service`` made; close it."""
    return Counting(StoreCensus(settings.data_dir / STORE, COLUMNS), Shelf(settings.data_dir / "census", edition("app.map.census")))


def create_app(settings: Settings, service: Service) -> FastAPI:
    """The HTTP application in front of a service, which it closes when it shuts down."""
    config = Config(
        base_url=settings.base_url,
        takes_reports=settings.takes_reports,
        submit_token=settings.submit_token,
        max_body_bytes=settings.max_body_bytes,
        threads=settings.threads,
        basemap=geodata_directory() / "basemap",
        show_text=settings.shows_text,
        contact=settings.contact,
        street_map=settings.street_map,
        local=settings.local,
        read_open=settings.read == "open",
    )
    # a page has nowhere to put a token: with one set, reports come from programs
    read_only = not settings.takes_reports or settings.submit_token is not None
    offers = Offers(settings.contact, settings.content_warning, settings.street_map, settings.base_url)
    page = render_page(read_only=read_only, file_route=ROUTE, offers=offers)
    static = Path(str(files("app.map").joinpath("static")))
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    desk = Path(str(files("app.web").joinpath("static", "desk")))
    made = {**bundled(), "desk/desk.js": program_beside(desk)}
    assets: dict[str, dict[str, Path | bytes]] = {
        "static": {"": static, "leaflet/": leaflet, "desk/": desk, **made},
        "basemap": {"": geodata_directory() / "basemap"},
    }
    ahead = {"static": (*made, "leaflet/leaflet.js", "leaflet/leaflet.css"), "basemap": ("basemap.json", "index.json")}
    gazetteer = open_gazetteer(settings)
    counting = open_counting(settings)

    def close() -> None:
        counting.close()
        gazetteer.close()

    office = Office(service.desk, service.lives, service.keys)
    return application(service, NameGeocoder(gazetteer), config, Catalogue(COLUMNS), page, assets, close, counting, office, ahead)


def geodata_directory() -> Path:
    """Where the data the gazetteer and the base map are made of lie: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "geodata"
    return packaged if packaged.is_dir() else packaged.parent.parent / "geodata"
