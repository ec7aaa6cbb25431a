"""Whether a denial denies that the strike happened, or only what others say of it (law 9).

"About 60 were killed and no civilian facility was hit" says that the strike happened and denies a detail. "It denied having carried out the
attack" denies the strike, whatever else the same side says of it.
"""

from collections.abc import Sequence

from app.events.parties import Vocabulary, speak_together
from app.events.traits import Traits
from app.model.claim import Claimant

_FAR, _SOONER = 300, 3
"""Nearness halves in so many characters, thrice as fast where the strike is told after its denial."""


def deniers(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[Traits]:
    """The claims of one event that deny that it happened: who says himself that it did only denies the detail that his denial names."""
    denied = [traits for traits in claims if traits.claim.modality == "denied"]
    tellers = [*dict.fromkeys(traits.claim.claimant for traits in claims if traits.claim.modality == "asserted")] if denied else []
    found = []
    for denial in denied:
        own = [teller for teller in tellers if _one_voice(denial.claim.claimant, teller, vocabulary)]
        if not own or (len(own) < len(tellers) and not _names_a_detail(denial)):
            found.append(denial)
    return found


def telling(claims: Sequence[Traits], denying: Sequence[Traits], vocabulary: Vocabulary) -> list[Traits]:
    """The claims that say that it happened, without those of who denies it: in one question a side has one answer."""
    deny = dict.fromkeys(denial.claim.claimant for denial in denying)
    asserted = [traits for traits in claims if traits.claim.modality == "asserted"]
    return [traits for traits in asserted if not any(_one_voice(traits.claim.claimant, denier, vocabulary) for denier in deny)]


def denied_details(claims: Sequence[Traits], vocabulary: Vocabulary) -> list[tuple[list[Traits], Traits]]:
    """What others say was hit, and the denial of it by somebody who says that the strike happened: the claims that say it, and the denial."""
    whole = deniers(claims, vocabulary)
    found = []
    for denial in claims:
        if denial.claim.modality != "denied" or denial in whole or not _names_a_detail(denial):
            continue
        said = [one for one in claims if one.claim.modality == "asserted" and one.labels & denial.labels and one.witness.own_labels]
        others = [one for one in said if not _one_voice(one.claim.claimant, denial.claim.claimant, vocabulary)]
        if others:
            found.append((others, denial))
    return found


def denies_what_is_told(denial: Traits, told: Traits, vocabulary: Vocabulary) -> bool:
    """Whether a denial names no place and no other day, beside a strike that the same report lets others tell: it can only be of that."""
    if denial.claim.report_id != told.claim.report_id or (denial.claim.modality, told.claim.modality) != ("denied", "asserted"):
        return False
    bare = not denial.placed and denial.days in (None, told.days)
    return bare and not _one_voice(denial.claim.claimant, told.claim.claimant, vocabulary)


def nearness(denial: Traits, told: Traits) -> float:
    """Up to 1 for the strike told last before the denial: of several it denies that one."""
    (start, end), denied_at = told.claim.quote_span, denial.claim.quote_span[0]
    apart = denied_at - end if denied_at >= end else _SOONER * (start - denied_at)
    return 1 / (1 + max(0, apart) / _FAR)


def _names_a_detail(denial: Traits) -> bool:
    """Whether the denial itself says what was not hit; the words for it may else be those of the claim that it answers."""
    return bool(denial.witness.own_labels)


def _one_voice(one: Claimant, other: Claimant, vocabulary: Vocabulary) -> bool:
    """Whether two speak for one side; nobody speaks for none."""
    return one.kind != "unattributed" and speak_together(one, other, vocabulary)
