# What developers run. Everything uses .venv: `python3 dev.py test` makes it with the development packages.
# Not exported: PYTHONPATH=site stays with the one tool that needs it.

PYTHON := .venv/bin/python
RUN := $(PYTHON) -m
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=config.settings.test
TEMPLATES := git ls-files -z --cached --others --exclude-standard '*.html' | xargs -0 --no-run-if-empty
SOURCES := git ls-files -z --cached --others --exclude-standard '*.py' | xargs -0 --no-run-if-empty

.PHONY: check lint types layers templates words django catalogs test format messages lock bench

check: lint types layers templates words django catalogs

lint:
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(SOURCES) $(RUN) django_upgrade --target-version 5.2 --check
	$(RUN) deptry .

types:
	$(RUN) mypy

layers:
	PYTHONPATH=site .venv/bin/lint-imports

templates:
	$(TEMPLATES) .venv/bin/djade --target-version 5.2 --check
	$(TEMPLATES) $(RUN) djhtml --check --tabwidth 2

words:
	git ls-files -z --cached --others --exclude-standard '*.py' '*.md' '*.html' '*.css' '*.js' '*.toml' 'Makefile' | xargs -0 $(RUN) codespell_lib

django:
	$(TEST_SETTINGS) $(PYTHON) manage.py check --fail-level WARNING
	$(TEST_SETTINGS) $(PYTHON) manage.py makemigrations --check --dry-run

# Catalogs are complete, fresh and compiled: our own, and those that fill the gaps in Wagtail's.
catalogs:
	$(RUN) pytest -q tests/test_catalogs.py tests/test_wagtail_catalogs.py

test:
	$(RUN) pytest

format:
	$(RUN) ruff check --fix-only .
	$(RUN) ruff format .
	$(SOURCES) $(RUN) django_upgrade --target-version 5.2 --exit-zero-even-if-changed
	-$(TEMPLATES) .venv/bin/djade --target-version 5.2
	-$(TEMPLATES) $(RUN) djhtml --tabwidth 2

messages:
	$(PYTHON) manage.py makemessages --locale sv --locale el --ignore=.venv --ignore=tests --ignore=var --no-location --no-wrap
	$(PYTHON) manage.py compilemessages --ignore=.venv

# uv is no requirement of the project; `pip install uv` brings it.
UV := $(or $(wildcard .venv/bin/uv),uv)
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

bench:
	$(PYTHON) bench/measure.py
