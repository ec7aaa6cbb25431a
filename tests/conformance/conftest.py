"""The client of the tests of the web floor."""

from tests.web.conftest import client, service, start

__all__ = ["client", "service", "start"]
