# What a person types. Everything is put into .venv, pinned and hashed; nothing is asked, so it runs the same unattended.
#
# PYTHON names the Python that .venv is made with; PYTEST_ARGS is handed to pytest (make test PYTEST_ARGS="-x -k ballots").

PYTHON ?= python3
PYTEST_ARGS ?=
UV ?= uv
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-to-run
TEST_READY := $(VENV)/.ready-to-test

# Wheels only: an sdist would fetch a build backend that nobody pinned. What is never imported need not be compiled.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-compile
LOCKED := --only-binary=:all: --require-hashes --no-deps
# The locks name everything, so that two halves of them can be unpacked at once; which half a package is in hangs on its
# name alone, since one may stand in two locks.
HALVE = awk '/^[A-Za-z0-9]/ { split($$1, name, "=="); half = length(name[1]) % 2 } half != "" { print > "$(VENV)/half-" half ".txt" }'
INSTALL_LOCKED = @set -e; for half in 0 1; do : > $(VENV)/half-$$half.txt; done; $(HALVE) $(1); \
  $(PIP_INSTALL) $(LOCKED) -r $(VENV)/half-0.txt & other=$$!; \
  $(PIP_INSTALL) $(LOCKED) -r $(VENV)/half-1.txt || { wait $$other; exit 1; }; wait $$other
# One process more than there are processors, because some wait for a browser or a database at any time; not many more,
# because each has a database server and a browser of its own.
PROCESSES = $(shell $(BIN)/python -c 'import os; print(min(1 + (os.cpu_count() or 1), 8))')
PYTEST = $(BIN)/python -m pytest -n $(PROCESSES) --dist=worksteal
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -y

UNIT_TESTS = $(wildcard tests/house tests/domain tests/readers tests/writers tests/permissions)

# The tests start many processes; each would compile every module again where nobody may keep what was compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test check lint types contracts browser prove bench gallery lock messages clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(RUN_READY) ## .venv with all that running needs

run: export POLICYHUB_DEMO := 1
run: install ## The demonstration association at http://127.0.0.1:8000 (web and worker)
	$(BIN)/policyhub migrate
	$(BIN)/policyhub demo --if-empty
	$(BIN)/policyhub serve

test: lint contracts browser ## Everything a change must pass
	@$(MAKE) --no-print-directory types & types=$$!; $(PYTEST) $(PYTEST_ARGS); tests=$$?; \
	  wait $$types || { echo "The types are wrong: what mypy said stands above the tests." >&2; exit 1; }; exit $$tests

check: lint types contracts ## Lint, types, contracts, house and unit tests: under a minute
	$(PYTEST) $(PYTEST_ARGS) $(UNIT_TESTS)

lint: $(TEST_READY) ## Lint and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST_READY) ## Types: strict in domain, acts, permissions and services
	$(BIN)/mypy

contracts: $(TEST_READY) ## Which part may know which
	$(BIN)/lint-imports --no-logo

prove: $(TEST_READY) browser ## Every figure at full size (hours), with one table at the end
	POLICYHUB_SAMPLES=all $(BIN)/python -m pytest tests -m prove --timeout=0 $(PYTEST_ARGS)

bench: $(TEST_READY) ## Ratios: baseline and subject in turn
	$(BIN)/python -m benchmarks.bench

gallery: $(TEST_READY) browser ## A picture of every page, three widths, light and dark
	$(BIN)/python -m benchmarks.gallery

messages: $(TEST_READY) ## Gather every string on screen for the Welsh catalogue, and compile it
	$(BIN)/pybabel -q extract -F policyhub/translations/babel.cfg -k N_ -k _l -k lazy_gettext --no-location --sort-output \
	  --project PolicyHub --omit-header -o policyhub/translations/messages.pot .
	$(BIN)/pybabel -q update -i policyhub/translations/messages.pot -d policyhub/translations -l cy --no-fuzzy-matching \
	  --no-wrap --ignore-obsolete
	$(BIN)/pybabel -q compile -d policyhub/translations -l cy
	rm policyhub/translations/messages.pot

lock: ## Refresh requirements/ from pyproject.toml (needs uv; UPGRADE=--upgrade for the newest)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it with 'pip install uv', or name it with UV=path/to/uv." >&2; exit 1; }
	$(UV) pip compile $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes \
	  pyproject.toml -o requirements/run.txt
	$(UV) pip compile $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes \
	  --group test pyproject.toml -c requirements/run.txt -o requirements/test.txt
	$(UV) pip compile $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes \
	  --group build -c requirements/run.txt -c requirements/test.txt -o requirements/build.txt

clean: ## Away with all that make made; instance/, where people's words are, stays
	rm -rf $(VENV) build dist gallery .prove .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache .grimp_cache *.egg-info
	find . -name __pycache__ -not -path './instance/*' -type d -prune -exec rm -rf {} +

# --- What the targets stand on ---

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "PolicyHub needs Python 3.11 or later: install it, or name it with 'make PYTHON=python3.12'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && $(APT) update && $(APT) install python3-venv; } \
	  || { echo "Python's venv is missing: install it (on Debian: sudo apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(RUN_READY): pyproject.toml requirements/run.txt requirements/build.txt | $(BIN)/pip
	$(call INSTALL_LOCKED,requirements/run.txt requirements/build.txt)
	$(PIP_INSTALL) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(TEST_READY): requirements/test.txt $(RUN_READY)
	$(call INSTALL_LOCKED,requirements/test.txt)
	@touch $@

browser: # Debian's chromium, which the walks drive; the shell alone is half as large and twice as fast
	@command -v chromium-headless-shell >/dev/null && exit 0; \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && $(APT) update \
	    && $(APT) install --no-install-recommends chromium-headless-shell; } >/dev/null 2>&1 && exit 0; \
	  for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	    && $(APT) update && $(APT) install --no-install-recommends chromium; } \
	  || { echo "The browser tests need Chromium: install it (on Debian: sudo apt install chromium)." >&2; exit 1; }
