# Strikemap. `make serve` and `make test` do all their own set-up; nothing else is needed than Python >= 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REQUIRE ?= $(STRIKEMAP_REQUIRE)

.PHONY: serve test test-system soak bench lint accuracy lock geodata screenshots clean

serve: $(VENV)/.run
	$(BIN)/strikemap serve $(ARGS)

test: lint
	$(BIN)/python -m pytest -q --cov --cov-report=term:skip-covered --cov-fail-under=85

test-system: $(VENV)/.system
	STRIKEMAP_REQUIRE="$(REQUIRE)" $(BIN)/python -m pytest -q -m system --timeout=300

soak: $(VENV)/.system
	$(BIN)/python -m pytest -q -m soak --timeout=3600

bench: $(VENV)/.test
	$(BIN)/python -m tests.bench

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The figures of /accuracy, on the frozen half of the corpus.
accuracy: $(VENV)/.run
	$(BIN)/strikemap evaluate tests/corpus/eval --save app/evaluate/last_run.json

screenshots: $(VENV)/.system
	$(BIN)/python -m tests.browser.screenshots

# Each stamp says that its locked requirements are in; a changed lock installs again.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Strikemap needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.system: requirements/system.txt $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/system.txt
	touch $@

# For those who change dependencies: needs the uv command.
lock:
	uv pip compile pyproject.toml --extra export --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/run.txt
	echo hatchling | uv pip compile - --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/build.txt
	uv pip compile pyproject.toml --extra export --quiet --group test -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/test.txt
	uv pip compile pyproject.toml --extra export --quiet --group test --group system -c requirements/test.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/system.txt

# For those who change sources: makes the derived files again from the packages that source.toml names.
geodata: $(VENV)/.test
	$(BIN)/python -m geodata.build

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
