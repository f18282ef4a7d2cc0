# Everything a person does with a checkout. Each target first makes what it needs (packaging/environment.py),
# so that each works on a fresh machine: Python 3.11 or newer with pip, no screen, root or not.

PYTHON ?= python3
BIN = .venv/bin
# A process more than there are cores, for a window waits now and then; four at most, for each costs memory.
PARALLEL = -n $(shell $(PYTHON) -c "import os; print(min(4, (os.cpu_count() or 1) + 1))") --dist worksteal

.DEFAULT_GOAL = help
.PHONY: help demo test run bench soak pictures env check format translations lock

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

demo: env ## build the example register in build/demo, export it, and read it back
	@$(BIN)/python packaging/demo.py

test: ## format, lint, types and tests
	@$(PYTHON) packaging/environment.py --tests
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest $(PARALLEL) $(TESTS)

run: ## open the window
	@$(PYTHON) packaging/environment.py --window
	@$(BIN)/ropa-desktop

bench: env ## speed, as ratios to bare equivalents measured in the same run
	@$(BIN)/python -m tests.benchmarks

soak: ## what make test runs in part, in whole
	@$(PYTHON) packaging/environment.py --tests
	@ROPA_SOAK=1 $(BIN)/pytest $(PARALLEL) -m "soak or not soak" $(TESTS)

pictures: env ## take the pictures of docs/pictures anew, from the real window
	@$(BIN)/python -m tests.screenshots

env: ## make or renew .venv
	@$(PYTHON) packaging/environment.py

check: env ## format, lint and types alone
	@$(BIN)/ruff format --check --quiet . || { echo "make format puts that right"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

format: env ## put every file into shape, and mend what the linter can mend
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

translations: env ## bring resources/i18n up to date and say what is left to translate
	@$(BIN)/python packaging/translations.py

lock: ## pin the newest versions that pyproject.toml admits
	@$(PYTHON) packaging/lock.py
