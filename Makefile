# The same steps for people and for continuous integration. Needs Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test slow check bench format reference docs clean

demo: $(VENV)/.installed ## a tour of the graph: what is in it, and the Turtle at the end
	$(BIN)/unodc-graph tour

test: $(VENV)/.installed ## the whole test suite, on every core; the tests of a file stay together and share what they load
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

slow: $(VENV)/.installed ## the trials that take minutes, on every core: a hundred thousand hostile texts and the like
	$(BIN)/python -m pytest -m slow --numprocesses auto tests

check: $(VENV)/.installed ## format, lint, types, canonical data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/unodc-graph format --check

format: $(VENV)/.installed ## write code and data in their canonical form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/unodc-graph format

reference: $(VENV)/.installed ## the pages of docs/reference, made from ontology, shapes, data, docstrings, commands and queries
	$(BIN)/python -m docs.making

docs: $(VENV)/.docs ## the site, in build/site; a warning is an error
	$(BIN)/zensical build --strict --clean
	@echo "python3 -m http.server --directory build/site shows it, with its search"

bench: $(VENV)/.installed ## the figures of benchmarks/README.md, measured here
	$(BIN)/python -m benchmarks.run

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/.docs: $(VENV)/.installed
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache
