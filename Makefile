# Each target does its own set-up; after the first time nothing needs the network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check keys bench bench-full bench-matching oracle mutants lock clean

run: $(READY)
	@$(BIN)/stalkdesk --practice

# A file at a time on each processor: half the time on two. One test by itself: .venv/bin/pytest path.py -k name
test: $(READY)
	$(BIN)/pytest -n auto --dist loadfile

# The quick one, before every commit.
check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo
	$(BIN)/stalkdesk questions check $$(ls data/questions/*.yaml)
	$(BIN)/python -c "import sys; from stalkdesk.guidance import packcheck, sets; \
		sys.exit('\n'.join(map(str, packcheck.findings(sets.find('stalking-screening')))) or 0)"

bench: $(READY)
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/desk.py --contacts 2000 --keys 200 --sessions 3 --endings 40 --calls 90

# With 100,000 records in the home, made the first time, and a shift of 1,000 calls; about half an hour.
bench-full: $(READY)
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/desk.py

# Finding people: the FEBRL sets beside recordlinkage and splink, and made-up people told of again, from 10,000 to a
# million; the first time some 25 minutes, most of it for the index of the million. PEOPLE=10000,50000 is the quick one.
PEOPLE ?= 10000,50000,100000,1000000
bench-matching:
	test -d .venv-matching || $(PYTHON) -m venv .venv-matching
	.venv-matching/bin/pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/matching/requirements.txt
	cd benchmarks/matching && PYTHONPATH=$(CURDIR) ../../.venv-matching/bin/python febrl.py
	cd benchmarks/matching && PYTHONPATH=$(CURDIR) ../../.venv-matching/bin/python finding.py --people $(PEOPLE)

# Holds the engine against one that others wrote; needs node 20.19 or later.
oracle: $(READY)
	$(BIN)/pip install --quiet -r tests/oracle/requirements.txt
	npm install --silent --no-package-lock --prefix tests/oracle
	$(BIN)/python tests/oracle/compare.py

# Breaks conditions, relevance and concern in every small way and counts what no test notices.
mutants: $(READY)
	$(BIN)/pip install --quiet mutmut==3.8.1
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# The page of keys, from the table.
keys: $(READY)
	$(BIN)/python -c "from stalkdesk.keys import page; print(page(), end='')" > docs/keys.md

# Pins every requirement by hash; run after changing pyproject.toml.
lock:
	uv pip compile --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
		pyproject.toml -o requirements.txt
	uv pip compile --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
		pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache mutants dist

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } || \
		{ echo "Python's venv is not installed; on Debian: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q stalkdesk
	touch $(READY)
