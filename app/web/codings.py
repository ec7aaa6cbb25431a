"""Content codings of answers: zstd, br and gzip, by what the client weighs them (RFC 9110 section 12.5.3)."""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, Protocol

import brotli
import zstandard
from starlette.requests import Request

from app.errors import NotAcceptable
from app.web.negotiation import weights

Coding = Literal["zstd", "br", "gzip", "identity"]

QUICKEST: tuple[Coding, ...] = ("zstd", "br", "gzip", "identity")
"""Which of equally welcome codings is taken for what is packed for one answer: zstd costs a seventh of gzip and packs closer."""

CLOSEST: tuple[Coding, ...] = ("br", "zstd", "gzip", "identity")
"""Which is taken for what is packed once and kept."""

_ALIASES = {"x-gzip": "gzip"}
_LEVELS = {"zstd": (3, 19), "br": (4, 10), "gzip": (5, 9)}
"""How hard each tries: for one answer, and for what is kept (brotli's eleventh takes the first reader three times as long for 3 % less)."""


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Brotli:
    """Brotli under the names that the other two have."""

    def __init__(self, level: int) -> None:
        self._made = brotli.Compressor(quality=level)

    def compress(self, data: bytes, /) -> bytes:
        return bytes(self._made.process(data))

    def flush(self) -> bytes:
        return bytes(self._made.finish())


def coding_of(request: Request, preferred: tuple[Coding, ...] = QUICKEST) -> Coding:
    """Choose the coding that the client welcomes most; nothing is packed for one that does not ask for it.

    Raises:
        NotAcceptable: the client refuses the plain form too, and takes none of the codings.
    """
    header = request.headers.get("accept-encoding")
    return "identity" if header is None else _chosen(header, preferred)


@lru_cache(maxsize=256)
def _chosen(header: str, preferred: tuple[Coding, ...]) -> Coding:
    held = {_ALIASES.get(name, name): quality for name, quality in weights(header)}
    any_other = held.get("*", 0.0)
    # what is not named is taken only unpacked, unless a star says otherwise
    welcome: dict[Coding, float] = {coding: held.get(coding, any_other) for coding in preferred if coding != "identity"}
    welcome["identity"] = held.get("identity", 0.0 if held.get("*") == 0.0 else 0.001)
    best = max(preferred, key=lambda coding: welcome[coding])
    if welcome[best] <= 0:
        raise NotAcceptable("Accept-Encoding leaves no form that is served: take zstd, br, gzip or identity.")
    return best


def packed(body: bytes, coding: Coding, *, kept: bool = False) -> bytes:
    """Pack a body; the same bytes for the same body, so that its tag stays strong."""
    if coding == "identity":
        return body
    level = _LEVELS[coding][kept]
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=level).compress(body)
    if coding == "br":
        return bytes(brotli.compress(body, quality=level))
    packer = _packer(coding, level)
    return packer.compress(body) + packer.flush()


def packed_stream(pieces: Iterable[bytes], coding: Coding) -> Iterator[bytes]:
    """Pack a body that is made piece by piece, in flat memory."""
    if coding == "identity":
        yield from pieces
        return
    packer = _packer(coding, _LEVELS[coding][False])
    for piece in pieces:
        if out := packer.compress(piece):
            yield out
    yield packer.flush()


def _packer(coding: Coding, level: int) -> _Packer:
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=level).compressobj()
    if coding == "br":
        return _Brotli(level)
    return zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
