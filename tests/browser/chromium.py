"""Headless Chromium from the system's packages, kept on this machine: it asks for nothing but what the tests serve."""

import os
from pathlib import Path

try:
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)
except ModuleNotFoundError:
    expect = None

EXECUTABLE = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOCAL = ("http://127.0.0.1:", "file://", "data:", "blob:", "about:")

DESKTOP = {"viewport": {"width": 1366, "height": 900}}
DARK = {**DESKTOP, "color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


def missing() -> str | None:
    """What stands in the way of a browser test, None where nothing does."""
    if expect is None:
        return "playwright is not installed"
    return None if EXECUTABLE.exists() else "chromium is not installed"


def required() -> bool:
    """Whether STRIKEMAP_REQUIRE names chromium, so that a test may not be skipped for want of it."""
    return "chromium" in os.environ.get("STRIKEMAP_REQUIRE", "").replace(",", " ").split()
