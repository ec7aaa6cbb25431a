"""English is read; another language is said to be unsupported, never "no strike"."""

import pytest

from app.extract.language import language_supported


@pytest.mark.parametrize(
    "text",
    [
        "Russian jets bombed the town on Friday, the monitor said.",
        "RUSSIAN JETS BOMB TOWN",
        "air raid on wedding tents kills 15 medics say",
        "",
        "12 30",
    ],
)
def test_english_is_supported(text: str) -> None:
    assert language_supported(text)


@pytest.mark.parametrize(
    "text",
    [
        "Russische Kampfflugzeuge haben am Freitag die Stadt bombardiert, wie die Beobachter mitteilten.",
        "Des avions russes ont bombardé la ville vendredi, selon les observateurs dans le nord du pays.",
        "Aviones rusos bombardearon la ciudad el viernes, según los observadores que están en el norte.",
        "Rus uçakları cuma günü kenti bombaladı ve gözlemcilere göre çok sayıda ölü var.",
        "قصفت طائرات روسية البلدة يوم الجمعة",
        "Российские самолёты бомбили город в пятницу",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not language_supported(text)
