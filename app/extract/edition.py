"""Which rules and vocabulary read a report, as a word: a rebuild reads again what another edition read."""

import hashlib
from importlib import resources


def edition() -> str:
    """Hash the code and the lexicons of this floor, in hexadecimal; the same files give the same word on every machine."""
    floor = resources.files("app.extract")
    digest = hashlib.sha256()
    for folder, ending in ((floor, ".py"), (floor.joinpath("phrases"), ".py"), (floor.joinpath("lexicon"), ".csv")):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
