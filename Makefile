PYTHON ?= python3
BIN := .venv/bin
# Processes that run the tests.
WORKERS ?= 2

# Modules are compiled when they are first imported, and kept: half of those installed never are.
unexport PYTHONDONTWRITEBYTECODE

# uv where it is there, as it takes seconds; else the pip that comes with Python.
ifneq ($(shell command -v uv 2>/dev/null),)
VENV := uv venv --quiet --seed --python "$$(command -v $(PYTHON))"
INSTALL := uv pip install --quiet --python $(BIN)/python
else
VENV := $(PYTHON) -m venv
INSTALL := $(BIN)/pip install --quiet --no-compile
endif

# Packages by version and hash alone, of which the files name all, then this one beside them, built
# by what is there already.
LOCKED := $(INSTALL) --no-deps --require-hashes
# What the second file has and the first has not: two installers at a time are sooner done.
FURTHER := awk 'NR == FNR { known[$$1]; next } /^[^ ]/ { is_new = !($$1 in known) } is_new'
OURS := $(INSTALL) --no-deps --no-build-isolation -e .
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-package atlas

.PHONY: run test types tests bench prove sheet pictures sbom lock clean

run: .venv/run.done
	$(BIN)/streamlit run app.py

# Types are followed, for half a minute, beside the tests, which often wait for a browser.
test: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory --jobs=2 types tests

types: .venv/test.done
	$(BIN)/mypy --strict src
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src

tests: .venv/test.done
	$(BIN)/atlas validate
	$(BIN)/python tests/browser/ensure_browser.py
	$(BIN)/python tests/office.py
	$(BIN)/python tests/browser/ensure_nginx.py
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not at_length"

# All of it takes long: `make bench PARTS="api load"` measures these alone.
bench: .venv/test.done
	$(BIN)/python tests/browser/ensure_browser.py
	STREAMLIT_LOGGER_LEVEL=error PYTHONPATH=tests $(BIN)/python bench/run.py $(PARTS)

# What is tried with a few examples in the tests, at length: less than half an hour.
prove: .venv/test.done
	$(BIN)/python tests/browser/ensure_browser.py
	STREAMLIT_LOGGER_LEVEL=error PYTHONPATH=tests $(BIN)/python bench/prove.py

sheet: .venv/test.done
	PYTHONPATH=tests $(BIN)/python bench/sheet.py

# The README's pictures of pages.
pictures: .venv/test.done
	PYTHONPATH=tests $(BIN)/python bench/pictures.py

# What the program is made of, beside a wheel.
sbom: .venv/run.done
	$(BIN)/python bench/bom.py dist

# After a change of a pin: with uv, whatever the machine; versions that fit stay.
lock:
	$(COMPILE) requirements.txt requirements-build.txt -o requirements.lock
	$(COMPILE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

.venv/run.done: requirements.lock pyproject.toml | .venv
	$(LOCKED) -r requirements.lock
	$(OURS)
	touch $@

.venv/test.done: requirements-dev.lock requirements.lock pyproject.toml | .venv
	$(FURTHER) requirements.lock requirements-dev.lock > .venv/further.lock
	$(LOCKED) -r .venv/further.lock & further=$$!; \
		$(LOCKED) -r requirements.lock && wait $$further
	$(OURS)
	touch $@ .venv/run.done

.venv:
	$(VENV) .venv

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
