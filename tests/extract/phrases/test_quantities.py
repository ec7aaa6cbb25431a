"""Quantities: unit, bounds and kind of each number; and the numbers that are none."""

import pytest

from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.quantities import find_quantities
from app.extract.phrases.tokens import tokenise
from app.extract.phrases.vocabulary import Lexicon

Row = tuple[str, int | None, int | None, str | None]


def rows(found: list[QuantityFound]) -> list[Row]:
    return [(item.quantity.unit, item.quantity.min, item.quantity.max, item.quantity.of) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed three people.", [("killed", 3, 3, None)]),
        ("Three people were killed.", [("killed", 3, 3, None)]),
        ("Three people have reportedly been killed.", [("killed", 3, 3, None)]),
        ("The raid left three people dead and 12 wounded.", [("killed", 3, 3, None), ("injured", 12, 12, None)]),
        ("It killed at least 12 civilians and wounded 30 others.", [("killed", 12, None, "civilian"), ("injured", 30, 30, None)]),
        ("Killing two and wounding five, it burned all night.", [("killed", 2, 2, None), ("injured", 5, 5, None)]),
        ("At least 12 people were killed and 30 wounded.", [("killed", 12, None, None), ("injured", 30, 30, None)]),
        ("Three dead, 12 injured.", [("killed", 3, 3, None), ("injured", 12, 12, None)]),
        ("The death toll rose to 34.", [("killed", 34, 34, None)]),
        ("The ministry put the death toll at 90.", [("killed", 90, 90, None)]),
        ("It raised the death toll from 40 to 61.", [("killed", 61, 61, None)]),
        ("The number of people killed in the raid has risen to 34.", [("killed", 34, 34, None)]),
        ("Among the dead were six children.", [("killed", 6, 6, "child")]),
        ("A war monitor raised the toll to 61.", [("killed", 61, 61, None)]),
        ("It confirmed the deaths of five civilians.", [("killed", 5, 5, "civilian")]),
        ("It claimed the lives of more than ten persons.", [("killed", 10, None, None)]),
        ("Seven farmers lost their lives.", [("killed", 7, 7, None)]),
        ("A family of six was killed.", [("killed", 6, 6, None)]),
        ("A woman and two children were killed.", [("killed", 1, 1, None), ("killed", 2, 2, "child")]),
        ("Nine people, three of them children, were killed.", [("killed", 9, 9, None), ("killed", 3, 3, "child")]),
        ("It killed nine people, including three children.", [("killed", 9, 9, None), ("killed", 3, 3, "child")]),
        ("Three workers, two from Kerala and one from Lahore, were killed.", [("killed", 3, 3, None)]),
        ("A further nine, among them two nurses, were killed.", [("killed", 9, 9, None)]),
        ("Two boys were among 14 people who lost their lives.", [("killed", 2, 2, "child"), ("killed", 14, 14, None)]),
        ("The bodies of six villagers two children among them were found.", [("killed", 6, 6, None), ("killed", 2, 2, "child")]),
        ("Raids killed 31 people in and around Sarmin and 17 in nearby Binnish.", [("killed", 31, 31, None), ("killed", 17, 17, None)]),
        ("Shells killed three in Sarmin, and 4 in Binnish were wounded.", [("killed", 3, 3, None), ("injured", 4, 4, None)]),
        ("A man and his son were killed.", [("killed", 2, 2, None)]),
        ("It killed 18 rebel fighters.", [("killed", 18, 18, "combatant")]),
        ("Up to 30 militants were wiped out.", [("killed", None, 30, "combatant")]),
        ("She lost 15 relatives.", [("killed", 15, 15, None)]),
        ("Dozens of people were killed.", [("killed", 24, 99, None)]),
        ("An elderly couple died in their house.", [("killed", 2, 2, None)]),
        ("It killed five, including two boys, while six were hurt.", [("killed", 5, 5, None), ("killed", 2, 2, "child"), ("injured", 6, 6, None)]),
        ("The number of civilians killed by the raids rose to 19.", [("killed", 19, 19, "civilian")]),
        ("A local committee counted 84 dead and said 13 of them were children.", [("killed", 84, 84, None), ("killed", 13, 13, "child")]),
        ("Two more bodies were found, raising the death toll to six.", [("killed", 6, 6, None)]),
        ("Two aid workers have told the paper that 14 people were killed.", [("killed", 14, 14, None)]),
        ("The toll has reached 34.", [("killed", 34, 34, None)]),
        ("Eight members of one family died, among them five children.", [("killed", 8, 8, None), ("killed", 5, 5, "child")]),
        ("It killed a shepherd.", [("killed", 1, 1, None)]),
        ("Air raid kills 15 in border town", [("killed", 15, 15, None)]),
        ("Dnipro: 2 killed, 5 injured", [("killed", 2, 2, None), ("injured", 5, 5, None)]),
        ("The office put the dead at 140 and the wounded at 525.", [("killed", 140, 140, None), ("injured", 525, 525, None)]),
        ("A 16-year-old youth was killed.", [("killed", 1, 1, "child")]),
        ("They held smugglers there and 26 of them died.", [("killed", 26, 26, None)]),
        ("The channel put the number of dead at four.", [("killed", 4, 4, None)]),
        ("The enemy lost up to 40 men.", [("killed", None, 40, None)]),
        ("Five militants were neutralized.", [("killed", 5, 5, "combatant")]),
        ("A 13-year-old boy was hit by shrapnel.", [("injured", 1, 1, "child")]),
        ("Two women were cut by flying glass.", [("injured", 2, 2, None)]),
        ("Six more bodies were found, bringing to 26 the number killed.", [("killed", 6, 6, None), ("killed", 26, 26, None)]),
        ("The strikes killed an al Qaeda leader and two of his guards.", [("killed", 1, 1, None), ("killed", 2, 2, None)]),
        ("The bombing claimed eight lives.", [("killed", 8, 8, None)]),
        ("The army neutralised 12 militants.", [("killed", 12, 12, "combatant")]),
        ("All four occupants were killed.", [("killed", 4, 4, None)]),
        ("Planes dropped two 500-pound bombs.", [("munitions", 2, 2, None)]),
        ("It killed dozens of them.", [("killed", 24, 99, None)]),
        ("Seven people were killed and eight staff were missing.", [("killed", 7, 7, None)]),
        ("A teenager was killed.", [("killed", 1, 1, None)]),
        ("Two brothers aged 8 and 10 died.", [("killed", 2, 2, "child")]),
        ("Four women of one family died.", [("killed", 4, 4, None)]),
        ("A driver, 45, and two passengers were hurt.", [("injured", 1, 1, None), ("injured", 2, 2, None)]),
        ("A woman of 68 was wounded.", [("injured", 1, 1, None)]),
        ("A lecturer and his two daughters died.", [("killed", 3, 3, None)]),
        ("A woman and her six-month-old baby were killed.", [("killed", 2, 2, None), ("killed", 1, 1, "child")]),
        ("It killed a man, his wife and their four children.", [("killed", 6, 6, None), ("killed", 4, 4, "child")]),
        ("It killed 14 pupils and their teacher.", [("killed", 15, 15, None), ("killed", 14, 14, "child")]),
        ("It killed a baker his mother and six of his relatives.", [("killed", 8, 8, None)]),
        ("Two girls, aged six and nine, and two farmers were killed.", [("killed", 2, 2, "child"), ("killed", 2, 2, None)]),
        ("Three troops and five members of the town's council were killed.", [("killed", 3, 3, "combatant"), ("killed", 5, 5, None)]),
        ("Ten villagers including a pregnant woman and two infants were killed.", [("killed", 10, 10, None), ("killed", 2, 2, "child")]),
        ("It killed 21 civilians eight of them children in the town.", [("killed", 21, 21, "civilian"), ("killed", 8, 8, "child")]),
        ("It killed 15 people including six children and three women.", [("killed", 15, 15, None), ("killed", 6, 6, "child")]),
        ("Four people were killed, one of them a doctor.", [("killed", 4, 4, None)]),
        ("Seven of the dead were children.", [("killed", 7, 7, "child")]),
        ("Four members of one family were among the dead.", []),
        ("Nine of the 14 dead in the raid were children.", [("killed", 9, 9, "child"), ("killed", 14, 14, None)]),
        ("It killed six people, wounding dozens residents said.", [("killed", 6, 6, None), ("injured", 24, 99, None)]),
        ("The driver was killed.", [("killed", 1, 1, None)]),
        ("The commander, Ali Najjar, was killed along with three companions.", [("killed", 1, 1, "combatant"), ("killed", 3, 3, None)]),
        ("Omar Hassan, 34, was killed.", [("killed", 1, 1, None)]),
        ("It killed Hashed media chief Omar Hassan and four others.", [("killed", 1, 1, None), ("killed", 4, 4, None)]),
        ("It killed the group's deputy leader and three of his aides.", [("killed", 1, 1, None), ("killed", 3, 3, None)]),
        ("Nineteen people died, police said. Among them were six children.", [("killed", 19, 19, None), ("killed", 6, 6, "child")]),
        ("Gaza City has killed nobody; strikes on Deir Hafer killed two.", [("killed", 0, 0, None), ("killed", 2, 2, None)]),
        ("It killed 12 children and women.", [("killed", 12, 12, None)]),
        ("9 citizens including a woman and 3 of her children were killed.", [("killed", 9, 9, None), ("killed", 3, 3, "child")]),
        ("One of the injured, a 60-year-old farmer, lost a leg.", []),
        ("It hit a house, killing a doctor, his brother said.", [("killed", 1, 1, None)]),
        ("It killed 30 militants, including a commander.", [("killed", 30, 30, "combatant")]),
        ("It left a 68-year-old woman dead and her husband injured.", [("killed", 1, 1, None)]),
        ("A 12-year-old girl and her mother died.", [("killed", 2, 2, None), ("killed", 1, 1, "child")]),
        ("Among the dead were two guards; eight people died.", [("killed", 8, 8, None)]),
        ("The remaining six, all from one family, died when their house was hit.", [("killed", 6, 6, None)]),
        ("All four on board were killed.", [("killed", 4, 4, None)]),
        ("Four people were confirmed dead and six hospitalised.", [("killed", 4, 4, None), ("injured", 6, 6, None)]),
        ("Nine people (four men, three women and two children) were killed.", [("killed", 9, 9, None), ("killed", 2, 2, "child")]),
        ("A clinic said 11 people were treated for cuts.", [("injured", 11, 11, None)]),
        ("Of the 19 people killed in the raid, activists say, 11 were children.", [("killed", 19, 19, None), ("killed", 11, 11, "child")]),
        ("It gave the number of dead as 11.", [("killed", 11, 11, None)]),
        ("A doctor at the hospital said nine of the dead were children.", [("killed", 9, 9, "child")]),
        ("Twelve people are said to have died.", [("killed", 12, 12, None)]),
        ("Six people were killed and three others missing.", [("killed", 6, 6, None)]),
        ("It destroyed the post, killing 12 of its members.", [("killed", 12, 12, "combatant")]),
    ],
)
def test_the_killed_and_the_injured(lexicon: Lexicon, text: str, expected: list[Row]) -> None:
    assert rows(find_quantities(tokenise(text), lexicon)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fired 18 cruise missiles.", [("munitions", 18, 18, None)]),
        ("They sent 74 Shahed and decoy drones.", [("munitions", 74, 74, None)]),
        ("It intercepted most of the roughly 270 missiles that the enemy had launched since Friday.", [("munitions", 270, 270, None)]),
        ("They sent 14 kamikaze drones.", [("munitions", 14, 14, None)]),
        ("The ministry said so on its page Six bombers took off.", [("aircraft", 6, 6, None)]),
        ("They struck the town almost 20 times.", [("strikes", 20, 20, None)]),
        ("In 2019 Indian jets bombed a hill.", []),
        ("More than 100 Shahed drones were launched.", [("munitions", 100, None, None)]),
        ("Between 10 and 15 rockets fell.", [("munitions", 10, 15, None)]),
        ("It fired two Iskander-M ballistic missiles.", [("munitions", 2, 2, None)]),
        ("Helicopters dropped four barrel bombs.", [("munitions", 4, 4, None)]),
        ("Jets carried out 50 bombing raids.", [("raids", 50, 50, None)]),
        ("Three airstrikes hit the bridge.", [("strikes", 3, 3, None)]),
        ("Six air strikes hit the bridge.", [("strikes", 6, 6, None)]),
        ("They struck the camp twice before dawn.", [("strikes", 2, 2, None)]),
        ("The air force flew 468 sorties.", [("sorties", 468, 468, None)]),
        ('It destroyed seven "hostile" targets.', [("targets", 7, 7, None)]),
        ("It struck 12 sites.", [("sites", 12, 12, None)]),
        ("Six Tupolev bombers took part.", [("aircraft", 6, 6, None)]),
        ("Two F-16s took part.", [("aircraft", 2, 2, None)]),
        ("Two Su-34 jets took part.", [("aircraft", 2, 2, None)]),
        ("Bombers delivered seven strikes.", [("strikes", 7, 7, None)]),
        ("It flew 28 air strikes in Iraq and three in Syria.", [("strikes", 28, 28, None), ("strikes", 3, 3, None)]),
        ("It flew 900 raids (600 in Iraq and 300 in Syria).", [("raids", 900, 900, None), ("raids", 600, 600, None), ("raids", 300, 300, None)]),
        ("Two Su-25 attack aircraft hit 134 areas.", [("aircraft", 2, 2, None), ("sites", 134, 134, None)]),
        ("Five loud explosions shook the port.", [("explosions", 5, 5, None)]),
        ("It carried out 12 strikes in Syria nine near Kobani and three at Raqqa.", [("strikes", n, n, None) for n in (12, 9, 3)]),
        ("Gunships attacked a suspected camp outside the village of Vedeno 12 times.", [("strikes", 12, 12, None)]),
    ],
)
def test_things_are_counted_by_their_noun(lexicon: Lexicon, text: str, expected: list[Row]) -> None:
    assert rows(find_quantities(tokenise(text), lexicon)) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("There were no casualties.", ["injured", "killed"]),
        ("No deaths or injuries were reported.", ["injured", "killed"]),
        ("Nobody was hurt.", ["injured"]),
        ("No one was killed.", ["killed"]),
        ("It burned out without causing any injuries.", ["injured"]),
        ("Not a single civilian was hurt.", ["injured"]),
    ],
)
def test_a_stated_zero_is_zero(lexicon: Lexicon, text: str, units: list[str]) -> None:
    found = find_quantities(tokenise(text), lexicon)
    assert [item.quantity.unit for item in found] == units
    assert all((item.quantity.min, item.quantity.max, item.negative) == (0, 0, True) for item in found)


@pytest.mark.parametrize(
    "text",
    [
        "There were no immediate reports of casualties.",
        "There was no word on casualties.",
        "There was no information on deaths.",
        "A 12-year-old boy lived 20 km from the depot.",
        "They fired from a distance of 500 metres at 10 a.m.",
        "The Su-34, the MiG-29 and 500-pound weapons are known.",
        "It happened in 2015 near Route 60 under resolution 2254.",
        "It was the fourth day of fighting.",
        "The price rose by 12 percent to $90.",
        "Several people were hurt and many were killed.",
        "The attack left 20 people dead and wounded.",
        "More than 40 people were killed or wounded.",
        "He visited 12 people in hospital.",
        "None of those injured was in danger.",
        "They spoke of the Dec. 10 bombings.",
        "It destroyed three houses and two cars.",
        "The killed crow fell, two residents said.",
        "It killed Islamic Jihad fighters and Syrian civilians.",
        "They spoke of the general whom it killed at Baghdad airport.",
        "The wounded man said that the town was hurt.",
    ],
)
def test_what_counts_nothing_of_ours_is_left_alone(lexicon: Lexicon, text: str) -> None:
    assert rows(find_quantities(tokenise(text), lexicon)) == []


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("It raised to 69 the number of its aircraft there.", "stock"),
        ("It has 12 warplanes stationed there.", "stock"),
        ("Kyiv will receive 120 drones.", "stock"),
        ("Air defences intercepted 12 drones.", "downed"),
        ("Twelve drones and two missiles were shot down.", "downed"),
        ("Ten missiles did not reach their targets.", "downed"),
        ("The war has killed more than 400,000 people since 2011.", "background"),
        ("Since the campaign began, 219 civilians have been killed.", "background"),
        ("A missile hit the silo.", "article"),
    ],
)
def test_numbers_that_are_no_strikes_own_are_flagged(lexicon: Lexicon, text: str, flag: str) -> None:
    found = find_quantities(tokenise(text), lexicon)
    assert found
    assert all(getattr(item, flag) for item in found)


def test_a_campaign_in_the_next_sentence_makes_no_background(lexicon: Lexicon) -> None:
    (first,) = find_quantities(tokenise("Six people were killed. The war has gone on since March."), lexicon)
    assert not first.background


def test_the_printed_number_keeps_its_qualifier_and_offsets_hold_the_noun(lexicon: Lexicon) -> None:
    text = "“𝕬” – it fired more than 100 long-range cruise missiles."
    (item,) = find_quantities(tokenise(text), lexicon)
    assert item.quantity.text == "more than 100"
    assert item.quantity.qualifier == "more_than"
    assert text[item.start : item.end] == "more than 100 long-range cruise missiles"
    assert item.noun is not None
    assert text[slice(*item.noun)] == "long-range cruise missiles"


def test_the_governing_verb_is_told(lexicon: Lexicon) -> None:
    text = "At least 12 people were killed on Friday."
    (item,) = find_quantities(tokenise(text), lexicon)
    assert item.governor is not None
    assert text[slice(*item.governor)] == "killed"


def test_only_the_asked_stretch_is_searched(lexicon: Lexicon) -> None:
    text = "Two people were killed. Three people were killed."
    assert rows(find_quantities(tokenise(text), lexicon, 24, len(text))) == [("killed", 3, 3, None)]
