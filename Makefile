PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test bench sheet clean

run: .venv/run.done
	$(BIN)/streamlit run app.py

test: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/atlas validate
	$(BIN)/python tests/browser/ensure_browser.py
	$(BIN)/pytest -n 2 --dist worksteal

bench: .venv/test.done
	$(BIN)/python tests/browser/ensure_browser.py
	STREAMLIT_LOGGER_LEVEL=error PYTHONPATH=tests $(BIN)/python bench/run.py

sheet: .venv/test.done
	PYTHONPATH=tests $(BIN)/python bench/sheet.py

.venv/run.done: requirements.txt pyproject.toml | .venv
	$(BIN)/pip install --quiet -r requirements.txt
	touch $@

.venv/test.done: requirements-dev.txt requirements.txt pyproject.toml | .venv
	$(BIN)/pip install --quiet -r requirements-dev.txt
	touch $@ .venv/run.done

.venv:
	$(PYTHON) -m venv .venv

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
