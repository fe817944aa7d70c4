PYTHON ?= python3
BIN := .venv/bin
# Processes that run the tests.
WORKERS ?= 2

# uv where it is there, as it takes seconds; else the pip that comes with Python.
ifneq ($(shell command -v uv 2>/dev/null),)
VENV := uv venv --quiet --seed --python "$$(command -v $(PYTHON))"
INSTALL := uv pip install --quiet --compile-bytecode --python $(BIN)/python
else
VENV := $(PYTHON) -m venv
INSTALL := $(BIN)/pip install --quiet
endif

.PHONY: run test bench sheet clean

run: .venv/run.done
	$(BIN)/streamlit run app.py

test: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/atlas validate
	$(BIN)/python tests/browser/ensure_browser.py
	$(BIN)/python tests/office.py
	$(BIN)/python tests/browser/ensure_nginx.py
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

bench: .venv/test.done
	$(BIN)/python tests/browser/ensure_browser.py
	STREAMLIT_LOGGER_LEVEL=error PYTHONPATH=tests $(BIN)/python bench/run.py

sheet: .venv/test.done
	PYTHONPATH=tests $(BIN)/python bench/sheet.py

.venv/run.done: requirements.txt pyproject.toml | .venv
	$(INSTALL) -r requirements.txt
	touch $@

.venv/test.done: requirements-dev.txt requirements.txt pyproject.toml | .venv
	$(INSTALL) -r requirements-dev.txt
	touch $@ .venv/run.done

.venv:
	$(VENV) .venv

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
