"""Events as rows shaped like those of ACLED, UCDP GED and Airwars, with ``export_notes`` for what each shape cannot carry.

A cell is left empty where we have nothing that means what the column means there: no code is made up, an area gets no point (law 3), what is
not stated is never 0 (law 4), and no numbers are added (law 2).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.formats.csv import disarmed

Shape = Literal["acled", "ucdp-ged", "airwars"]

NOTES = "export_notes"

COLUMNS: Mapping[Shape, tuple[str, ...]] = {
    "acled": (
        *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1"),
        *("inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2"),
        *("admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
    ),
    "ucdp-ged": (
        *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name"),
        *("dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b"),
        *("number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec"),
        *("where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id"),
        *("region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
        *("best", "high", "low", "gwnoa", "gwnob"),
    ),
    "airwars": (
        *("permalink", "code", "date_type", "date", "date_end", "country_name", "location_name", "region", "strike_type_name"),
        *("targeted_belligerent_name", "total_strikes", "civilian_harm_reported", "civilian_harm_status_name", "geolocated", "latitude"),
        *("longitude", "geolocation_accuracy_name", "civilian_non_combatants_killed_min", "civilian_non_combatants_killed_max"),
        *("civilian_non_combatants_injured_min", "civilian_non_combatants_injured_max", "children_killed_min", "children_killed_max"),
        *("persons_directly_participating_in_hostilities_killed_min", "persons_directly_participating_in_hostilities_killed_max"),
        *("summary", "belligerent_1_belligerent_name"),
    ),
}
"""The columns of the data sets, in their order.

* ACLED: all 31 columns of its event files since 20 March 2023, when ``disorder_type``, ``civilian_targeting`` and ``tags`` came and
  ``data_id``, ``event_id_no_cnty`` and ``iso3`` went (ACLED, "Guide to 2023 ACLED column changes"; ACLED Codebook of 2023, "Data columns at
  a glance", "Event types and sub-event types", "Event time" for ``time_precision``, "Event geography" for ``geo_precision``).
* UCDP GED: all 49 columns of its csv files as release 23.1 and the candidate releases of 2024 have them (UCDP GED Codebook version 23.1, the list
  of variables; ``where_prec`` 1-7 and ``date_prec`` 1-5 as there).
* Airwars: those of its incident export (``airwars_export_incidents_spreadsheet`` and ``airwars_update_summary_tables`` in the published
  source of its site, 2025) that say something of a strike; the others are its editors' own (sign-offs, hashes, counts of media and victims).
"""


_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}
"""ACLED's time_precision (day, week, month) by UCDP GED's date_prec."""

_STRIKE_TYPES = {"artillery": "Artillery", "rocket": "Artillery", "mortar": "Artillery", "drone_strike": "Drone Strike"}


@dataclass(frozen=True, slots=True)
class Told:
    """One event with all there is to it: its columns and geometry, the columns of its claims, its document, and names of countries by code."""

    event: Mapping[str, Any]
    geometry: Mapping[str, Any] | None
    claims: Sequence[Mapping[str, Any]]
    record: Mapping[str, Any]
    countries: Mapping[str, str]

    def range(self, unit: str, of: str | None = None) -> tuple[int | None, int | None]:
        """The range of a unit, in all or of one kind; None where no claim states it."""
        found = [one for one in self.record["quantities"] if one["unit"] == unit and one["of"] == of]
        return (found[0]["min"], found[0]["max"]) if found else (None, None)

    def is_open(self, unit: str) -> bool:
        """Whether the greatest number of a unit in all is one that may be more."""
        return any(one["open"] for one in self.record["quantities"] if one["unit"] == unit and one["of"] is None)

    def joined(self, name: str) -> str:
        """What the claims say in a column, each once."""
        return "; ".join(dict.fromkeys(str(claim[name]) for claim in self.claims if claim.get(name)))

    @property
    def position(self) -> tuple[float | None, float | None]:
        """Latitude and longitude of an event with one place; several places, or an area, have none."""
        if self.geometry is None or self.geometry["type"] != "Point":
            return None, None
        longitude, latitude = self.geometry["coordinates"][:2]
        return latitude, longitude

    @property
    def country(self) -> str:
        """Names of its countries."""
        return "; ".join(self.countries.get(code, code) for code in str(self.event["country"] or "").split("; ") if code)

    @property
    def quotes(self) -> str:
        """Who says what, in their words."""
        return " ".join(f"{claim['claimant']} {'denied' if claim['modality'] == 'denied' else 'said'}: “{claim['quote']}”" for claim in self.claims)


def table(shape: Shape, events: Iterable[Told]) -> Iterator[str]:
    """The rows as CSV, one event each; texts that a spreadsheet would run as formulas are disarmed."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, (*COLUMNS[shape], NOTES), restval="", lineterminator="\n")
    writer.writeheader()
    for told in events:
        row = _ROWS[shape](told) | {NOTES: notes(shape, told)}
        writer.writerow({name: "" if value is None else disarmed(value) for name, value in row.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def notes(shape: Shape, told: Told) -> str:
    """What the shape cannot carry of an event, in sentences."""
    event = told.event
    said = [f"Status: {event['status'].replace('_', ' ')}; independent sources: {event['independent_sources']}. Reported, not verified."]
    origins = told.joined("origins_text")
    said.append(f"Said to be launched from {origins}; the shape has no origin." if origins else "No launch origin stated.")
    for differ in told.record["disagreements"]:
        sides = " / ".join(side["value"] for side in differ["positions"])
        said.append(f"Disputed, {differ['field'].replace('_', ' ')}{' ' + differ['unit'] if differ['unit'] else ''}: {sides}.")
    low, high = told.range("killed")
    if low is None:
        said.append("Deaths in all not stated: left empty, which is not 0.")
    elif low == high:
        said.append("0 deaths is stated." if low == 0 else "One number of deaths is stated.")
    else:
        said.append(f"Deaths {low} to {high}{' or more' if told.is_open('killed') else ''} over its claims, never added.")
    said += _place_notes(told) + _day_notes(told)
    said.append(_OWN_CODES[shape])
    return " ".join(said)


_OWN_CODES: Mapping[Shape, str] = {
    "acled": "Actors are as said; actor types, interaction and second actors are ACLED's to code. fatalities is the least stated number.",
    "ucdp-ged": "Conflicts, dyads, sides and the best estimate are UCDP's to code; low and high are the least and greatest stated numbers.",
    "airwars": "Only numbers said to be of civilians, children or combatants are given as such; the status of civilian harm is Airwars' to assess.",
}


def _place_notes(told: Told) -> list[str]:
    if told.geometry is None:
        return [f"Not on the map: {told.event['not_on_map'] or 'no place named'}."]
    if told.geometry["type"] == "MultiPoint":
        return [f"Several places ({told.event['place_name']}): no single point is given, for its numbers are of all of them."]
    if told.geometry["type"] != "Point":
        return [f"Known only as an area ({told.event['place_name']}): no point is given."]
    return []


def _day_notes(told: Told) -> list[str]:
    start, end = told.event["date_start"], told.event["date_end"]
    if not start:
        return ["The day is not stated."]
    return [f"From {start} to {end}."] if start != end else []


def _acled(told: Told) -> dict[str, Any]:
    event, (latitude, longitude) = told.event, told.position
    civilians = "Civilian targeting" if event["target_class"] == "civilians" else None
    return {
        "event_id_cnty": event["id"],
        "event_date": event["date_start"],
        "year": (event["date_start"] or "")[:4],
        "time_precision": _TIME_PRECISION.get(event["date_prec"]),
        "disorder_type": "Political violence",
        "event_type": _agreed(told, "acled_event_type"),
        "sub_event_type": _agreed(told, "acled_sub_event_type"),
        "actor1": event["attacker"],
        "civilian_targeting": civilians,
        "country": told.country,
        "admin1": event["admin1"],
        "location": event["place_name"] if latitude is not None else None,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": event["geo_precision"] if latitude is not None else None,
        "source": told.joined("publisher"),
        "notes": told.quotes,
        "fatalities": told.range("killed")[0],
    }


def _ucdp_ged(told: Told) -> dict[str, Any]:
    event, (latitude, longitude) = told.event, told.position
    low, high = told.range("killed")
    civilians = told.range("killed", "civilian")
    published = sorted(str(claim["published_at"]) for claim in told.claims if claim["published_at"])
    return {
        "id": event["id"],
        "year": (event["date_start"] or "")[:4],
        "number_of_sources": event["reports_n"],
        "source_article": "; ".join(dict.fromkeys(map(_article, told.claims))),
        "source_office": told.joined("publisher"),
        "source_date": published[0] if published else None,
        "source_headline": told.joined("title"),
        "source_original": told.joined("claimant"),
        "where_prec": event["where_prec"],
        "where_coordinates": event["place_name"],
        "where_description": event["places_text"],
        "adm_1": event["admin1"],
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if latitude is not None else None,
        "country": told.country,
        "date_prec": event["date_prec"],
        "date_start": event["date_start"],
        "date_end": event["date_end"],
        "deaths_civilians": civilians[0] if civilians[0] == civilians[1] else None,
        "high": high,
        "low": low,
    }


def _article(claim: Mapping[str, Any]) -> str:
    """A source as UCDP GED writes it: name, date and headline."""
    return ",".join(str(claim[name] or "") for name in ("publisher", "published_at", "title"))


def _airwars(told: Told) -> dict[str, Any]:
    event, (latitude, longitude) = told.event, told.position
    killed, injured, children = told.range("killed", "civilian"), told.range("injured", "civilian"), told.range("killed", "child")
    fighters, (fewest, most) = told.range("killed", "combatant"), told.range("strikes")
    several = event["date_start"] != event["date_end"]
    return {
        "permalink": told.joined("url"),
        "code": event["id"],
        "date_type": None if not event["date_start"] else "date_range" if several else "single_date",
        "date": event["date_start"],
        "date_end": event["date_end"] if several else None,
        "country_name": told.country,
        "location_name": event["place_name"],
        "region": event["admin1"],
        "strike_type_name": None if event["weapon"] is None else _STRIKE_TYPES.get(event["weapon"], "Airstrike"),
        "total_strikes": fewest if fewest == most else None,
        "geolocated": int(latitude is not None),
        "latitude": latitude,
        "longitude": longitude,
        "civilian_non_combatants_killed_min": killed[0],
        "civilian_non_combatants_killed_max": killed[1],
        "civilian_non_combatants_injured_min": injured[0],
        "civilian_non_combatants_injured_max": injured[1],
        "children_killed_min": children[0],
        "children_killed_max": children[1],
        "persons_directly_participating_in_hostilities_killed_min": fighters[0],
        "persons_directly_participating_in_hostilities_killed_max": fighters[1],
        "summary": told.quotes,
        "belligerent_1_belligerent_name": event["attacker"],
    }


def _agreed(told: Told, name: str) -> str | None:
    """What all claims that state it agree on."""
    values = {claim[name] for claim in told.claims if claim.get(name)}
    return values.pop() if len(values) == 1 else None


_ROWS: Mapping[Shape, Callable[[Told], dict[str, Any]]] = {"acled": _acled, "ucdp-ged": _ucdp_ged, "airwars": _airwars}
