# Everything that is needed: Python 3.11 or newer, make and a network.

PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
QUESTIONS ?= $(wildcard tests/questions/*.jsonl)
SCORED := var/score.db
REACHED := tests/questions/reached.json

.PHONY: help run test score readme format clean

help:
	@echo "make run      run the bot: on Telegram where .env has a token, else as a chat in the terminal"
	@echo "make test     everything that is checked: format, lint, types, tests"
	@echo "make score    how many of tests/questions are answered rightly; ARGS=--keep keeps what is reached"
	@echo "make readme   write the samples in README.md and docs/walkthrough.md anew"
	@echo "make format   bring the code into its format"
	@echo "make clean    take away what was installed and built; the database and .env stay"

run: $(VENV)/.installed
	@$(VENV)/bin/tarikh run

test: $(VENV)/.installed-dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q --numprocesses auto --dist worksteal
	$(MAKE) --no-print-directory score

score: $(VENV)/.installed
	@$(VENV)/bin/tarikh import --db $(SCORED) >&2
	@$(VENV)/bin/python -m tests.score --cmd "$(VENV)/bin/tarikh ask --json --db $(SCORED)" --reached $(REACHED) $(ARGS) $(QUESTIONS)

readme: $(VENV)/.installed-dev
	@$(VENV)/bin/python -m tests.update_readme
	@$(VENV)/bin/python -m tests.telegram.walkthrough

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis $(SCORED)*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is piped to `make run` is for the program: nothing before it may read standard input or write to
# standard output.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >&2 \
		|| { echo "Tarikh needs Python 3.11 or newer, and $(PYTHON) is not. Name another: make PYTHON=python3.12 run" >&2; exit 1; }
	@echo "Making $(VENV)…" >&2
	@$(PYTHON) -m venv $(VENV) </dev/null >&2

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing what Tarikh is built on…" >&2
	@$(PIP) --editable . </dev/null >&2
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing what Tarikh and its tests are built on…" >&2
	@$(PIP) --editable '.[dev]' </dev/null >&2
	@touch $(VENV)/.installed $@
