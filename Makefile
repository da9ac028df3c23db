# `make demo` and `make test` set up everything they need, on a fresh machine too. See CONTRIBUTING.md.
PYTHON_BIN := .venv/bin

.PHONY: demo test lint format wheel clean
.DEFAULT_GOAL := demo

demo: ## builds the example proposal and prints the paths
	@tools/setup run
	@formats="--format docx"; \
	if tools/setup can-pdf; then formats="$$formats --format pdf"; fi; \
	$(PYTHON_BIN)/kamdocs proposal build saeon-electronics $$formats --today 2026-11-23

test: ## runs the tests; ARGS="-k word" hands options on to pytest
	@tools/setup dev
	@$(PYTHON_BIN)/python -m pytest -n 2 $(if $(ARGS),$(ARGS),--cov)

lint: ## ruff and mypy, as CI runs them
	@tools/setup dev
	@$(PYTHON_BIN)/ruff check
	@$(PYTHON_BIN)/ruff format --check
	@$(PYTHON_BIN)/mypy --strict kamdocs

format: ## puts imports in order and formats the code
	@tools/setup dev
	@$(PYTHON_BIN)/ruff check --fix --select I
	@$(PYTHON_BIN)/ruff format

wheel: ## builds dist/*.whl and the sdist
	@tools/setup dev
	@$(PYTHON_BIN)/python -m hatchling build

clean: ## removes what can be made again, .venv too
	rm -rf .venv dist out .coverage coverage.xml .mypy_cache .ruff_cache .pytest_cache .hypothesis
