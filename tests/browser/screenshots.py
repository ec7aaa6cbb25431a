"""Pictures of the page for the README: ``python -m tests.browser.screenshots [ADDRESS] [DIRECTORY]``.

Without an address it serves the EXAMPLE report itself, from a store that is thrown away.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app import main
from app.ingest.example import example_report
from app.settings import Settings
from tests.browser import chromium
from tests.browser.serving import serving

DIRECTORY = Path(__file__).parents[2] / "docs" / "img"
VIEWS = {"desktop": chromium.DESKTOP, "dark": chromium.DARK, "phone": chromium.PHONE}
LARGEST = 300_000


def shoot(address: str, directory: Path) -> list[Path]:
    """Take every view of the page at this address; returns the files."""
    directory.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.EXECUTABLE), args=list(chromium.ARGUMENTS))
        paths = [_view(browser, address, options, directory / f"{name}.png") for name, options in VIEWS.items()]
        paths += [_popup(browser, address, directory / "popup.png"), _print(browser, address, directory / "print.png")]
        browser.close()
    return paths


def _view(browser: Browser, address: str, options: dict[str, object], path: Path) -> Path:
    page = browser.new_page(**options)
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.screenshot(path=path)
    page.close()
    return path


def _popup(browser: Browser, address: str, path: Path) -> Path:
    page = browser.new_page(**chromium.DESKTOP, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.locator(".mark").first.focus()
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


def _squeeze(path: Path) -> None:
    """Fewer colours where pngquant is there (Debian: pngquant); a map has few."""
    program = shutil.which("pngquant")
    if program:
        subprocess.run([program, "--force", "--skip-if-larger", "--strip", "--output", str(path), "128", str(path)], check=False)


@contextmanager
def _example() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(data_dir=Path(directory), cache_dir=Settings.from_environment().cache_dir)
        service = main.build_service(settings)
        service.submit(example_report())
        with serving(main.create_app(settings, service)) as address:
            yield address
        service.close()


def run(arguments: list[str]) -> None:
    """Take the pictures and say how large each is."""
    directory = Path(arguments[1]) if len(arguments) > 1 else DIRECTORY
    if arguments:
        paths = shoot(arguments[0], directory)
    else:
        with _example() as address:
            paths = shoot(address, directory)
    for path in paths:
        _squeeze(path)
        size = path.stat().st_size
        print(f"{path} {size / 1000:.0f} kB" + (" – larger than a README should carry" if size > LARGEST else ""))


if __name__ == "__main__":
    run(sys.argv[1:])
