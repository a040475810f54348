# The two commands that matter: `make demo` and `make test`. All they need they make, in this folder.
PORT ?= 8000
BIN := .venv/bin
export PORT
# As many test processes as processors; a module stays in one, the long ones begin first (tests/conftest.py).
SIDE_BY_SIDE := -n logical --dist loadscope --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-database-near check format guide mutate bench bench-dates lock clean environment environment-dev

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1@\2/' | column -t -s @

environment:
	@bin/environment run

environment-dev:
	@bin/environment dev

setup: environment ## Make everything, and do not serve
	@exec $(BIN)/alongside setup

demo: environment ## Make everything, load the demonstration, serve on 127.0.0.1 (PORT=8000)
	@exec $(BIN)/alongside demo

test: environment-dev ## Run all tests, those in a real browser included
	@$(BIN)/alongside assets
	@exec $(BIN)/pytest -q $(SIDE_BY_SIDE)

test-database-near: environment-dev ## Run only what may hold or break with PostgreSQL's version; PG_BIN=folder chooses one
	@$(BIN)/alongside assets
	@exec $(BIN)/pytest -q $(SIDE_BY_SIDE) -m database_near

check: environment-dev ## Format, lint, types, import contracts, templates, architecture
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy alongside tests
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/pytest -q tests/architecture

mutate: environment-dev ## Change the date modules in every small way; see that a test fails each time
	@exec $(BIN)/mutmut run

bench-dates: environment-dev ## Count every date of 700,000 plans again, beside a plain UPDATE
	@exec $(BIN)/python -m tests.bench.dates

format: environment-dev ## Format the code
	$(BIN)/ruff format -q .

guide: environment-dev ## Make the pictures of the guide anew, from the whole demonstration
	@$(BIN)/alongside assets
	@GUIDE=$${GUIDE:-1} exec $(BIN)/pytest -q tests/guide

bench: environment-dev ## Measure the main pages at national size
	@exec $(BIN)/python -m tests.bench

lock: environment ## Resolve the locks again (needs the network); UPGRADE=1 takes newer versions too
	@for name in bootstrap run dev; do \
	  only=; test $$name != dev || only="-c requirements/run.txt"; \
	  $(BIN)/uv pip compile -q $(if $(UPGRADE),--upgrade) --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	    --no-header $$only requirements/$$name.in -o requirements/$$name.txt; \
	done

clean: ## Remove all that make made, the demonstration included
	@test ! -x $(BIN)/alongside || $(BIN)/alongside remove --yes
	@rm -rf .venv .local build node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
