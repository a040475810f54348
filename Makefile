# The two commands that matter: `make demo` and `make test`. Everything they need they make, in this folder.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench lock clean test-database-near

help:  ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 28

# Stamps depend on the locks: an unchanged lock needs no network. --compile-bytecode because PYTHONDONTWRITEBYTECODE,
# which many images set, would otherwise cost four seconds at each start.
.venv/bootstrap.stamp: requirements/bootstrap.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python 3.11 or newer with venv is needed: apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/run.stamp: .venv/bootstrap.stamp requirements/run.txt pyproject.toml
	@test -f .venv/dev.stamp || $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes --compile-bytecode -r requirements/run.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --offline --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes --compile-bytecode -r requirements/dev.txt
	@touch $@

setup: .venv/run.stamp  ## Make everything but do not serve
	@$(BIN)/alongside setup

demo: .venv/run.stamp  ## Make everything, load the demonstration, serve on 127.0.0.1 (PORT=8000)
	@exec $(BIN)/alongside demo

test: .venv/dev.stamp  ## Run all tests, those in a real browser included
	@$(BIN)/pytest -q

test-database-near: .venv/dev.stamp  ## Only what may hold or break with the PostgreSQL version (PG_BIN chooses one)
	@$(BIN)/pytest -q -m database_near

check: .venv/dev.stamp  ## Format, lint, types, import contracts, templates, architecture
	@$(BIN)/alongside check-house

lock: .venv/bootstrap.stamp  ## Resolve the locks again (needs the network)
	@for name in bootstrap run dev; do $(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-header $$(test $$name = dev && echo "-c requirements/run.txt") requirements/$$name.in -o requirements/$$name.txt; done

clean:  ## Remove what make made, the demonstration included
	@test ! -x $(BIN)/alongside || $(BIN)/alongside stop
	@rm -rf .venv .local build node_modules .mypy_cache .pytest_cache .ruff_cache
