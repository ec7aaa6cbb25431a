import os
import subprocess
import sys
from pathlib import Path

MAKE = """
import hashlib
from app.events.dispute import disputes_of
from app.events.parties import load_vocabulary
from app.events.standing import standings
from app.features.reading import features_of
from app.model.claim import Claimant, Target
from app.store.rows import rendered
from tests.features.made import claim, mention, place, reading, report
source = report("Russia hit rebels in Aldan, Baran and the Orlan. Turkey says homes were hit there. Jets flew from the Sea.")
places = [mention(place(name, kind)) for name, kind in (("Aldan", "settlement"), ("Baran", "settlement"), ("Orlan", "province"))]
sea = mention(place("Sea", "sea"), "launch_origin", "inferred")
claims = [
    claim(source, "Russia hit rebels", [*places, sea], claimant=Claimant("Russia", "state_belligerent"), target=Target(("rebels",), "armed_group")),
    claim(source, "Turkey says homes were hit", [], claimant=Claimant("Turkey", "state_third_party"), target=Target(("homes",), "residential")),
]
vocabulary = load_vocabulary()
disputes = disputes_of(claims, vocabulary)
features = features_of(reading(source, claims), standings(claims, disputes, vocabulary))
print(len(features), hashlib.sha256(b"".join(map(rendered, features))).hexdigest(), repr(disputes))
"""


def test_law_7_features_are_the_same_bytes_whatever_the_hash_seed() -> None:
    outputs = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        outputs.add(subprocess.run([sys.executable, "-c", MAKE], env=environment, capture_output=True, check=True, timeout=60, text=True).stdout)
    (output,) = outputs
    assert int(output.split()[0]) > 10
