# The same steps for people and for continuous integration. Needs Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check bench format reference clean

demo: $(VENV)/.installed ## a tour of the graph: what is in it, and the Turtle at the end
	$(BIN)/unodc-graph tour

test: $(VENV)/.installed ## the whole test suite
	$(BIN)/python -m pytest

check: $(VENV)/.installed ## format, lint, types, canonical data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/unodc-graph format --check

format: $(VENV)/.installed ## write code and data in their canonical form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/unodc-graph format

reference: $(VENV)/.installed ## the pages of docs/reference, made from the ontology, the shapes and the data
	$(BIN)/python -m docs.making

bench: $(VENV)/.installed ## the figures of benchmarks/README.md, measured here
	$(BIN)/python -m benchmarks.run

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
