"""Large files of coded rows, cut into chunks that can be read alone: flat memory, and a place to go on from after a kill."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from app.errors import BadInput

Form = Literal["csv", "geojsonl", "geojson"]

CHUNK_LINES = 5_000
CHUNK_BYTES = 16 * 1024 * 1024
"""A chunk ends here even inside a quotation that never closes."""

Row = dict[str, Any]
"""A row's cells by column; of GeoJSON the properties, with ``lon`` and ``lat`` of a Point."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a file: its bytes, the lines before them, and where the file goes on; ``header`` and ``delimiter`` for CSV.

    ``end`` is a byte offset, of GeoJSON the number of features so far; ``seen`` is always bytes, for a progress bar.
    """

    form: Form
    data: bytes
    lines_before: int
    lines: int
    end: int
    seen: int
    header: tuple[str, ...] = ()
    delimiter: str = ","


def form_of(path: Path) -> Form:
    """What a file is, by its name and its first character."""
    suffix = path.suffix.lower()
    if suffix in (".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".geojsonseq"):
        return "geojsonl"
    with path.open("rb") as file:
        start = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n\x1e")
    if start.startswith(b"{"):
        return "geojson" if b'"FeatureCollection"' in start or suffix in (".geojson", ".json") else "geojsonl"
    return "csv"


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def chunks(path: Path, at: int = 0, lines: int = 0) -> Iterator[Chunk]:
    """The file in chunks, from byte ``at`` after ``lines`` lines on; raises BadInput for a file without a header or of another form."""
    form = form_of(path)
    if form == "geojson":
        yield from _features(path, lines)
        return
    with path.open("rb") as file:
        header, delimiter = _header(file.readline()) if form == "csv" else ((), ",")
        if at:
            file.seek(at)
        elif form == "csv":
            lines = 1
        else:
            file.seek(0)
        while data := _records(file, form):
            count = data.count(b"\n") + (not data.endswith(b"\n"))
            yield Chunk(form, data, lines, count, file.tell(), file.tell(), header, delimiter)
            lines += count


def rows(chunk: Chunk) -> Iterator[tuple[int, Row | str]]:
    """Each row of a chunk with its line; a message in the place of one that cannot be read."""
    if chunk.form == "csv":
        yield from _csv_rows(chunk)
        return
    for number, line in enumerate(chunk.data.split(b"\n"), start=chunk.lines_before + 1):
        content = line.strip(b" \t\r\x1e")
        if content:
            yield number, _feature_row(content)


def _records(file: io.BufferedReader, form: Form) -> bytes:
    """Whole lines up to a chunk's size; of CSV none that ends inside a quotation."""
    parts: list[bytes] = []
    size, quotes = 0, 0
    for line in file:
        parts.append(line)
        size += len(line)
        quotes += line.count(b'"') if form == "csv" else 0
        if (len(parts) >= CHUNK_LINES and quotes % 2 == 0) or size >= CHUNK_BYTES:
            break
    return b"".join(parts)


def _header(line: bytes) -> tuple[tuple[str, ...], str]:
    try:
        text = line.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise BadInput("The file is not UTF-8. Save it as CSV in UTF-8, GeoJSON or GeoJSON-Seq.") from None
    delimiter = max(",;\t", key=text.count)
    header = tuple(name.strip().lower().replace(" ", "_") for name in next(csv.reader([text], delimiter=delimiter), []))
    if len(header) < 2 or "\0" in text:
        raise BadInput("The file's first line is no CSV header of several columns. Give CSV in UTF-8, GeoJSON or GeoJSON-Seq.")
    return header, delimiter


def _csv_rows(chunk: Chunk) -> Iterator[tuple[int, Row | str]]:
    text = chunk.data.decode("utf-8", "surrogateescape").replace("\0", "\ufffd")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=chunk.delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield chunk.lines_before + reader.line_num, f"not CSV: {error}"
            continue
        number = chunk.lines_before + reader.line_num
        if len(cells) == len(chunk.header):
            yield number, dict(zip(chunk.header, cells, strict=True))
        elif cells:
            yield number, f"{len(cells)} cells where the header has {len(chunk.header)}"


def _feature_row(content: bytes) -> Row | str:
    try:
        feature = json.loads(content)
    except ValueError:
        return "not JSON"
    if not isinstance(feature, dict) or not isinstance(feature.get("properties", {}), dict | None):
        return "no GeoJSON feature"
    row: Row = {str(name).lower().replace(" ", "_"): value for name, value in (feature.get("properties") or {}).items()}
    if "id" in feature:
        row.setdefault("id", feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        position = geometry.get("coordinates")
        if not isinstance(position, list) or len(position) < 2:
            return "a Point without a position"
        row["lon"], row["lat"] = position[0], position[1]
    return row


def _features(path: Path, done: int) -> Iterator[Chunk]:
    """The features of a GeoJSON FeatureCollection as chunks of lines, one feature each, without holding the file in memory.

    Positions count features here, not bytes: to go on, those already read are read over.
    """
    decoder = json.JSONDecoder()
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig") as file:
        buffer = _to_features(file)
        batch: list[bytes] = []
        count = 0
        while True:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                break
            try:
                feature, end = decoder.raw_decode(buffer)
            except ValueError:
                more = file.read(1 << 20)
                if not more or len(buffer) > CHUNK_BYTES:
                    raise BadInput(f"The GeoJSON breaks off or is broken after feature {count}.") from None
                buffer += more
                continue
            buffer = buffer[end:]
            count += 1
            if count > done:
                batch.append(json.dumps(feature).encode())
            if len(batch) >= CHUNK_LINES:
                yield Chunk("geojsonl", b"\n".join(batch), count - len(batch), len(batch), count, raw.tell())
                batch = []
        if batch:
            yield Chunk("geojsonl", b"\n".join(batch), count - len(batch), len(batch), count, raw.tell())


def _to_features(file: io.TextIOWrapper) -> str:
    """Read up to the first feature of the collection."""
    buffer = ""
    while more := file.read(1 << 20):
        buffer += more
        found = buffer.find('"features"')
        start = buffer.find("[", found)
        if found >= 0 and start >= 0:
            return buffer[start + 1 :]
        if len(buffer) > CHUNK_BYTES:
            break
    raise BadInput("The file is no GeoJSON FeatureCollection.")
