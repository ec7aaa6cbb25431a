"""Which rules and vocabulary read a report, as a word: a rebuild reads again what another edition read."""

import hashlib
from importlib import resources


def edition(package: str = "app.extract") -> str:
    """Hash the code and the lexicons of a floor, in hexadecimal; the same files give the same word on every machine."""
    floor = resources.files(package)
    digest = hashlib.sha256()
    for folder, ending in ((floor, ".py"), (floor.joinpath("phrases"), ".py"), (floor.joinpath("lexicon"), ".csv")):
        for file in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda entry: entry.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
