"""What the extractor promises, rule by rule, on sentences of our own; place names are handed in, so no gazetteer is needed."""

from datetime import date

import pytest

from app.extract.extractor import is_strike_report
from app.model.claim import Claim
from tests.extract.conftest import Read


def struck(claim: Claim) -> set[str]:
    return {m.toponym.surface for m in claim.mentions if m.role == "reported_target"}


def roles(claim: Claim) -> dict[str, str]:
    return {m.toponym.surface: m.role for m in claim.mentions}


def only(claims: list[Claim]) -> Claim:
    assert len(claims) == 1, [c.spans for c in claims]
    return claims[0]


def test_a_plain_sentence_gives_one_whole_claim(read: Read) -> None:
    text = "Russian warplanes hit the town of Marran on Wednesday, killing at least 12 people, the Syrian Observatory for Human Rights said."
    claim = only(read(text))
    assert claim.claimant.name == "Syrian Observatory for Human Rights"
    assert claim.claimant.kind == "monitor"
    assert [a.name for a in claim.actors] == ["Russia"]
    assert claim.weapon is not None and claim.weapon.code == "air_strike"
    assert struck(claim) == {"Marran"}
    assert claim.when is not None and (claim.when.start, claim.when.end) == (date(2019, 3, 13), date(2019, 3, 13))
    assert [(q.unit, q.min, q.qualifier) for q in claim.quantities] == [("killed", 12, "at_least")]
    assert claim.modality == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Pilots went on strike at Marran airport on Monday, the union said.",
        "Lightning struck a barn near Marran and killed two cows.",
        "A car bomb killed five people in Marran, police said.",
        "The army took the village of Marran after heavy clashes.",
        "The ministry said it had test-fired a ballistic missile over the Black Sea.",
        "The two sides struck a deal in Marran on Friday.",
        "Our striker hit the bar twice and the coach was delighted with the season.",
        "They bombarded us with figures, the union's secretary said of the talks on wages.",
        "Output hit 13 million barrels a day in Marran.",
        "Air defences shot down nine drones over Marran, the governor said.",
        "Islamic State's attack on Marran was repelled by the army.",
        "Two people died when a trainer jet crashed near Marran.",
        "",
    ],
)
def test_no_claim_where_nothing_was_struck(read: Read, text: str) -> None:
    assert not is_strike_report(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to Reuters, jets bombed Marran on Friday.", "Reuters"),
        ('"Two rockets hit Marran," said Turkey\'s defence ministry.', "Turkish defence ministry"),
        ("Jets bombed Marran on Friday, reports say.", "reports"),
        ("The Russian military says it bombed Marran on Friday.", "Russian military"),
        ("Jets bombed Marran on Friday.", "unattributed"),
    ],
)
def test_the_claimant_is_whoever_the_sentence_makes_speak(read: Read, text: str, name: str) -> None:
    assert only(read(text)).claimant.name == name


def test_a_relaying_agency_is_via(read: Read) -> None:
    claim = only(read("A military source told SANA that Israeli jets had bombed Marran."))
    assert claim.claimant.name == "military source"
    assert claim.via == "SANA"


def test_nobody_named_is_unattributed_with_the_outlet_as_via(read: Read) -> None:
    claim = only(read("Jets bombed Marran on Friday.", publisher="The Daily Wire"))
    assert (claim.claimant.kind, claim.via) == ("unattributed", "The Daily Wire")


def test_a_party_that_publishes_answers_for_its_own_communique(read: Read) -> None:
    claim = only(read("Coalition jets struck Marran on Friday.", publisher="US Central Command"))
    assert claim.claimant.name == "US Central Command"


def test_it_goes_back_to_the_speaker(read: Read) -> None:
    claims = read("The Russian defence ministry held a briefing. It said it had fired 12 cruise missiles at Marran.")
    assert "Russia" in only(claims).claimant.name
    assert [a.name for a in claims[0].actors] == ["Russia"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army denied that it had bombed Marran.", "denied"),
        ("Russia will bomb Marran, the general said.", "planned"),
        ("Israel threatened to bomb Marran.", "threatened"),
        ("If jets bomb Marran, thousands will flee.", "hypothetical"),
        ("Russia has been bombing Marran since September 2015.", "historical"),
        ("Jets bombed Marran in March 2016.", "historical"),
    ],
)
def test_wording_decides_the_modality(read: Read, text: str, modality: str) -> None:
    assert {c.modality for c in read(text)} == {modality}


def test_origin_and_target_are_told_apart(read: Read) -> None:
    claim = only(read("Warships fired 18 cruise missiles from the Black Sea at Marran and Qasr on Friday, Russia said."))
    assert roles(claim)["Black Sea"] == "launch_origin"
    assert struck(claim) == {"Marran", "Qasr"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb released by a Su-34 flying over Qasr hit Marran, officials said.", {"Qasr": "launch_origin", "Marran": "reported_target"}),
        ("Rockets hit Marran, fired by troops stationed in Qasr, activists said.", {"Marran": "reported_target", "Qasr": "launch_origin"}),
        ("They blamed Syrian howitzers posted near Qasr for the shelling of Marran.", {"Qasr": "launch_origin", "Marran": "reported_target"}),
        ("Russian bombers that had taken off at Hasna struck Marran, officials said.", {"Hasna": "launch_origin", "Marran": "reported_target"}),
        ("Russia launched missiles from the airspace over Dabra at Marran, it said.", {"Dabra": "launch_origin", "Marran": "reported_target"}),
        ("Jets bombed Marran, a suburb of Qasr, activists said.", {"Marran": "reported_target", "Qasr": "container"}),
        ("Jets struck Marran two weeks after gunmen killed six people in Qasr.", {"Marran": "reported_target", "Qasr": "context"}),
        ("A week after jets bombed a school in Qasr, shells hit Marran.", {"Qasr": "context", "Marran": "reported_target"}),
        ("Jets struck the outskirts of Marran and Qasr's port.", {"Marran": "reported_target", "Qasr": "reported_target"}),
        ("Drones struck the Marran oilfield and the Qasr plant.", {"Marran": "reported_target", "Qasr": "reported_target"}),
        ("Jets bombed the Marran crossing and the Qasr bridge.", {"Marran": "reported_target", "Qasr": "reported_target"}),
        ("Jets hit a school sheltering displaced people in Marran.", {"Marran": "reported_target"}),
        ("Jets struck what Qasr called a training camp in Marran.", {"Qasr": "claimant_seat", "Marran": "reported_target"}),
        ("Rockets were fired at Marran and sirens sounded in Qasr, the army said.", {"Marran": "reported_target", "Qasr": "context"}),
        ("Three missiles came in from the Black Sea and hit Marran, officials said.", {"Black Sea": "launch_origin", "Marran": "reported_target"}),
        ("A dozen rockets crossed from Qasr into Dabra, the army said.", {"Qasr": "launch_origin", "Dabra": "reported_target"}),
        ("Jets hit a house in Marran where men of the Qasr brigade met, it said.", {"Marran": "reported_target", "Qasr": "context"}),
        ("Jets violated the airspace over Qasr and bombed Marran, it said.", {"Qasr": "context", "Marran": "reported_target"}),
        ("Rebels shelled with mortars the regime-held town of Marran on Friday, it said.", {"Marran": "reported_target"}),
        (
            "Drones launched from Hasna in Syria's Dabra hit Marran.",
            {"Hasna": "launch_origin", "Syria": "container", "Dabra": "container", "Marran": "reported_target"},
        ),
        (
            "A drone hit the Marran oil refinery in Syria's Dabra on Friday.",
            {"Marran": "reported_target", "Syria": "container", "Dabra": "container"},
        ),
        ("Shells hit the Marran displacement camp in Qasr, medics said.", {"Marran": "reported_target", "Qasr": "container"}),
        ("They fired two anti-ship missiles into the Black Sea.", {"Black Sea": "reported_target"}),
        ("Rockets struck the Qasr Chemical Plant in Marran, officials said.", {"Qasr": "context", "Marran": "reported_target"}),
        ("Missiles hit Marran on Friday, leaving half of Dabra without power.", {"Marran": "reported_target", "Dabra": "context"}),
        ("Dozens died when the fish market of Marran and, hours later, a hospital were hit by jets.", {"Marran": "reported_target"}),
    ],
)
def test_the_words_around_a_name_give_its_role(read: Read, text: str, expected: dict[str, str]) -> None:
    assert roles(read(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("State media said on Thursday that Israeli jets had struck Marran the night before.", date(2019, 3, 13)),
        ("Jets bombed Marran between 6 p.m. on Wednesday and 6 a.m. on Thursday, it said.", date(2019, 3, 13)),
        ("As of 14 March, air strikes had killed 120 civilians in Marran since 10 March.", date(2019, 3, 10)),
        ("A week after the bombing of Qasr, jets bombed Marran on Thursday.", date(2019, 3, 14)),
    ],
)
def test_the_day_of_the_strike_is_chosen_among_those_named(read: Read, text: str, day: date) -> None:
    when = read(text)[0].when
    assert when is not None and when.start == day


def test_a_number_before_another_event_is_not_the_strikes(read: Read) -> None:
    claim = only(read("Jets struck Marran two weeks after gunmen killed 26 people in Qasr."))
    assert claim.quantities == ()


def test_the_market_of_an_unknown_town_names_the_town_and_a_street_is_none(read: Read) -> None:
    assert struck(only(read("Jets dropped bombs on the weekly market of Orsal on Friday, activists said."))) == {"Orsal"}
    assert struck(only(read("A missile struck a block of flats on Marran's Tolstoy street on Friday, officials said."))) == {"Marran"}


def test_launched_in_a_country_is_no_origin(read: Read) -> None:
    claims = read("Footage shows Russian missiles being launched in Syria.")
    assert not any(m.role == "launch_origin" for c in claims for m in c.mentions)


def test_a_province_that_holds_a_struck_town_is_its_container(read: Read) -> None:
    claim = only(read("Jets bombed Marran in Dabra province on Friday, activists said."))
    assert roles(claim) == {"Marran": "reported_target", "Dabra": "container"}


def test_a_country_is_no_target_beside_a_nearer_place(read: Read) -> None:
    assert struck(only(read("Jets bombed Marran in Syria on Friday."))) == {"Marran"}


def test_coordinated_places_share_one_claim_and_one_number(read: Read) -> None:
    claim = only(read("Jets destroyed seven targets in Marran, Qasr and Tell Sefi on Friday, the Russian military said."))
    assert struck(claim) == {"Marran", "Qasr", "Tell Sefi"}
    assert [(q.unit, q.min) for q in claim.quantities] == [("targets", 7)]


def test_a_struck_name_without_a_gazetteer_entry_is_carried_unresolved(read: Read) -> None:
    claim = only(read("Helicopters dropped barrel bombs on the village of Umm Zallam on Friday."))
    mention = next(m for m in claim.mentions if m.role == "reported_target")
    assert (mention.toponym.surface, mention.toponym.place, mention.toponym.location) == ("Umm Zallam", None, None)


def test_the_day_beside_said_is_not_the_strikes(read: Read) -> None:
    claim = only(read("The Observatory said on Thursday that jets had bombed Marran on Tuesday."))
    assert claim.when is not None and claim.when.start == date(2019, 3, 12)


def test_no_day_is_given_where_none_is_told(read: Read) -> None:
    assert only(read("Russian jets bombed Marran.")).when is None


def test_without_a_day_of_publication_no_weekday_is_resolved(read: Read) -> None:
    claims = read("Russian jets bombed Marran on Friday.", published=None)
    assert all(c.when is None or c.when.start is None for c in claims)


def test_headline_lead_and_caption_are_one_claim(read: Read) -> None:
    text = (
        "Russian jets bomb Marran\n\nRussian jets bombed Marran on Friday, the Observatory said, killing nine people.\n\n"
        "Image caption,\nSmoke after Russian jets bombed Marran on Friday"
    )
    claim = only(read(text))
    assert len(claim.spans) == 3
    assert claim.quote_span[0] == text.index("Russian jets bombed Marran on Friday, the")


def test_two_claimants_make_two_claims(read: Read) -> None:
    claims = read("Russia said its jets had hit fighters in Marran on Friday.\n\nTurkey said Russian jets had bombed civilians in Marran on Friday.")
    assert sorted(c.claimant.name for c in claims) == ["Russia", "Turkey"]


def test_a_sum_over_days_contains_its_parts(read: Read) -> None:
    text = (
        "Russia said its jets had carried out 20 strikes on Marran on Friday.\n\n"
        "In four days Russian jets carried out 90 strikes in Syria, the Russian defence ministry said."
    )
    claims = read(text)
    whole = next(c for c in claims if any(q.min == 90 for q in c.quantities))
    part = next(c for c in claims if any(q.min == 20 for q in c.quantities))
    assert whole.contains == (part.id,)


def test_a_captioned_airfield_is_a_base_and_no_claim_of_its_own(read: Read) -> None:
    text = "Russian jets bombed Marran on Friday, the Observatory said.\n\nImage caption,\nA Russian Su-34 bomber at Hasna airbase"
    claim = only(read(text))
    base = next(m for m in claim.mentions if m.role == "base")
    assert (base.toponym.surface, base.link) == ("Hasna", "inferred")


def test_a_support_role_is_not_the_attackers(read: Read) -> None:
    claim = only(read("Syrian government forces backed by Russian aircraft bombed Marran on Friday."))
    assert {a.name: a.role for a in claim.actors} == {"Syrian government": "attacker", "Russia": "supporting"}


def test_lost_punctuation_is_survived(read: Read) -> None:
    text = (
        "15-03-2019 Russian air strikes killed 18 fighters near Marran over the past 24 hours a monitor said on Friday "
        "The Syrian Observatory for Human Rights said the strikes hit Qasr too"
    )
    claims = read(text)
    assert any(struck(c) >= {"Marran"} for c in claims)
    assert {c.claimant.name for c in claims} == {"Syrian Observatory for Human Rights"}


def test_capitals_are_read(read: Read) -> None:
    assert is_strike_report(read("RUSSIAN JETS BOMB MARRAN, KILLING NINE"))


def test_a_bulletins_lines_are_a_claim_each(read: Read) -> None:
    text = "Air strikes recorded today:\n• Marran: 3 air raids, 2 civilians killed\n• Qasr: one barrel bomb, no casualties"
    claims = read(text, publisher="North Monitoring Desk")
    assert [struck(c) for c in claims if struck(c)] == [{"Marran"}, {"Qasr"}]
    assert {c.claimant.name for c in claims} == {"North Monitoring Desk"}


def test_claims_come_in_order_with_ids_of_their_own_and_the_same_every_time(read: Read) -> None:
    text = "Jets bombed Marran on Friday, Russia said.\n\nArtillery shelled Qasr on Thursday, Turkey said."
    claims = read(text)
    assert [c.spans[0] for c in claims] == sorted(c.spans[0] for c in claims)
    assert len({c.id for c in claims}) == len(claims) == 2
    assert claims == read(text)


def test_ships_at_sea_are_where_the_missiles_came_from(read: Read) -> None:
    claim = only(read("Warships in the Black Sea sent 18 cruise missiles at Marran on Friday, the Russian navy said."))
    assert roles(claim) == {"Black Sea": "launch_origin", "Marran": "reported_target"}


def test_a_weapon_that_names_a_kind_of_target_is_not_used(read: Read) -> None:
    claim = read("Israeli jets struck 70 targets in Marran on Friday, including weapons depots, rocket launchers and tunnels.")[0]
    assert claim.weapon is not None
    assert claim.weapon.code == "air_strike"


def test_what_was_hit_is_not_what_it_was_hit_with(read: Read) -> None:
    claim = only(read("Near Marran, one strike destroyed two ISIL rocket launchers and an ISIL mortar position."))
    assert claim.weapon is None or claim.weapon.code not in ("rocket", "mortar")
    assert claim.target.cls == "armed_group"


def test_the_dead_are_counted_and_are_no_target(read: Read) -> None:
    claim = only(read("Russian jets hit a bakery in Marran on Friday, killing seven civilians, activists said."))
    assert claim.target.labels == ("bakery",)


@pytest.mark.parametrize(
    ("clause", "labels", "cls"),
    [
        ("hit a home-repair shop in the rebel-held town of Marran", ("home-repair shop",), "market"),
        ("hit a mosque and a girls' school in Marran", ("mosque", "girls' school"), "school"),
        ('hit seven "terrorist" targets in Marran', ('"terrorist" targets',), "armed_group"),
        ("hit a depot of Hezbollah in Marran", ("depot", "Hezbollah"), "armed_group"),
        ("hit tents where mourners had gathered in Marran", ("tents",), "civilians"),
        ("landed near the Turkish consulate in Marran", (), None),
        ("hit a cholera treatment centre in Marran", ("cholera treatment centre",), "medical"),
        ("hit a school bus in Marran", ("school bus",), "transport"),
        ("hit a residential quarter of Marran", ("residential quarter",), "residential"),
        ("hit hideouts in Marran, killing eight people, among them five women", ("hideouts",), "armed_group"),
        ("struck Marran, killing six civilians", ("civilians",), "civilians"),
        ("hit twelve sites in Marran", (), None),
    ],
)
def test_what_was_hit_is_the_head_of_its_phrase(read: Read, clause: str, labels: tuple[str, ...], cls: str | None) -> None:
    target = read(f"Missiles {clause} on Friday, activists said.")[0].target
    assert (target.labels, target.cls) == (labels, cls)


def test_another_source_that_gives_a_toll_makes_a_claim_of_its_own(read: Read) -> None:
    text = "Russian jets bombed Marran on Friday, the Observatory said.\n\nTwenty people were killed, a doctor said."
    claims = read(text)
    assert [c.claimant.name for c in claims] == ["Syrian Observatory for Human Rights", "doctor"]
    assert struck(claims[1]) == {"Marran"}
    assert [m.link for m in claims[1].mentions if m.role == "reported_target"] == ["inferred"]


def test_an_accusation_names_the_accused_as_striker(read: Read) -> None:
    claim = only(read("Turkey warned Russia that it must stop bombing Turkmen villages in Syria."))
    assert (claim.claimant.name, [a.name for a in claim.actors]) == ("Turkey", ["Russia"])


def test_one_striker_and_one_day_hold_for_the_rest_of_the_story(read: Read) -> None:
    text = "Israeli jets bombed Marran on Wednesday, residents said. The strikes hit a school and a clinic, the mayor said."
    later = read(text)[-1]
    assert [a.name for a in later.actors] == ["Israel"]
    assert later.when is not None and later.when.start == date(2019, 3, 13)


def test_a_names_own_adjective_is_no_place(read: Read) -> None:
    assert struck(only(read("Jets attacked Turkmen positions near Marran on Friday."))) == {"Marran"}


def test_coordinated_unknown_names_are_struck_too(read: Read) -> None:
    assert struck(only(read("Air strikes on Marran and Zalluf killed three people on Friday."))) == {"Marran", "Zalluf"}


@pytest.mark.parametrize("publisher", ["Turkey Post", "Marran Agency", "Israel Today"])
def test_a_country_in_the_name_of_a_paper_does_not_speak(read: Read, publisher: str) -> None:
    claim = only(read("Jets bombed Marran on Friday.", publisher=publisher))
    assert claim.claimant.kind == "unattributed"
