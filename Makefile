# Two commands do all set-up: `make site` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: help site test docs wheel lint shots clean requirements torture calendar

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(STAMP): $(VENV)/.made requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

site: $(STAMP)  ## build this repository's demo into output/
	@$(BIN)/timeline build

test: $(DEV_STAMP)  ## lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

docs: $(DEV_STAMP) site  ## write the generated pages of docs/, take its pictures, build it as a site into docs/output/
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/shots.py
	@$(BIN)/timeline build --frozen --site docs

torture: $(DEV_STAMP)  ## make every disk operation of builds and extraction fail once (an hour)
	$(BIN)/python -m tests.trust.torture

calendar: $(DEV_STAMP)  ## all tests in the easternmost time zone and the plainest locale, on 29 February
	TZ=Pacific/Kiritimati LC_ALL=C $(BIN)/python -m pytest -n auto -p tests.trust.leapday

lint: $(DEV_STAMP)  ## format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

shots: $(DEV_STAMP)  ## screenshots of each page kind of the built site, in shots/
	@PYTHONPATH=. $(BIN)/python bench/shots.py output shots

requirements: $(DEV_STAMP)  ## pin all requirements anew, with hashes and without addresses
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --upgrade requirements.in -o requirements.txt
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --upgrade -c requirements.txt requirements-dev.in -o requirements-dev.txt

wheel: $(DEV_STAMP)  ## build the package into dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean:  ## remove what was built
	rm -rf $(VENV) output dist .mypy_cache .ruff_cache .pytest_cache
