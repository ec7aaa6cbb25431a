"""A report as the body of a request: shape here, content on the ingest floor."""

from datetime import UTC, datetime

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from app.errors import BadInput
from app.ingest.text import report_from_text
from app.model.report import Report
from app.web.links import JSON


class Submission(BaseModel):
    """The body of POST /reports and POST /geoparse."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    language: str | None = None


async def read_submission(request: Request) -> Report:
    """Make a report of a request's body.

    Raises:
        BadInput: the body is no JSON object of the right members, or its text is no report; the message says what to send.
        TooLarge: there is too much of it.
    """
    # a form of another site can send neither this type nor this shape
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise BadInput("The body must be JSON, with the header 'Content-Type: application/json'.")
    sent = _submission(await request.body())
    return report_from_text(
        sent.text,
        title=sent.title,
        publisher=sent.publisher,
        published_at=sent.published_at,
        url=sent.url,
        language=sent.language,
        retrieved_at=datetime.now(UTC).replace(microsecond=0),
    )


def _submission(body: bytes) -> Submission:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadInput("The body is not JSON in UTF-8.") from None
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise BadInput("The body must be a JSON object with the member text.")
    try:
        return Submission.model_validate(content)
    except ValidationError as error:
        wrong = {issue["loc"][0] for issue in error.errors(include_input=False)}
        known = [name for name in Submission.model_fields if name in wrong]
        lead = f"These members do not fit: {', '.join(known)}. " if known else ""
        raise BadInput(
            f"{lead}The members are: text, and if known title, publisher, published_at (YYYY-MM-DD), url (http or https), "
            "language (like en)."
        ) from None
