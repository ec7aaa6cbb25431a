"""Modules become one script that needs no loader."""

import re

import pytest

from app.map.bundle import modules, program, program_of

ENTRY = 'import { one } from "./one.js";\n\nconsole.log(one());\n'
ONE = 'import { two, three } from "./two.js";\n\nexport function one() {\n  return two + three();\n}\n'
TWO = "export const two = 2;\n\nexport async function three() {}\n\nexport class Four {}\n"


def test_a_module_stands_after_what_it_imports_and_once() -> None:
    script = program_of({"main.js": ENTRY, "one.js": ONE, "two.js": TWO}, "main.js")
    assert re.findall(r'modules\["(\w+)\.js"\] =', script) == ["two", "one", "main"]
    assert 'const { two, three } = modules["two.js"];' in script
    assert "return { two, three, Four };" in script


def test_a_module_may_stand_in_a_directory_and_import_from_the_one_around_it() -> None:
    entry = 'import { one } from "../one.js";\nimport { two } from "./one.js";\n'
    script = program_of({"in/main.js": entry, "one.js": "export const one = 1;\n", "in/one.js": "export const two = 2;\n"}, "in/main.js")
    assert re.findall(r'modules\["([\w/]+)\.js"\] =', script) == ["one", "in/one", "in/main"]
    assert 'const { two } = modules["in/one.js"];' in script


def test_modules_in_a_ring_are_refused() -> None:
    with pytest.raises(ValueError, match="import each other"):
        program_of({"main.js": 'import { a } from "./a.js";\n', "a.js": 'import { b } from "./main.js";\n'}, "main.js")


@pytest.mark.parametrize(
    "source",
    [
        "export default 1;\n",
        'import * as all from "./two.js";\n',
        'import { two as three } from "./two.js";\n',
        "export { two };\n",
        "const here = import.meta.url;\n",
    ],
)
def test_a_form_that_is_not_bundled_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="not bundled"):
        program_of({"main.js": source, "two.js": TWO}, "main.js")


def test_a_module_cannot_end_the_script_it_is_put_into() -> None:
    with pytest.raises(ValueError, match="end the script"):
        program_of({"main.js": 'const a = "</SCRIPT>";\n'}, "main.js")


def test_the_page_is_bundled_whole() -> None:
    script = program()
    assert set(re.findall(r'modules\["([\w-]+\.js)"\] =', script)) == set(modules())
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
