"""Files of the page and of the base map: only those that were there at the start, by exact name."""

import mimetypes
import time
import zlib
from collections.abc import Iterable, Mapping
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.web.answers import coded_as, tag_of, unchanged, validators
from app.web.codings import CLOSEST, Coding, coding_of, packed

_TYPES = {
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2", ".gz")


class Assets:
    """One tree of files under one address; each is read, and packed, when it is first asked for, or ahead of that."""

    def __init__(self, given: Mapping[str, Path | bytes], ahead: Iterable[str] = ()) -> None:
        """List the files: ``given`` maps a prefix of the address (may be empty) to where its files lie, or a file's name to its bytes.

        Those ``ahead`` are packed by ``prepare``; who asks for one earlier gets it packed less closely, and need not wait.
        """
        directories = {prefix: where for prefix, where in given.items() if isinstance(where, Path)}
        self._made = {name: body for name, body in given.items() if isinstance(body, bytes)}
        self._ahead = tuple(ahead)
        self._waiting = set(self._ahead)
        self._started = time.time_ns()
        self._files = {
            f"{prefix}{path.relative_to(root).as_posix()}": path
            for prefix, root in directories.items()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".py", ".pyc")
        }
        self._read = lru_cache(maxsize=256)(self._load)

    async def serve(self, request: Request) -> Response:
        """GET one file by its ``path`` parameter."""
        name = request.path_params["path"]
        if name not in self._made and name not in self._files:
            raise NotFound("There is no such file.")
        path = self._files.get(name, Path(name))
        coding = "identity" if path.suffix in _PACKED_ALREADY else coding_of(request, CLOSEST)
        modified = self._modified(name)
        body, tag = await anyio.to_thread.run_sync(self._read, name, modified, coding, name not in self._waiting)
        headers = validators(tag) | {"vary": "Accept-Encoding", "last-modified": formatdate(modified // 10**9 + 1, usegmt=True)}
        if unchanged(request, headers):
            return Response(status_code=304, headers=headers)
        media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Response(body, headers=headers | coded_as(coding), media_type=media_type)

    def prepare(self) -> None:
        """Pack the files that are to be packed ahead, as browsers welcome them most."""
        for name in self._ahead:
            self._read(name, self._modified(name), CLOSEST[0], True)
            self._waiting.discard(name)

    def _modified(self, name: str) -> int:
        """When a file was last changed, in nanoseconds since 1970."""
        return self._started if name in self._made else self._files[name].stat().st_mtime_ns

    def _load(self, name: str, modified: int, coding: Coding, closely: bool) -> tuple[bytes, str]:
        body = self._made[name] if name in self._made else self._files[name].read_bytes()
        return packed(body, coding, kept=closely), tag_of(f"{zlib.crc32(body)}", f"{len(body)}", str(modified), coding, str(closely))
