import pytest

from app.ingest.headline import headline_of
from app.ingest.text import report_from_text

BODY = "Jets hit two depots near the port of Aldan on Monday night, the harbour master said. Nobody was hurt, he added."


@pytest.mark.parametrize(
    "line",
    ["Jets hit depots in Aldan", "JETS HIT DEPOTS, PORT SHUT", 'Aldan port: "a night of fire"', "‘A night of fire’ in Aldan", "Who hit Aldan?"],
)
def test_a_first_line_that_stands_alone_names_the_report(line: str) -> None:
    assert report_from_text(f"\n {line} \n\n{BODY}").title == line


@pytest.mark.parametrize(
    "line",
    [
        "Jets hit two depots in Aldan on Monday.",
        "The following places were hit:",
        "By Ada Reader and Ben Writer",
        "Monday, 14 March 2022",
        "Harbour Wire",
        "• jets hit two depots",
        "(adds words of the harbour master)",
        " ".join(["depot"] * 60),
    ],
    ids=["a sentence", "a label", "a byline", "a day", "an agency", "an item of a list", "an aside", "a paragraph"],
)
def test_what_is_no_headline_names_nothing(line: str) -> None:
    assert headline_of(f"{line}\n\n{BODY}") is None


def test_a_text_of_one_line_has_no_headline_and_a_given_one_stands() -> None:
    assert headline_of("Jets hit depots in Aldan") is None
    assert headline_of(BODY) is None
    assert report_from_text(f"Jets hit depots in Aldan\n{BODY}", title="Another name").title == "Another name"
