"""Settings: defaults that are safe, values that are checked, and the rule for what is local."""

from pathlib import Path

import pytest

from app.settings import Settings, is_loopback


def read(**variables: str) -> Settings:
    return Settings.from_environment({f"STRIKEMAP_{name}": value for name, value in variables.items()})


def test_nothing_set_means_a_local_service_that_takes_reports() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.base_url) == ("127.0.0.1", 8000, None)
    assert settings.local and settings.takes_reports


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({}, "all"),
        ({"HOST": "0.0.0.0"}, "reviewed"),
        ({"BASE_URL": "https://map.example.org"}, "reviewed"),
        ({"HOST": "0.0.0.0", "PUBLISH": "all"}, "all"),
        ({"PUBLISH": "reviewed"}, "reviewed"),
    ],
)
def test_strangers_see_only_what_was_reviewed_unless_somebody_says_otherwise(variables: dict[str, str], shown: str) -> None:
    assert read(**variables).shown == shown


def test_an_empty_variable_means_its_default() -> None:
    assert read(PORT="", BASE_URL=" ", SUBMIT_TOKEN="").port == 8000


@pytest.mark.parametrize(
    ("variables", "local"),
    [
        ({"HOST": "localhost"}, True),
        ({"HOST": "::1"}, True),
        ({"HOST": "127.8.9.1"}, True),
        ({"HOST": "0.0.0.0"}, False),
        ({"HOST": "192.168.1.4"}, False),
        ({"HOST": "127.0.0.1", "BASE_URL": "http://localhost:9000"}, True),
        ({"HOST": "127.0.0.1", "BASE_URL": "https://map.example.org"}, False),
        ({"HOST": "0.0.0.0", "BASE_URL": "http://localhost:9000"}, False),
    ],
)
def test_local_means_bound_to_loopback_and_not_published_elsewhere(variables: dict[str, str], local: bool) -> None:
    assert read(**variables).local is local


def test_a_public_service_without_a_token_is_read_only() -> None:
    assert not read(HOST="0.0.0.0").takes_reports
    assert read(HOST="0.0.0.0", SUBMIT_TOKEN="long-and-random").takes_reports


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("MAX_BODY_BYTES", "1"),
        ("THREADS", "0"),
        ("BASE_URL", "map.example.org"),
        ("BASE_URL", "ftp://map.example.org"),
        ("BASE_URL", "https://map.example.org/?a=b"),
        ("BASE_URL", "https://me:secret@map.example.org"),
        ("BASE_URL", "https://map.example.org:port"),
        ("BASE_URL", 'https://map.example.org/"><script>'),
        ("HOST", "http://127.0.0.1"),
        ("SUBMIT_TOKEN", "with space"),
        ("SUBMIT_TOKEN", "tökén"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name_and_not_repeated(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^STRIKEMAP_{name} must") as refusal:
        read(**{name: value})
    assert "secret" not in str(refusal.value) and "script" not in str(refusal.value)


def test_a_data_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="STRIKEMAP_DATA_DIR must name a directory"):
        read(DATA_DIR=str(tmp_path / "file"))
    assert read(DATA_DIR=str(tmp_path / "new")).data_dir == tmp_path / "new"


def test_the_base_url_loses_its_last_slash() -> None:
    assert read(BASE_URL="https://example.org/maps/").base_url == "https://example.org/maps"


def test_the_token_is_not_in_the_repr() -> None:
    assert "long-and-random" not in repr(read(SUBMIT_TOKEN="long-and-random"))


@pytest.mark.parametrize(("host", "answer"), [("LOCALHOST.", True), ("[::1]", True), ("localhost.example.org", False), ("", False)])
def test_loopback_is_known_by_name_and_address(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer
