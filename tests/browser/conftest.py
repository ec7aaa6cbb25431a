"""A browser with outside requests blocked, and the service with the EXAMPLE report in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from app import main
from app.ingest.example import example_report
from app.service import Service
from app.settings import Settings
from tests.browser import chromium
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


@dataclass
class Visit:
    """A page in the browser, with all that went wrong while it was open."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, address: str) -> Visit:
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready], main#main", state="attached", timeout=30_000)
        return self


OpenPage = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    problem = chromium.missing()
    if problem and chromium.required():
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)
    browser = request.getfixturevalue("browsers").chromium.launch(executable_path=str(chromium.EXECUTABLE), args=list(chromium.ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenPage]:
    """Open an address with a browser context's options, ``scripts`` before any of its own; a console error or outside request is a trouble."""
    contexts = []

    def begin(address: str, *, scripts: tuple[str, ...] = (), **options: Any) -> Visit:
        context = browser.new_context(**(options or chromium.DESKTOP))
        for script in scripts:
            context.add_init_script(script)
        context.set_default_timeout(30_000)
        contexts.append(context)
        seen = Visit(context.new_page())

        def answer(route: Route) -> None:
            if route.request.url.startswith(chromium.LOCAL):
                route.continue_()
            else:
                seen.troubles.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", answer)
        seen.page.on("console", lambda message: seen.troubles.append(message.text) if message.type in ("error", "warning") else None)
        seen.page.on("pageerror", lambda error: seen.troubles.append(str(error)))
        return seen.open(address)

    yield begin
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    own = Settings.from_environment()
    return Settings(data_dir=tmp_path_factory.mktemp("browser"), cache_dir=own.cache_dir)


@pytest.fixture(scope="session")
def example_service(own_settings: Settings) -> Iterator[Service]:
    """The real service over the EXAMPLE report."""
    service = main.build_service(own_settings)
    service.submit(example_report())
    yield service
    service.close()


@pytest.fixture(scope="session")
def site(own_settings: Settings, example_service: Service) -> Iterator[str]:
    """The address of the service as a first start shows it."""
    with serving(main.create_app(own_settings, example_service)) as address:
        yield address


@pytest.fixture(scope="session")
def example(site: str) -> str:
    """The address of the EXAMPLE's own map, which is there whatever else is stored."""
    return f"{site}/?report={example_report().id}"


@pytest.fixture(scope="session")
def read_only_site(own_settings: Settings, example_service: Service) -> Iterator[str]:
    """The same service as strangers see it: it takes no reports."""
    with serving(main.create_app(replace(own_settings, submit_token="a-token-for-programs-only"), example_service)) as address:
        yield address
