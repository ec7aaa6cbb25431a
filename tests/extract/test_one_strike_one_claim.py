"""Headline, lead, detail and what only comes back to a strike are one claim; further strikes and other voices are claims of their own."""

import pytest

from app.model.claim import Claim
from tests.extract.conftest import Read


def tolls(claim: Claim) -> list[int | None]:
    return [q.min for q in claim.quantities if q.unit == "killed"]


@pytest.mark.parametrize("stop", ["", ".", " AFP Tuesday 12 March 2019"])
def test_a_title_that_runs_on_in_the_text_is_a_headline(read: Read, stop: str) -> None:
    title = "Nine killed in regime air raids on Dabra"
    told = "Activists said nine people were killed in barrel bomb attacks by the air force on Marran and Qasr in Dabra province."
    text = f"12-03-2019 {title}{stop} {told} " + "The town has seen no fighting for months and its people had begun to come back. " * 2
    (claim,) = read(text, title=title)
    assert claim.claimant.name.lower() == "activists"
    assert {m.toponym.surface for m in claim.mentions if m.role == "reported_target"} >= {"Marran", "Qasr"}


def test_women_and_children_hit_by_a_launched_weapon_are_one_noun_phrase(read: Read) -> None:
    (claim,) = read("Activists counted nine dead women and children in barrel bomb attacks launched by the army on Marran.")
    assert claim.claimant.name.lower() == "activists"


def test_a_lead_that_names_an_area_is_told_in_detail_later(read: Read) -> None:
    text = (
        "Israeli helicopters have attacked targets in Dabra. Two helicopters came back in the dark. "
        "Residents said they had fired four missiles into a police post in the township of Marran, in Dabra province."
    )
    (claim,) = read(text)
    assert claim.claimant.name.lower() == "residents"
    assert len(claim.spans) == 2


@pytest.mark.parametrize("outlet", ["Marran TV", "the Times of Israel", "the SANA news agency"])
def test_local_media_are_the_outlet_named_later(read: Read, outlet: str) -> None:
    (claim,) = read(f"Shelling killed two people in Marran on Tuesday, local media reported. The shells hit a square in Marran, {outlet} reported.")
    assert claim.claimant.name != "local media"


def test_two_outlets_make_two_claims(read: Read) -> None:
    claims = read("Mortars killed two people in Marran on Tuesday, SANA reported. Mortars hit a square in Marran on Tuesday, Sputnik reported.")
    assert len(claims) == 2


def test_activists_are_no_coalition(read: Read) -> None:
    text = "Jets bombed a clinic in Marran on Tuesday, killing 15 people, activists said. The Syrian Coalition said jets killed 15 people in Marran."
    assert {"activists"} < {claim.claimant.name.lower() for claim in read(text)}


@pytest.mark.parametrize(
    "again",
    ["The air strikes tore through the market and brought down walls.", "The raids left a crater.", "The strikes flattened a row of shops."],
)
def test_narration_that_comes_back_to_a_strike_makes_no_claim(read: Read, again: str) -> None:
    told = "Three air strikes hit a market in Marran on Tuesday, killing 61 people, the Syrian Observatory for Human Rights said."
    (claim,) = read(f"{told} Many were shoppers. {again}")
    assert claim.claimant.name == "Syrian Observatory for Human Rights"
    assert claim.target.labels == ("market",)


def test_narration_with_the_same_toll_is_the_claim_of_who_gives_it(read: Read) -> None:
    text = (
        "The town had been quiet for a week. More than 19 civilians were killed in air strikes on Marran on Sunday. It is under siege. "
        "A witness told Reuters that jets had bombed Marran, killing at least 19 civilians."
    )
    (claim,) = read(text)
    assert claim.claimant.name.lower() == "witness"


@pytest.mark.parametrize(
    "further",
    ["A mosque was also destroyed by air strikes north of Marran, rescuers said.", "Jets also bombed a bakery in Qasr, rescuers said."],
)
def test_what_was_also_struck_is_another_strike(read: Read, further: str) -> None:
    assert len(read(f"At least four people were killed in air strikes on Tell Sefi, rescuers said. {further}")) == 2


def test_what_a_pronoun_also_hit_is_more_of_the_same(read: Read) -> None:
    text = "Jets dropped 50 bombs on the port of Marran on Monday, the Israeli army said. It also hit a ship, the army said."
    assert len(read(text)) == 1


def test_a_strike_of_days_before_is_another(read: Read) -> None:
    text = (
        "Russian jets bombed a clinic in Marran on Wednesday, killing 15 medics, activists reported. "
        "The attack on the clinic comes two days after Russian jets hit an aid convoy near Qasr. The attack left 12 people dead."
    )
    assert [tolls(claim) for claim in read(text)] == [[15], [12]]


def test_deaths_in_battle_and_a_ground_assault_are_no_strike(read: Read) -> None:
    text = (
        "At least 70 fighters have been killed in a government assault and a rebel counter-attack in Syria, a monitor said. "
        "The Syrian Observatory for Human Rights said 30 soldiers had died in battles around Marran. "
        "It said two children were killed by regime bombs in Qasr."
    )
    assert [tolls(claim) for claim in read(text)] == [[2]]


def test_what_a_source_spells_out_right_behind_the_narration_is_one_claim(read: Read) -> None:
    text = (
        "Shells fell on Qasr on Monday, killing a boy, police said. Meanwhile rebels targeted houses in Marran with two rockets on Monday. "
        "A source at the police command said that rebels fired two rockets which fell in Tell Sefi."
    )
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    "passing",
    [
        "Commanders had expressed confidence that the airport would fall, with its defence hamstrung by aerial attacks from warplanes.",
        "Ali Masud, 30, said that planes were flying in five-strong sorties.",
        "Residents confirmed that there had been no let-up in the bombing.",
    ],
)
def test_strikes_in_passing_by_nobody_and_on_nothing_are_no_claim(read: Read, passing: str) -> None:
    text = f"US warplanes bombed Marran on Monday, killing nine people, doctors said. Fighting went on. {passing}"
    assert [tolls(claim) for claim in read(text)] == [[9]]


def test_an_accusation_of_a_strike_without_more_is_a_claim(read: Read) -> None:
    text = "Jets bombed a market in Marran on Monday, killing nine, doctors said. An activist said the attack was carried out by Russian warplanes."
    assert [claim.claimant.name.lower() for claim in read(text)] == ["doctors", "activists"]


@pytest.mark.parametrize(
    "comment",
    [
        "The raid comes just a week after an envoy won a promise from the government to stop attacking civilians.",
        "Rebels launched an assault on army positions shortly after the raid, a field source said.",
        "The command said claims of civilian casualties are made after every strike.",
        "A spokesman told reporters that the army was not aware of any civilians being hit.",
    ],
)
def test_what_a_strike_means_or_dates_is_no_further_claim(read: Read, comment: str) -> None:
    text = f"Government jets bombed Marran on Monday, killing nine people, doctors said. {comment}"
    assert [tolls(claim) for claim in read(text)] == [[9]]


def test_strikes_since_a_war_began_are_history(read: Read) -> None:
    text = "Jets bombed Marran on Monday, killing nine, doctors said. Israel has struck Syria several times since the war began, a source said."
    assert [c.modality for c in read(text)] == ["asserted", "historical"]


def test_what_somebody_quoted_denied_is_denied(read: Read) -> None:
    text = "Israeli jets bombed Marran on Monday, killing nine, doctors said. Al Manar quoted a commander who denied that any post had been hit."
    assert [c.modality for c in read(text)] == ["asserted", "denied"]


def test_two_of_the_bombs_are_part_of_those_that_fell(read: Read) -> None:
    text = "A monitor said a plane dropped 16 bombs on Marran on Monday. Two of the bombs fell inside a hospital."
    assert len(read(text)) == 1


def test_other_media_with_a_greater_toll_are_others(read: Read) -> None:
    text = "Air strikes killed eight people in Marran, local media reported. Other media reports suggest that at least 14 were killed."
    assert [tolls(claim) for claim in read(text)] == [[8], [14]]


def test_fighters_killed_by_men_are_no_more_of_a_toll(read: Read) -> None:
    text = "US jets bombed Marran on Monday, residents said. Commander Lali said that their forces had killed 11 fighters."
    assert [tolls(claim) for claim in read(text)] == [[]]


def test_a_headline_that_names_a_speaker_but_no_figure_is_the_claim_of_the_body(read: Read) -> None:
    title = "Syrian Coalition: bombing of Marran market a war crime"
    text = f"{title}\nAt least 14 civilians were killed in air strikes on a market in Marran on Wednesday, the Civil Defence said.\n"
    (claim,) = read(text, title=title)
    assert tolls(claim) == [14]


def test_what_a_state_s_bodies_tell_in_lead_and_detail_is_one_and_a_separate_strike_another(read: Read) -> None:
    text = (
        "A drone strike in Syria has killed a senior Islamic State figure, the Pentagon said. "
        "He died when an unmanned aircraft hit his pickup near Marran, US Central Command said. "
        "Three others were killed in a separate strike on Qasr, it added."
    )
    assert [len(claim.spans) for claim in read(text)] == [2, 1]


def test_who_is_under_the_raids_tells_what_happens(read: Read) -> None:
    text = 'US planes bombed Marran on Monday, doctors said. Ali left the town. "They are targeting the airport and Taliban positions," he said.'
    assert all(claim.modality == "asserted" for claim in read(text))


def test_a_lead_that_lists_areas_is_told_area_by_area(read_world: Read) -> None:
    text = (
        "The army air force carried out sorties in the countryside of Dabra and Orm killing fighters. "
        "A source said that the air force launched air strikes on Marran in Dabra."
    )
    (claim,) = read_world(text)
    assert {m.toponym.surface for m in claim.mentions if m.role == "reported_target"} == {"Marran"}


def test_the_source_right_behind_a_lead_spells_out_where_it_was(read: Read) -> None:
    text = (
        "The movement has used armed drones to strike a gathering of rebels in the town of Marran. "
        "The source said that two drones hit a vehicle in Wadi Halim and a post in Talat Mus, killing 12 rebels."
    )
    assert [tolls(claim) for claim in read(text)] == [[12]]


def test_an_acronym_is_the_name_it_is_made_of(read: Read) -> None:
    text = "Norwegian People's Aid said a plane bombed Marran on Monday. Its nurses came. NPA said 27 people were killed in Marran in the bombing."
    assert [tolls(claim) for claim in read(text)] == [[27]]


@pytest.mark.parametrize("fight", ["A source said 20 fighters died in an assault there.", "A source said 20 died in the clashes."])
def test_the_dead_of_a_fight_are_no_strike_s(read: Read, fight: str) -> None:
    text = f"Jets bombed Marran on Monday, killing nine people, doctors said. {fight}"
    assert [tolls(claim) for claim in read(text)] == [[9]]


def test_a_headline_over_two_places_brings_no_claim_the_other_s(read: Read) -> None:
    title = "Air strikes hit Marran and Qasr, agencies report"
    text = (
        f"{title}\nRussian jets bombed a market in Marran on Tuesday, killing five people, a monitor said.\n"
        "Shelling of Qasr wounded two soldiers, the General Staff said.\n"
    )
    assert [[m.toponym.surface for m in c.mentions if m.role == "reported_target"] for c in read(text, title=title)] == [["Marran"], ["Qasr"]]


def test_a_sum_since_a_day_is_no_part_of_one_day(read: Read) -> None:
    text = "Jets bombed Marran on Thursday, killing eight, doctors said. Since Monday, 120 have died in air strikes on Marran, doctors said."
    assert [tolls(claim) for claim in read(text)] == [[8], [120]]


def test_a_toll_of_another_country_is_not_the_strike_s(read_world: Read) -> None:
    text = "Israeli jets bombed Marran on Thursday, a source said. In Iraq 78 people were killed, an official said."
    assert [tolls(claim) for claim in read_world(text)] == [[]]


def test_nobody_s_toll_behind_another_speaker_is_not_the_first_one_s(read: Read) -> None:
    text = "The army said it fired 20 rockets at Marran on Monday; police said that most of them were intercepted. No injuries were reported."
    assert all(not any(q.unit == "injured" for q in claim.quantities) for claim in read(text))


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("In 2016 the army besieged Marran. Jets hit a hospital there. On Tuesday jets struck a depot in Qasr.", ["historical", "asserted"]),
        ("In 2016 the army besieged Marran. Jets hit a hospital there.\nJets struck a depot in Qasr.", ["historical", "asserted"]),
        ("In 2016 the army besieged Marran. Jets struck a depot in Qasr, police said.", ["asserted"]),
    ],
)
def test_a_past_that_a_sentence_opens_holds_until_the_present_comes_back(read: Read, text: str, modalities: list[str]) -> None:
    assert [claim.modality for claim in read(text)] == modalities


def test_a_lead_over_days_without_a_place_is_told_in_detail_sentences_later(read: Read) -> None:
    text = (
        "American warplanes have bombed the east of Afghanistan for a third day. The campaign goes on. Villagers fled. "
        "Sixteen people died when warplanes bombed a hamlet near Marran early on Sunday, a tribal elder said."
    )
    (claim,) = read(text, published=None)
    assert tolls(claim) == [16]


def test_most_of_them_sets_nothing_apart(read: Read) -> None:
    text = (
        "Israel has resumed its air strikes. "
        "At least 25 people were hurt, most of them lightly, when F-16 jets fired five missiles at a police headquarters in Marran."
    )
    assert len(read(text)) == 1


def test_a_part_of_the_dead_of_one_sentence_is_no_claim_beside_the_sum(read: Read) -> None:
    (claim,) = read("At least 36 people died in air raids on two towns, a monitor said, 21 of them in a market in Marran and the rest in Qasr.")
    assert tolls(claim)[:2] == [36, 21]


def test_targets_destroyed_are_counted_by_strikes_only(read: Read) -> None:
    text = "Turkish jets bombed shelters in Marran on Monday, the army said. Eighteen targets, among them depots, were destroyed near Qasr overnight."
    assert any("Qasr" in {m.toponym.surface for m in claim.mentions if m.role == "reported_target"} for claim in read(text))


def test_a_daily_update_tells_of_one_day(read: Read) -> None:
    assert [c.modality for c in read("In its daily update the army said it had conducted 22 air strikes near Marran.")] == ["asserted"]


def test_the_third_such_raid_is_a_comment(read: Read) -> None:
    text = "Jets bombed Marran on Monday, killing nine, doctors said. It was the third such raid in a week in the no-fly zone set up in 1992."
    assert [tolls(claim) for claim in read(text)] == [[9]]


def test_the_ministry_of_a_lead_is_the_one_whose_spokesman_tells_the_rest(read: Read) -> None:
    text = (
        "Six Tu-22M3 bombers have hit depots in the east of Syria, the Defence Ministry said on Thursday. "
        "The Tupolev bombers struck targets near Marran, Russian Defence Ministry spokesman Igor Petrov said."
    )
    assert len(read(text)) == 1


def test_an_entry_of_a_live_blog_that_names_nobody_is_not_the_next_one_s(read: Read) -> None:
    text = (
        "21:30 - A drone destroyed a car in Marran tonight.\n21:50 - Smoke over the town.\n"
        '22:10 - US Central Command: "Our forces conducted a strike in Syria."\n'
    )
    assert read(text)[0].claimant.kind == "unattributed"


def test_what_happens_as_long_as_people_are_targeted_is_no_claim_of_a_strike(read: Read) -> None:
    text = "Jets bombed Marran on Monday, doctors said. The opposition said it will not talk as long as civilians are targeted by warplanes."
    assert [c.modality for c in read(text)][1:] in ([], ["hypothetical"])


def test_last_month_is_history_also_where_the_day_of_publication_is_unknown(read: Read) -> None:
    text = "Jets bombed Marran on Monday, doctors said. Dozens of people were killed last month when a convoy was bombed near Qasr."
    assert [c.modality for c in read(text, published=None)] == ["asserted", "historical"]


def test_a_first_and_a_second_strike_are_two_and_the_sum_is_nobody_s(read: Read) -> None:
    text = (
        "Air strikes hit two sites in Marran on Wednesday. A first strike hit a bakery in Marran, killing eight people, doctors said. "
        "A second strike hit a hospital there, killing three, the White Helmets said."
    )
    assert [tolls(claim) for claim in read(text)] == [[], [8], [3]]


@pytest.mark.parametrize(
    "matter",
    [
        "The intensification of the strikes in Qasr is due to the season, a monitor said.",
        "Civilians face the risk of being killed by air strikes, an aid group said.",
        "The leadership appealed for help after Israeli air strikes yesterday and accused its foes.",
        "The movement Hamas claimed responsibility for the suicide attacks.",
        "A girl's leg was shattered when she was shot by a government sniper, Amnesty International said.",
        "The deadly raid comes amid a massive aerial offensive across Qasr that began in December.",
        "A monitor said the bombing campaign has killed hundreds.",
        "The army has hit back, sparking fierce fighting that has left dozens dead, a monitor said.",
    ],
)
def test_matters_of_strikes_and_other_deeds_are_no_claims(read: Read, matter: str) -> None:
    text = f"Israeli jets bombed Marran on Monday, killing nine, doctors said. {matter}"
    assert [tolls(claim) for claim in read(text)] == [[9]]


def test_the_observatory_is_the_one_with_the_long_name(read: Read) -> None:
    text = (
        "An air strike on Marran killed 21 people on Thursday, the Syrian Observatory for Human Rights said. Shops burned. "
        '"The number of people killed in the air strike on Marran has risen to 22," said the Observatory.'
    )
    assert [tolls(claim) for claim in read(text)] == [[22]]


def test_later_activists_and_a_named_monitor_are_two_voices(read: Read) -> None:
    text = (
        "Air strikes have hit Syria, a source said. Streets were empty. Opposition activists said jets hit a house in Marran. "
        "Earlier the Syrian Observatory for Human Rights said the air strikes had killed 31."
    )
    assert {"activists", "syrian observatory for human rights"} <= {claim.claimant.name.lower().removeprefix("opposition ") for claim in read(text)}


def test_who_is_on_the_spot_adds_to_a_toll_and_who_counts_otherwise_is_another_voice(read: Read) -> None:
    lead = "Jets killed 17 people in Marran on Friday, activists said. A doctor at the hospital said "
    (claim,) = read(f"{lead}nine of the dead were children.")
    assert [(q.min, q.of) for q in claim.quantities] == [(17, None), (9, "child")]
    assert len(read(f"{lead}23 people had died.")) == 2


def test_a_lead_of_people_on_the_spot_is_told_exactly_by_who_follows(read: Read) -> None:
    (claim,) = read(
        "Air strikes killed 24 people in western Syria, medics said on Monday. The hall in the town of Marran was bombed late on Sunday, "
        "said Omar Hassan, a doctor at the hospital. Another 37 people had been brought in with injuries, he added."
    )
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 24), ("injured", 37)]


def test_an_area_in_the_lead_is_told_exactly_by_its_own_source_in_the_next_sentence(read: Read) -> None:
    lead = "At least 28 people have been killed in air raids on a town on the outskirts of Damascus, the Observatory said. It said that "
    (claim,) = read(lead + "government jets carried out six strikes on Marran.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 28), ("strikes", 6)]
    assert len(read(lead + "government jets killed 13 people in Marran.")) == 2


def test_who_tells_a_strike_is_its_claimant_whoever_adds_the_wounded(read: Read) -> None:
    (claim,) = read("Security sources said three missiles hit a police post in Marran. Doctors say 11 people were treated for cuts.")
    assert (claim.claimant.name.lower(), [(q.unit, q.min) for q in claim.quantities]) == ("security sources", [("munitions", 3), ("injured", 11)])
