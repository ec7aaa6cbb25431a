"""The columns of every collection, in served order: the single truth for schemas, queryables, GeoJSON, CSV and the store."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import get_args

from app.model.coded import CodedRow
from app.model.codes import Unit
from app.model.feature import CollectionId, Column, ColumnType, Scalar

NOT_A_TRACK = "as claimed, not a track"
"""What every strike line says of itself (law 10)."""


_SEVERAL = {
    **dict.fromkeys(("attacker", "supporting", "target_label", "quantity_text", "claim_ids", "contains", "names"), "; "),
    **dict.fromkeys(("places_text", "origins_text", "bases_text", "not_on_map"), "; "),
    "roles": ",",
}
"""The columns that may hold several labels, with what stands between them."""


def _columns(rows: Sequence[tuple[str, ColumnType, str, str]]) -> tuple[Column, ...]:
    return tuple(Column(*row, separator=_SEVERAL.get(row[0])) for row in rows)


_SPEAKER = _columns(
    [
        ("claimant", "string", "Claimant", "Who says so: the body, not its spokesman"),
        ("claimant_kind", "string", "Kind of claimant", "Belligerent or third state, armed group, monitor, media, UN body, official or no one"),
        ("verb", "string", "Verb", "How the report hands the claim on, as printed"),
        ("quote", "string", "Quote", "The words of the report that make the claim"),
        ("via", "string", "Via", "Another source that relays the claimant"),
    ]
)

_STRIKE = _columns(
    [
        ("attacker", "string", "Attacker", "Who is said to have struck; several joined by '; '"),
        ("action", "string", "Action", "What is said to have been done"),
        ("weapon", "string", "Weapon code", "Code of the weapon, null where not stated"),
        ("platform", "string", "Platform", "Aircraft, ship or launcher as said"),
        ("acled_event_type", "string", "ACLED event type", "Derived from weapon and platform"),
        ("acled_sub_event_type", "string", "ACLED sub-event type", "Derived from weapon and platform"),
        ("target_label", "string", "Target as said", "What is said to have been hit, in the claimant's words; several joined by '; '"),
        ("target_class", "string", "Target class", "One class for what was hit, null where not stated"),
        ("quantity_text", "string", "Quantities as said", "Numbers of the whole claim as printed, with their units; never to be summed over places"),
    ]
)

_WHEN = _columns(
    [
        ("date_start", "date", "First day", "First day of the strike, null where not known"),
        ("date_end", "date", "Last day", "Last day of the strike, inclusive"),
        ("date_prec", "integer", "Date precision", "UCDP GED: 1 exact day, 2 two to six days, 3 a week, 4 a month, 5 longer"),
        ("date_text", "string", "Date as said", "The expression of time as printed"),
    ]
)

_STANDING = _columns(
    [
        ("status", "string", "Status", "declared, single_source, corroborated or contested (after Airwars)"),
        ("independent_sources", "integer", "Independent sources", "Sources that are neither the striker nor unattributed"),
        ("disputed_by_n", "integer", "Disputed by", "How many other sides say something else"),
        ("review_state", "string", "Review state", "machine, accepted or corrected; null for rows of coded data sets"),
        ("reviewed_by", "string", "Reviewed by", "Who reviewed it, null for machine-read"),
    ]
)

_SOURCE = _columns(
    [
        ("publisher", "string", "Publisher", "Who published the report"),
        ("title", "string", "Title", "Title of the report"),
        ("url", "string", "URL", "Address of the report"),
        ("published_at", "date", "Published", "Day of publication"),
    ]
)

_KEYS = _columns(
    [
        ("claim_id", "string", "Claim", "Id of the claim it belongs to"),
        ("event_id", "string", "Event", "Id of the event it belongs to, null while ungrouped"),
        ("report_id", "string", "Report", "Id of the report it was read in"),
    ]
)

_MARK = (
    *_columns([("id", "string", "Id", "Claim, role and place")]),
    *_KEYS,
    *_columns(
        [
            ("role", "string", "Role", "launch_origin, base or reported_target"),
            ("link", "string", "Link", "stated in the claim, or inferred from the rest of the report"),
            ("place_name", "string", "Place", "Name of the place in the gazetteer"),
            ("place_id", "string", "Place id", "Id of the place in the gazetteer, source:key"),
            ("place_kind", "string", "Kind of place", "settlement, province, sea and so on"),
            ("country", "string", "Country", "ISO 3166-1 alpha-2"),
            ("admin1", "string", "Province", "First-level division"),
            ("where_prec", "integer", "Place precision", "UCDP GED: 1 exact, 2 near, 3 district, 4 province, 5 region, 6 country, 7 sea or air"),
            ("geo_precision", "integer", "ACLED precision", "1 the place itself, 2 near it, 3 a larger region"),
            ("uncertainty_m", "number", "Uncertainty (m)", "How far off the drawn place may be, in metres"),
        ]
    ),
    *_SPEAKER,
    *_STRIKE,
    *_columns([("claim_places_n", "integer", "Places of the claim", "Marks of this role that share the claim and its quantities")]),
    *_WHEN,
    *_STANDING,
    *_SOURCE,
)

_LINE = (
    *_columns([("id", "string", "Id", "Claim, origin and target")]),
    *_KEYS,
    *_columns(
        [
            ("claim_ids", "string", "Claims", "The claims that the line joins; several joined by '; '"),
            ("link", "string", "Link", "stated: origin and target both stand in the claim; inferred: the whole report joins them"),
            ("note", "string", "Note", "What a line is not"),
            ("origin_name", "string", "From", "Name of the origin"),
            ("origin_id", "string", "From id", "Place id of the origin"),
            ("from_precision", "integer", "Precision of origin", "where_prec of the origin; the line starts at its representative point"),
            ("target_name", "string", "To", "Name of the reported target"),
            ("target_id", "string", "To id", "Place id of the reported target"),
            ("to_precision", "integer", "Precision of target", "where_prec of the target; the line ends at its representative point"),
        ]
    ),
    *_SPEAKER,
    *_STRIKE,
    *_WHEN,
    *_STANDING,
    *_SOURCE,
)


def _quantity_columns() -> tuple[Column, ...]:
    rows: list[tuple[str, ColumnType, str, str]] = []
    for unit in get_args(Unit):
        rows.append((f"{unit}_min", "integer", f"{unit}, at least", f"Least number of {unit} the claim states; null is not stated, 0 is stated"))
        rows.append((f"{unit}_max", "integer", f"{unit}, at most", f"Greatest number of {unit} the claim states; null is open"))
    return _columns(rows)


def _event_quantity_columns() -> tuple[Column, ...]:
    rows: list[tuple[str, ColumnType, str, str]] = []
    for unit in get_args(Unit):
        rows.append((f"{unit}_min", "integer", f"{unit}, least", f"Least number of {unit} that a claim states; never a sum; null is not stated"))
        rows.append((f"{unit}_max", "integer", f"{unit}, greatest", f"Greatest number of {unit} that a claim states; it may itself say 'at least'"))
    return _columns(rows)


_CLAIM = (
    *_columns(
        [
            ("id", "string", "Id", "Id of the claim; stays over rebuilds while its quote does"),
            ("event_id", "string", "Event", "Id of the event it belongs to, null while ungrouped"),
            ("report_id", "string", "Report", "Id of the report it was read in"),
            ("modality", "string", "Modality", "asserted, denied, threatened, planned, hypothetical or historical; only asserted claims make marks"),
        ]
    ),
    *_SPEAKER,
    *_columns(
        [
            ("form", "string", "Form", "direct, indirect, caption, headline or unattributed"),
            ("hedge", "string", "Hedge", "Hedging words as printed"),
            ("supporting", "string", "Supporting", "Who is said to have supported the attacker"),
            ("weapon_label", "string", "Weapon as said", "The weapon in the words of the report"),
        ]
    ),
    *_STRIKE,
    *_quantity_columns(),
    *_WHEN,
    *_columns(
        [
            ("places_text", "string", "Reported targets", "Target places as said, joined by '; '"),
            ("origins_text", "string", "Launch origins", "Origins as said, joined by '; '"),
            ("bases_text", "string", "Bases", "Bases as said, joined by '; '"),
            ("not_on_map", "string", "Not on the map", "Target places known only as a country or not resolved, joined by '; '"),
            ("contains", "string", "Contains", "Claims that this aggregate includes, joined by '; '"),
            ("also_n", "integer", "Further spans", "How many further passages repeat the claim"),
        ]
    ),
    *_STANDING,
    *_SOURCE,
    *_columns([("source_kind", "string", "Kind of source", "text, coded_row or example")]),
)

_EVENT = (
    *_columns(
        [
            ("id", "string", "Id", "e and the id of the claim that was told first; found by any of its claims' ids as well"),
            ("source_kind", "string", "Kind of source", "text or example"),
            ("modality", "string", "Modality", "asserted, or denied where nobody asserts it"),
            ("status", "string", "Status", "declared, single_source, corroborated or contested (after Airwars)"),
            ("independent_sources", "integer", "Independent sources", "Sources that are not of the striking side; copies of one text count once"),
            ("sources", "string", "Sources", "Their names, joined by '; '"),
            ("disputed_by_n", "integer", "Disputed by", "How many further positions there are on who struck, whom, or whether at all"),
            ("disagreements", "string", "Disagreements", "What its claims say differently: whether, who, what, how_many, where or when"),
            ("grading", "string", "Grading", "A reviewer's: confirmed, fair, weak, contested or discounted; null where nobody graded it"),
            ("graded_by", "string", "Graded by", "The reviewer"),
            ("claims_n", "integer", "Claims", "How many claims support it"),
            ("disputing_n", "integer", "Denials", "How many claims deny it"),
            ("reports_n", "integer", "Reports", "How many reports tell of it"),
            ("claim_ids", "string", "Claim ids", "Its claims, joined by '; '"),
            ("claimant", "string", "Claimant", "Who made the claim that was told first"),
            ("claimant_kind", "string", "Kind of claimant", "Belligerent or third state, armed group, monitor, media, UN body, official or no one"),
            ("verb", "string", "Verb", "How that claim is handed on, as printed"),
            ("quote", "string", "Quote", "The words of that claim"),
            ("attacker", "string", "Attacker", "Everybody who is said to have struck, joined by '; '"),
            ("weapon", "string", "Weapon code", "The code that the claims agree on; null where none is stated or they differ"),
            ("weapons", "string", "Weapon codes", "Every code that a claim states, joined by '; '"),
            ("target_label", "string", "Target as said", "What is said to have been hit, in the claimants' words, joined by '; '"),
            ("target_class", "string", "Target class", "The class that the claims agree on; null where none is stated or they differ"),
            ("target_classes", "string", "Target classes", "Every class that a claim states, joined by '; '"),
        ]
    ),
    *_event_quantity_columns(),
    *_columns(
        [
            ("date_start", "date", "First day", "First of the narrowest days that a claim gives, null where none does"),
            ("date_end", "date", "Last day", "Last of them, inclusive"),
            ("date_prec", "integer", "Date precision", "UCDP GED: 1 exact day, 2 two to six days, 3 a week, 4 a month, 5 longer"),
            ("place_name", "string", "Places", "Names of what is drawn, joined by '; '"),
            ("place_id", "string", "Place ids", "Their ids in the gazetteer, joined by '; '"),
            ("place_kind", "string", "Kinds of place", "settlement, province, sea and so on, joined by '; '"),
            ("country", "string", "Country", "ISO 3166-1 alpha-2, joined by '; '"),
            ("admin1", "string", "Province", "First-level division, joined by '; '"),
            ("where_prec", "integer", "Place precision", "UCDP GED's code, of the coarsest place drawn: 1 exact to 7 sea or air"),
            ("geo_precision", "integer", "ACLED precision", "1 the place itself, 2 near it, 3 a larger region"),
            ("uncertainty_m", "number", "Uncertainty (m)", "How far off the coarsest place drawn may be, in metres"),
            ("places_text", "string", "Reported targets", "Target places as said, joined by '; '"),
            ("not_on_map", "string", "Not on the map", "Target places known only as a country or not resolved, joined by '; '"),
        ]
    ),
)

_PLACE = _columns(
    [
        ("id", "string", "Id", "Id in the gazetteer, source:key"),
        ("name", "string", "Name", "Usual English name"),
        ("names", "string", "Other names", "Further names in any script, joined by '; '"),
        ("kind", "string", "Kind", "settlement, province, sea and so on"),
        ("country", "string", "Country", "ISO 3166-1 alpha-2"),
        ("admin1", "string", "Province", "First-level division"),
        ("roles", "string", "Roles", "What stored reports say of it: launch_origin, base, reported_target and so on, joined by ','"),
        ("claims_n", "integer", "Claims", "How many stored claims name it in a role"),
        ("reports_n", "integer", "Reports", "How many stored reports name it"),
        ("uncertainty_m", "number", "Uncertainty (m)", "What the source says of its own position"),
        ("source", "string", "Source", "Gazetteer source"),
        ("licence", "string", "Licence", "Licence of the source"),
        ("attribution", "string", "Attribution", "Whom to name when using it"),
    ]
)

_REPORT = _columns(
    [
        ("id", "string", "Id", "Hash of the normalised text"),
        ("title", "string", "Title", "Title of the report"),
        ("publisher", "string", "Publisher", "Who published it"),
        ("url", "string", "URL", "Its address"),
        ("published_at", "date", "Published", "Day of publication"),
        ("language", "string", "Language", "BCP 47, as given or found"),
        ("source_kind", "string", "Kind of source", "text, coded_row or example"),
        ("status", "string", "Status", "ok, no_strike, needs_date, language_not_supported or failed"),
        ("is_strike_report", "boolean", "Strike report", "Whether it reports a strike, null where that could not be asked"),
        ("claims_n", "integer", "Claims", "How many claims it holds"),
    ]
)

_CODED_FIELDS = frozenset(field.name for field in fields(CodedRow))

_CODED_ALWAYS: Mapping[str, Scalar] = {
    "modality": "asserted",
    "form": "unattributed",
    "role": "reported_target",
    "link": "stated",
    "claim_places_n": 1,
    "status": "single_source",
    "independent_sources": 1,
    "disputed_by_n": 0,
    "also_n": 0,
    "source_kind": "coded_row",
    "is_strike_report": True,
    "claims_n": 1,
}
"""What is the same for every row of every coded data set: it is one claim of one source, made by its coders."""

_CODED_AS = {"places_text": "place_name"}


def _with_coded(columns: Sequence[Column], always: Mapping[str, Scalar] = _CODED_ALWAYS) -> tuple[Column, ...]:
    """Say of each column how a row of a coded data set fills it."""
    filled = []
    for column in columns:
        source = _CODED_AS.get(column.name, column.name)
        coded = source if source in _CODED_FIELDS and column.name != "id" else None
        filled.append(replace(column, coded=coded, constant=None if coded else always.get(column.name)))
    return tuple(filled)


COLUMNS: Mapping[CollectionId, tuple[Column, ...]] = {
    "reported-targets": _with_coded(_MARK),
    "reported-target-areas": _MARK,
    "launch-origins": _MARK,
    "launch-origin-areas": _MARK,
    "bases": _MARK,
    "strike-lines": _LINE,
    "claims": _with_coded(_CLAIM),
    "events": _EVENT,
    "event-areas": _EVENT,
    "places": _PLACE,
    "reports": _with_coded(_REPORT, {**_CODED_ALWAYS, "status": "ok"}),
}
"""Every collection with its columns."""
