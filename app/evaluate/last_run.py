"""The last measurement on the frozen half of the corpus, committed beside the code it measured."""

import json
from importlib import resources
from typing import Any

FILE = "last_run.json"


def last_run() -> dict[str, Any]:
    """Read ``{"date", "version", "corpus", "figures"}``; ``figures`` is what ``evaluate`` returns, without its confusions' texts."""
    return json.loads(resources.files("app.evaluate").joinpath(FILE).read_text(encoding="utf-8"))  # type: ignore[no-any-return]
