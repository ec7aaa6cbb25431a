"""Files of the page and of the base map: only those that were there at the start, by exact name."""

import mimetypes
import zlib
from collections.abc import Mapping
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

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
    """One tree of files under one address; each is read, and packed, when it is first asked for."""

    def __init__(self, directories: Mapping[str, Path]) -> None:
        """List the files: ``directories`` maps a prefix of the address (may be empty) to where its files lie."""
        self._files = {
            f"{prefix}{path.relative_to(root).as_posix()}": path
            for prefix, root in directories.items()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".py", ".pyc")
        }
        self._read = lru_cache(maxsize=256)(self._load)

    async def serve(self, request: Request) -> Response:
        """GET one file by its ``path`` parameter."""
        path = self._files.get(request.path_params["path"])
        if path is None:
            raise NotFound("There is no such file.")
        coding = "identity" if path.suffix in _PACKED_ALREADY else coding_of(request, CLOSEST)
        modified = path.stat().st_mtime_ns
        body, tag = self._read(path, modified, coding)
        headers = validators(tag) | {"vary": "Accept-Encoding", "last-modified": formatdate(modified // 10**9 + 1, usegmt=True)}
        if unchanged(request, headers):
            return Response(status_code=304, headers=headers)
        media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Response(body, headers=headers | coded_as(coding), media_type=media_type)

    @staticmethod
    def _load(path: Path, modified: int, coding: Coding) -> tuple[bytes, str]:
        body = path.read_bytes()
        return packed(body, coding, kept=True), tag_of(f"{zlib.crc32(body)}", f"{len(body)}", str(modified), coding)
