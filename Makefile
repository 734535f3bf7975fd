# Short names for what CONTRIBUTING.md explains; PYTHON picks the interpreter.
PYTHON ?= .venv-test/bin/python
TEXTS ?= ../shared/data
SECONDS ?= 60

.PHONY: help venv test lint types format index train bench-sources bench-checks bench-report bench bench-refusals bench-archive \
	bench-instructions full rules pictures lock bounds wheel sbom api fuzz ci clean

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

bench-report: ## how long the report on a book takes, to write and to read
	$(PYTHON) tests/benchmarks/report_speed.py

bench-refusals: ## how bombs, damaged and locked files are refused, with time and memory
	$(PYTHON) tests/benchmarks/refusals.py

pictures: ## take the pictures of README.md again
	$(PYTHON) docs/take_screenshots.py

bench:  ## the scorer and its peers on the same text in one run; into tests/benchmarks/RESULTS.md
	$(PYTHON) tests/benchmarks/full.py peers

bench-instructions: ## count instructions against those kept; KEEP=--write keeps today's, which a change that is meant needs
	$(PYTHON) tests/benchmarks/instructions.py $(KEEP)

bench-archive: ## an archive of a million paragraphs, with kills and damage; takes long
	$(PYTHON) tests/benchmarks/archive.py

full:   ## everything in its full size, hours of it; into tests/benchmarks/RESULTS.md
	$(PYTHON) tests/benchmarks/full.py

fuzz:   ## feed the fuzzing targets for SECONDS each; atheris does it (pip install -e '.[fuzz]')
	$(PYTHON) tests/fuzz/explore.py --seconds $(SECONDS)

rules:  ## write docs/rules.md again from the rules
	$(PYTHON) -m scorer rules --format markdown -o docs/rules.md

lock:   ## write requirements/dev.txt again: every version, with its hashes, that a development environment may hold
	$(PYTHON) -m uv pip compile setup.cfg --extra test --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --upgrade --quiet -o requirements/dev.txt

bounds: ## the scorer on the lowest and on the newest versions of what it needs
	.ci/bounds

api:    ## write tests/golden/public-api.txt again, after a change of what is public that is meant
	$(PYTHON) tests/public_api.py > tests/golden/public-api.txt

wheel:  ## dist/*.whl, the same to the byte wherever it is built
	$(PYTHON) .ci/wheel.py

sbom:   ## dist/sbom.json: what a user of the newest versions has installed, tried before it is said
	.ci/bounds newest

ci:     ## what continuous integration runs
	bash .ci/run

clean:  ## remove what builds and tools leave behind
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage .fuzz
