"""Files of the page and of the base map: only those that were there at the start, by exact name."""

import mimetypes
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.web.answers import gzip, matches, tag_of, validators
from app.web.negotiation import accepts_gzip

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
        packed = accepts_gzip(request) and path.suffix not in _PACKED_ALREADY
        body, tag = self._read(path, path.stat().st_mtime_ns, packed)
        headers = validators(tag) | {"vary": "Accept-Encoding"}
        if matches(request, tag):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["content-encoding"] = "gzip"
        media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Response(body, headers=headers, media_type=media_type)

    @staticmethod
    def _load(path: Path, modified: int, packed: bool) -> tuple[bytes, str]:
        body = path.read_bytes()
        return gzip(body, 9) if packed else body, tag_of(f"{zlib.crc32(body)}", f"{len(body)}", str(modified), "gzip" if packed else "")
