# The list of commands. `make` alone prints it.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run work test check format bench bench-search docs pictures promises lock

help:        ## print this list
	@sed -nE 's/^([a-z-]+): *## (.*)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run:         ## start the sample office (HOST, PORT, DATABASE_URL from the environment)
	@$(PYTHON) requirements/install.py runtime
	@exec $(BIN)/satupintu run

work:        ## start one more worker process (PostgreSQL only; on SQLite the worker is part of `run`)
	@$(PYTHON) requirements/install.py runtime
	@exec $(BIN)/satupintu work

test:        ## everything: both databases, concurrency, browser journeys, house laws, docs
	@$(PYTHON) requirements/install.py dev
	@exec $(BIN)/python -m tests.everything

check:       ## lint, types and the order of imports
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/python -m mypy

format:      ## lay out the code and mend what a machine can mend
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m ruff check --fix-only .
	@$(BIN)/python -m ruff format .

bench:       ## measure speed, live pages and memory; prints one table
	@$(PYTHON) requirements/install.py dev
	@exec $(BIN)/python -m benchmarks

bench-search: ## judge the search on real files (DATA=folder) and time it at a million records
	@$(PYTHON) requirements/install.py dev
	@exec $(BIN)/python -m benchmarks.search $(DATA)

docs:        ## write the generated pages: docs/promises.md and docs/workflows.md
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m tests.promises --write
	@$(BIN)/python -m tests.workflows --write

pictures:    ## take the pictures of README anew (needs Chromium)
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m tests.pictures

promises:    ## list the promises that no test proves yet
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m tests.promises

lock:        ## choose the newest packages that pyproject.toml and requirements/dev.in allow
	@$(PYTHON) requirements/install.py dev
	@$(BIN)/python -m uv pip compile $(LOCK) --upgrade pyproject.toml --output-file requirements/runtime.txt
	@$(BIN)/python -m uv pip compile $(LOCK) --upgrade pyproject.toml requirements/dev.in \
		--constraint requirements/runtime.txt --output-file requirements/dev.txt

# No header and no notes, so that no line names the machine or the package index.
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
