# Short names for what CONTRIBUTING.md explains; PYTHON picks the interpreter.
PYTHON ?= .venv-test/bin/python
TEXTS ?= ../shared/data

.PHONY: help venv test lint types format index train bench-sources bench-checks bench-archive rules ci clean

help:   ## what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/'

venv:   ## an environment with everything a change needs
	python3 -m venv .venv-test && .venv-test/bin/pip install -e '.[test,dev]'

test:   ## all tests
	$(PYTHON) -m pytest

lint:   ## style and common mistakes
	$(PYTHON) -m ruff check .

types:  ## types, strictly, on scorer/
	$(PYTHON) -m mypy

format: ## mend what ruff can mend
	$(PYTHON) -m ruff check --fix .

index:  ## index the seeds again, after a change of theirs
	$(PYTHON) -c "from scorer.lexicon import refresh_index; refresh_index()"

train:  ## train the shipped model again
	$(PYTHON) -m scorer train -o models/default

bench-sources: ## "who says what" in figures; TEXTS is the folder of the labelled texts
	$(PYTHON) tests/benchmarks/who_says_what.py --texts $(TEXTS)

bench-checks: ## editorial checks in figures; TEXTS is the folder of the labelled texts
	$(PYTHON) tests/benchmarks/editorial_checks.py --texts $(TEXTS)/news --texts $(TEXTS)/attribution/polnear.train.jsonl
	$(PYTHON) tests/benchmarks/check_speed.py --texts $(TEXTS)/news

bench-archive: ## an archive of a million paragraphs, with kills and damage; takes long
	$(PYTHON) tests/benchmarks/archive.py

rules:  ## write docs/rules.md again from the rules
	$(PYTHON) -m scorer rules --format markdown -o docs/rules.md

ci:     ## what continuous integration runs
	bash .ci/run

clean:  ## remove what builds and tools leave behind
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage
