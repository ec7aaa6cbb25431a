"""Pictures of the pages for the README: ``python -m tests.browser.screenshots [POINTS]``.

It serves the EXAMPLE report, and a data set of POINTS (a million unless told), from stores that are thrown away.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from app import main
from app.ingest.example import example_report
from app.service import Service
from app.settings import Settings
from tests.browser import chromium
from tests.browser.crowd import many
from tests.browser.serving import serving

DIRECTORY = Path(__file__).parents[2] / "docs" / "img"
SHARE = Path(main.__file__).parent / "web" / "templates" / "share.png"
VIEWS = {"desktop": chromium.DESKTOP, "dark": chromium.DARK, "phone": chromium.PHONE}
PLAIN = {"list": "list", "report": f"reports/{example_report().id}?f=html", "event": "events/{event}?f=html"}
LARGEST = 300_000
MILLION = 1_000_000
CARD = (
    ".fold, .foot, .views, .ways, .leaflet-control-zoom, .bit:not(:first-child) { display: none !important } "
    ".stage { height: 540px !important; position: static !important } .top { padding: 22px 32px 14px !important } "
    ".top h1 { font-size: 2.1rem !important } .brand { font-size: 1.3rem !important }"
)


def shoot(browser: Browser, address: str, directory: Path) -> list[Path]:
    """Take every view of the EXAMPLE at this address; returns the files."""
    home = f"{address}/?report={example_report().id}"
    paths = [_view(browser, home, options, directory / f"{name}.png") for name, options in VIEWS.items()]
    paths += [_popup(browser, home, directory / "popup.png"), _print(browser, home, directory / "print.png")]
    paths += [_right_to_left(browser, home, directory / "rtl.png"), _card(browser, f"{home}&embed=1", SHARE)]
    page = browser.new_page()
    event = page.request.get(f"{address}/collections/events/items?status=contested&limit=1").json()["features"][0]
    page.close()
    plain = {name: where.format(event=event["id"]) for name, where in PLAIN.items()}
    return paths + [_plain(browser, f"{address}/{where}", directory / f"{name}.png") for name, where in plain.items()]


def _view(browser: Browser, address: str, options: dict[str, Any], path: Path) -> Path:
    page = _opened(browser, address, **options)
    page.wait_for_selector(".card")
    page.screenshot(path=path)
    page.close()
    return path


def _opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_page(**options)
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    return page


def _popup(browser: Browser, address: str, path: Path) -> Path:
    page = _opened(browser, address, **chromium.DESKTOP, reduced_motion="reduce")
    page.get_by_role("button", name="Deir al-Zour").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    page.close()
    return path


def _print(browser: Browser, address: str, path: Path) -> Path:
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    page.close()
    return path


def _right_to_left(browser: Browser, address: str, path: Path) -> Path:
    page = browser.new_page(**chromium.DESKTOP)
    page.add_init_script("document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.screenshot(path=path)
    page.close()
    return path


def _card(browser: Browser, address: str, path: Path) -> Path:
    """The picture that stands beside a link (OpenGraph)."""
    page = _opened(browser, address, viewport={"width": 1200, "height": 630})
    page.evaluate("css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; map_page.invalidateSize(); }", CARD)
    page.wait_for_timeout(400)
    page.screenshot(path=path)
    page.close()
    return path


def _plain(browser: Browser, address: str, path: Path) -> Path:
    page = browser.new_page(**chromium.DESKTOP)
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=path)
    page.close()
    return path


def _squeeze(path: Path) -> None:
    """Fewer colours where pngquant is there (Debian: pngquant); a map has few."""
    program = shutil.which("pngquant")
    if program:
        subprocess.run([program, "--force", "--skip-if-larger", "--strip", "--output", str(path), "128", str(path)], check=False)


@contextmanager
def served(fill: Callable[[Service], object]) -> Iterator[str]:
    """The address of a service that was filled so, from a store that is thrown away."""
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(data_dir=Path(directory), cache_dir=Settings.from_environment().cache_dir)
        service = main.build_service(settings)
        fill(service)
        with serving(main.create_app(settings, service)) as address:
            yield address
        service.close()


def run(arguments: list[str]) -> None:
    """Take the pictures and say how large each is."""
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.EXECUTABLE), args=list(chromium.ARGUMENTS))
        with served(lambda service: service.submit(example_report())) as address:
            paths = shoot(browser, address, DIRECTORY)
        with served(many(int(arguments[0]) if arguments else MILLION)) as address:
            paths.append(_view(browser, address, chromium.DESKTOP, DIRECTORY / "million.png"))
        browser.close()
    for path in paths:
        _squeeze(path)
        size = path.stat().st_size
        print(f"{path} {size / 1000:.0f} kB" + (" – larger than a README should carry" if size > LARGEST else ""))


if __name__ == "__main__":
    run(sys.argv[1:])
