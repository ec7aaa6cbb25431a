from app.features.unplaced import unplaced
from tests.features.made import claim, mention, place, reading, report


def test_each_reason_is_told_with_its_claim() -> None:
    source = report("Raids on Syria. Raids on Aldan. Raids on Nowhere. Raids.")
    claims = [
        claim(source, "Raids on Syria.", [mention(place("Syria", "country"))]),
        claim(source, "Raids on Aldan.", [mention(place("Aldan")), mention(place("Syria", "country"))]),
        claim(source, "Raids on Nowhere.", [mention(place("Aldan")), mention(None)]),
        claim(source, "Raids.", []),
        claim(source, "Raids on", [], modality="denied"),
    ]
    entries = unplaced(reading(source, claims))
    assert [(entry["quote"], entry["reason"], entry["country"]) for entry in entries] == [
        ("Raids on Syria.", "country", "Syria"),
        ("Raids on Nowhere.", "unresolved", None),
        ("Raids.", "no_place", None),
    ]
    assert all(entry["claimant"] == "residents" for entry in entries)
