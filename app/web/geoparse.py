"""A text in, its place names out; nothing is kept."""

from starlette.requests import Request
from starlette.responses import Response

from app.formats.extraction import toponym_record
from app.web.dump import dump
from app.web.links import JSON
from app.web.origin import refuse_elsewhere
from app.web.site import site_of
from app.web.submission import read_submission


async def geoparse(request: Request) -> Response:
    """POST /geoparse: the same body as POST /reports; toponyms as the batch form of ``strikemap extract`` has them."""
    refuse_elsewhere(request)
    site = site_of(request)
    report = await read_submission(request)
    reading = await site.run(lambda: site.service.read(report))
    document = {"status": reading.status, "toponyms": [toponym_record(toponym) for toponym in reading.toponyms]}
    return Response(dump(document), headers={"cache-control": "no-store"}, media_type=JSON)
