"""Objects to bytes, whatever text they hold."""

import json

import pytest

from app.web.dump import dump, with_features


def test_json_is_written_in_the_order_given() -> None:
    assert dump({"b": 1, "a": [None, 1.5, "é"]}) == '{"b":1,"a":[null,1.5,"é"]}'.encode()
    assert with_features({"a": 1}, [b"1", b"2", b"3"]) == b'{"a":1,"features":[1,2,3]}'
    assert with_features({"a": 1}, [b"1"]) == b'{"a":1,"features":[1]}'
    assert with_features({"a": 1}, []) == b'{"a":1,"features":[]}'


@pytest.mark.parametrize("value", ["a\ud800b", {"k\udfff": ["\ud83d"]}, ["\ud83d\ude00 and \ud800"], {"a": {"b": ("\udc00", 1, None)}}])
def test_a_lone_surrogate_leaves_as_the_replacement_character(value: object) -> None:
    text = dump(value).decode("utf-8")
    assert json.loads(text) is not None
    assert "\ufffd" in text


def test_no_number_that_json_does_not_know_is_written() -> None:
    assert dump([float("nan"), float("inf")]) == b"[null,null]"
