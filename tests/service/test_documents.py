"""What stands around the map says nothing in another's name."""

from app.model.claim import Claimant, Target
from app.model.standing import Dispute, Side
from app.service.documents import dispute_record
from tests.features.made import claim, report

TEXT = "Turkey said homes were hit. Anadolu said mosques were hit. Russia said rebels were hit. Turkey said schools were hit."


def test_whoever_speaks_for_the_same_side_keeps_their_own_words() -> None:
    source = report(TEXT)
    told = [
        claim(source, f"{name} said {label} were hit", claimant=Claimant(name, "state_third_party"), target=Target((label,), None))
        for name, label in (("Turkey", "homes"), ("Anadolu", "mosques"), ("Russia", "rebels"), ("Turkey", "schools"))
    ]
    record = dispute_record(Dispute("who was hit", source.id, (Side((told[0], told[1], told[3])), Side((told[2],)))), TEXT)
    assert [(line["claimant"], line["labels"]) for line in record["sides"]] == [
        ("Turkey", ["homes", "schools"]),
        ("Anadolu", ["mosques"]),
        ("Russia", ["rebels"]),
    ]
    quotes = [line["quote"] for line in record["sides"]]
    assert quotes == ["Turkey said homes were hit", "Anadolu said mosques were hit", "Russia said rebels were hit"]
