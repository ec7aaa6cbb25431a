"""Who answers for a claim: antecedents of relative clauses, lists under a speaker, telexes, and nobody where nobody is named."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rockets hit a school in Marran. Residents who had fled to Qasr said six people died in the strike.", "residents"),
        ("An air strike hit Marran. Activists who document abuses by Islamic State said 12 people died in the raid.", "activists"),
        ("Jets struck Marran where five died in fighting between the rebels and the Assad regime the opposition said.", "opposition"),
        ("At least 14 people died in an air strike on Marran, Al Mayadeen reported. Jets also hit Qasr, the report said.", "Al Mayadeen"),
    ],
)
def test_the_speaker_is_the_subject_and_not_who_is_named_beside_it(read: Read, text: str, speaker: str) -> None:
    assert {c.claimant.name for c in read(text)} == {speaker}


def test_a_speaker_with_a_colon_answers_for_the_list_that_follows(read: Read) -> None:
    text = "Amnesty International reports:\n- Marran: three air raids, two killed\n- Qasr: shelling, no casualties\nJets hit Zeitun on Monday."
    claims = read(text)
    assert [c.claimant.name for c in claims] == ["Amnesty International", "Amnesty International", "unattributed"]


def test_every_line_of_a_telex_is_told_by_its_own_speaker(read: Read) -> None:
    text = "DRONES HIT MARRAN OVERNIGHT, TWO KILLED - GOVERNOR\nRUSSIA SAYS IT STRUCK FUEL DEPOTS\nDEATH TOLL RISES TO FOUR - HEALTH MINISTRY"
    assert [c.claimant.name for c in read(text)] == ["governor", "Russia", "health ministry"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Northgrid, the largest power firm, said its plants had been badly damaged.", "Northgrid"),
        ("The Karsa refinery in Marran said that two pipelines were damaged.", "Karsa refinery"),
        ("A mechanic was killed, Ostrail says.", "Ostrail"),
        ("Medics at Harbour Hospital, where bodies lay in the yard, counted 17 dead.", "Harbour Hospital"),
        ("Maria Lopez, a nurse in the town, said six people had died.", "Maria Lopez"),
    ],
)
def test_whoever_opens_a_clause_and_says_it_answers_for_it(read: Read, text: str, speaker: str) -> None:
    claims = read("Missiles hit Marran on Tuesday, the governor said. " + text)
    assert [c.claimant.name for c in claims] == ["governor", speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Missiles hit two power plants near Marran on Friday, energy company Nordstrom said.", "Nordstrom"),
        ("Missiles hit two power plants near Marran on Friday, according to Nordstrom, the country's largest private firm.", "Nordstrom"),
        ("At least six people died in air raids on a hospital in Marran said Omar Hadid head of the Valley Observatory.", "Valley Observatory"),
        ("Shells hit Marran on Friday killing nine residents said the Valley Observatory.", "Valley Observatory"),
        ("A drone fired two missiles at a car in Marran on Friday witnesses and tribal sources said.", "witnesses"),
        ("Jets struck the reconnaissance and monitoring posts of the Valley Brigade in Marran a military source told reporters.", "military source"),
        ("Agencies report: an air strike hit a wedding hall in Marran on Monday and killed 30 people.", "unattributed"),
        ("Jets hit Marran on Monday, a grocer in the old market said.", "grocer"),
        ("Shells hit Marran on Friday, said Umm Karim, who lost six relatives.", "Umm Karim"),
        ("The Valley Observatory sent a letter to the Security Council saying that jets had bombed Marran on Friday.", "Valley Observatory"),
        ("Residents said an air strike hit Marran on Friday, a charge the Iraqi military denied.", "residents"),
        ("Air raids killed ten people in Marran on Monday activists said.", "activists"),
        ("A mortar attack on the opera house in Marran killed two people on Sunday state media reported.", "state media"),
        ("A coalition raid killed 15 civilians in Marran medics say.", "medics"),
        ("Jets bombed Marran killing three children local officials said.", "local officials"),
        ("Air raids hit Marran. Doctors at the Shifa hospital say ten people died in the strike.", "doctors"),
        ("Jets bombed Marran on Monday the pro-government newspaper Al-Watan reported.", "Al-Watan"),
        ("Missiles hit Marran on Monday, Mayor Ali Demir wrote.", "Mayor Ali Demir"),
        ("The Saudi-led coalition targeting the rebels in both Syria and Iraq reported on Monday that it had hit Marran.", "Saudi-led coalition"),
        ("Raids on Marran killed 12 people including a former army officer who had defected the observatory said.", "observatory"),
        ("Raids killed 21 civilians in Marran in territories held by ISIL terrorists a monitoring group said.", "monitoring group"),
        ("The Valley Observatory a British-based monitoring group also said jets had bombed Marran on Friday.", "Valley Observatory"),
        ("Jets bombed Marran killing six fighters of the Army of Conquest said Observatory head Omar Hadi.", "Syrian Observatory for Human Rights"),
        ("Raids on Marran killed a man and ten of his relatives a local activist group has said.", "activists"),
        ("In Baku, a local surgeon, Ali Demir, said jets had bombed Marran on Friday.", "surgeon"),
        ("Shells hit Marran on Friday, Al Watan, a pro-government newspaper, said.", "Al Watan"),
    ],
)
def test_firms_bodies_and_people_that_no_list_knows_go_by_their_own_name(read: Read, text: str, speaker: str) -> None:
    assert {c.claimant.name for c in read(text)} == {speaker}


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("Jets hit Marran on Friday, SOHR said. The Syrian Observatory for Human Rights is based in Britain.",
         "Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
        ("Jets hit Marran on Friday, SOHR said.", "SOHR", "Syrian Observatory for Human Rights"),
        ("Jets hit Marran on Friday, Vladimir Putin said. Putin spoke in the south.", "Vladimir Putin", "Russia"),
        ("Jets hit Marran on Friday, Washington said.", "Washington", "United States"),
        ("Jets hit Marran on Friday, the Assad regime said.", "Syrian government", "Syrian government"),
        ("Jets hit Marran on Friday, Russia's Defense Ministry said.", "Russia's Defense Ministry", "Russian defence ministry"),
    ],
)  # fmt: skip
def test_a_claimant_keeps_its_name_in_every_report_beside_the_words_of_this_one(read: Read, text: str, printed: str, name: str) -> None:
    (claim,) = read(text)
    assert (claim.claimant.as_printed, claim.claimant.name) == (printed, name)


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("Russian jets bombed Marran on Friday.", "Russia", "Russia"),
        ("Britain bombed Marran on Friday.", "Britain", "United Kingdom"),
        ("Western warplanes bombed Marran on Friday.", "western warplanes", "western warplanes"),
        ("U.S. forces bombed Marran on Friday.", "U.S.", "United States"),
        ("The LNA bombed Marran on Friday.", "LNA", "Libyan National Army"),
        ("Assad regime airstrikes hit Marran on Friday.", "“Assad regime”", "Syrian government"),
        ("Regime planes bombed Marran on Friday. The Syrian government said nothing.", "“regime planes”", "Syrian government"),
    ],
)
def test_who_struck_keeps_its_name_and_a_loaded_word_stands_in_quotation_marks(read: Read, text: str, printed: str, name: str) -> None:
    (claim,) = read(text)
    assert [(actor.as_printed, actor.name) for actor in claim.actors] == [(printed, name)]


def test_what_nobody_says_is_put_into_no_mouth(read: Read) -> None:
    (claim,) = read("Rockets struck Marran on Monday, no deaths reported. Nobody said who had fired them.")
    assert claim.claimant.name == "unattributed"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Security Council of the Dabra region said two shells had struck Marran.", "Security Council of the Dabra"),
        ("An aide to President Zelensky wrote that two missiles had hit Marran.", "aide"),
        ("The prosecutor general's office said a drone had struck a bus in Marran.", "prosecutor general's office"),
        ("Hezbollah fired 20 rockets at Marran on Sunday, the group said.", "Hezbollah"),
        ("The army, for its part, said its jets had bombed Marran.", "army"),
    ],
)
def test_the_speaker_is_the_body_as_printed(read: Read, text: str, speaker: str) -> None:
    assert {c.claimant.name for c in read(text)} == {speaker}


def test_who_says_that_nothing_was_hit_denies_it(read: Read) -> None:
    claims = read("Missiles hit Marran, the fire service said. A spokesman for the town said that nothing here had been hit.")
    assert [(c.claimant.name, c.modality) for c in claims] == [("fire service", "asserted"), ("town", "denied")]


def test_who_puts_the_blame_on_somebody_accuses_him(read: Read) -> None:
    claims = read("An air strike hit Marran on Friday. Amnesty International put the blame for the attack on the Taliban.")
    assert [(c.claimant.name, [a.name for a in c.actors]) for c in claims][1] == ("Amnesty International", ["Taliban"])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Turkey, Britain and Qatar said in a statement that jets had bombed Marran.", "Turkey"),
        ("Two air strikes hit Marran, according to John F. Kirby, the Pentagon spokesman.", "Pentagon"),
        ("A spokesman for Libya Dawn, one of the militias, said jets had bombed Marran.", "Libya Dawn"),
        ("Russia bombed Marran on Friday, mainly hitting rebels rather than the Islamic State fighters it said it was targeting.", "unattributed"),
    ],
)
def test_neither_the_last_named_nor_the_one_struck_is_made_to_speak(read: Read, text: str, speaker: str) -> None:
    assert {c.claimant.name for c in read(text)} == {speaker}


def test_a_denial_of_one_target_with_another_named_is_an_account_of_its_own(read: Read) -> None:
    claims = read("Jets bombed a market in Marran on Monday. The army denied hitting civilians and said fuel trucks had been hit.")
    assert [(c.claimant.name, c.modality, c.target.cls) for c in claims] == [("unattributed", "asserted", "market"), ("army", "asserted", "oil")]


def test_a_hedge_about_the_past_is_asserted_and_missing_evidence_denies(read: Read) -> None:
    hedged = read("The coalition acknowledged that its jets may have hit troops near Marran on Monday.")
    denied = read("Warplanes struck Marran. The Pentagon says it has no evidence that villages were hit.")
    assert [c.modality for c in (*hedged, *denied)] == ["asserted", "asserted", "denied"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Shells hit Marran, Lama Karim an activist said.", "Lama Karim"),
        ("Jets bombed Marran, the General Staff spokesman Igor Sablin told a briefing.", "general staff"),
        ("Drones fell on Marran, the operational headquarters of the Dabra region reported.", "operational headquarters"),
        ("The state counsellors' information team wrote that the air force had bombed Marran.", "state counsellors' information team"),
        ("Shells hit Marran. The crater, in a field, is as deep as two men, said Colonel Naw Bu.", "unattributed"),
        ("Two aid workers said jets had bombed Marran.", "aid workers"),
    ],
)
def test_offices_and_helpers_go_by_what_is_printed(read: Read, text: str, speaker: str) -> None:
    assert read(text)[0].claimant.name == speaker


def test_a_communique_says_above_itself_who_issues_it(read: Read) -> None:
    claims = read("A statement of the Yemeni Armed Forces.\n\nThe missile force struck a target in Marran with three drones.")
    assert {c.claimant.kind for c in claims} == {"state_belligerent"}


def test_a_toll_of_another_speaker_does_not_take_over_the_word_for_what_was_hit(read: Read) -> None:
    text = "The Russian defence ministry said its missiles hit an ammunition depot in Marran. Ukraine has put the death toll at five."
    russia, ukraine = read(text)
    assert russia.target.labels == ("ammunition depot",)
    assert ukraine.target.labels == () and ukraine.quantities[0].max == 5


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Jets destroyed a convoy of the Ansar group which was heading to Marran Al-Manar correspondent reported.", "correspondent"),
        ("The frigate launched three cruise missiles at Marran Russias Defence Ministry told reporters on Monday.", "Russian defence ministry"),
        ("Villagers in eastern Afghanistan say US planes bombed Marran on Monday, killing ten.", "villagers"),
        ("Aid agencies in southern Sudan say a plane dropped bombs on Marran on Monday.", "aid agencies"),
        ("The coalition backing Iraqi troops confirmed that it had carried out an air strike on Marran.", "coalition"),
    ],
)
def test_who_is_spoken_of_does_not_speak(read: Read, text: str, claimant: str) -> None:
    assert read(text)[0].claimant.name == claimant


def test_who_was_on_the_spot_tells_of_no_other_place(read: Read) -> None:
    text = "Jets bombed Qasr on Monday, killing ten, doctors said. In Marran helicopters fired at a workshop."
    assert [claim.claimant.name for claim in read(text)] == ["doctors", "unattributed"]
    text = "Jets bombed Qasr on Monday, killing ten, the Valley Observatory said. In Marran helicopters fired at a workshop."
    assert {claim.claimant.name for claim in read(text)} == {"Valley Observatory"}


def test_who_puts_figures_at_a_number_speaks(read: Read) -> None:
    text = "Jets bombed Marran on Monday. Houthi health officials put the figures at 82 dead and 534 wounded."
    assert "Houthi health officials" in {claim.claimant.name for claim in read(text)}
