# Two commands matter: 'make run' starts the site, 'make test' proves it. Python 3.11.2 to 3.14 is all they ask for.

PYTHON ?= python3
BIN = .venv/bin
# Only files whose digest stands in the lock are installed.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# For every Python from the oldest on, and every system. A version in the lock stays unless its source asks otherwise.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --no-strip-extras \
	--custom-compile-command "make lock" $(UPGRADE:%=--upgrade-package %)

# What Python has compiled is there for the next process: without that a test run takes a tenth longer.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-slow test-production coverage lint hooks lock sbom bench bench-backups bench-documents bench-letters bench-search screenshots guide shell clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: .venv/installed ## the whole site on this machine (PORT=8001 for another port)
	@exec $(BIN)/python -m lscb_site.running

test: .venv/installed-dev ## house rules and most tests, on SQLite and PostgreSQL (CI runs test-slow too)
	@exec .ci/tests "not slow"

test-slow: .venv/installed-dev ## the other tests: in a browser, of files, with commits, with very many inputs
	@exec .ci/tests slow

test-production: .venv/installed-dev ## containers and units for real, each part killed, a disk lost and brought back (as root, with podman; half an hour)
	@exec $(BIN)/python -m tests.production

coverage: .venv/installed-dev ## which lines no test on SQLite reaches; the floor stands in pyproject.toml
	@exec .ci/coverage

lint: .venv/installed-dev ## house rules only: style, imports, locked libraries, licences, types, migrations, deployment settings
	@exec .ci/lint

hooks: .venv/installed-dev ## let git run 'make lint' before each commit (git commit --no-verify passes it by)
	@$(BIN)/pre-commit install

lock: .venv/bin/uv ## write the two locks anew from their sources, .ci/requirements.in and .ci/requirements-dev.in
	@$(LOCK) .ci/requirements.in --output-file requirements.txt
	@$(LOCK) .ci/requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt

sbom: .venv/installed-dev ## what the portal is made of, as CycloneDX, in var/sbom.json
	@mkdir -p var && $(BIN)/python -m tests.house.list_of_parts var/sbom.json

bench: .venv/installed-dev ## what a page costs beside a bare Django view (BENCH="--items 200 --database sqlite" for a part)
	@$(BIN)/python -m tests.benchmarks.bench $(BENCH)

bench-backups: .venv/installed-dev ## what a backup of 1 GB costs, and coming back from it
	@exec $(BIN)/python -m tests.benchmarks.backups

bench-documents: .venv/installed-dev ## what reading, comparing and handing out documents costs
	@$(BIN)/python -m tests.benchmarks.documents && $(BIN)/python -m tests.benchmarks.downloads

bench-letters: .venv/installed-dev ## what telling 10,000 followers costs, with a worker that is killed on the way
	@exec $(BIN)/python -m tests.benchmarks.letters

bench-search: .venv/installed-dev ## how good searching is and what it costs, at 10,000 and 100,000 pages
	@exec $(BIN)/python -m tests.benchmarks.search

screenshots: .venv/installed-dev ## pictures of every page, wide and narrow, in var/screenshots
	@exec $(BIN)/python -m pytest tests/browser/screenshots.py -q

guide: .venv/installed-dev ## the pictures of the editors' guide, in docs/img/guide
	@exec $(BIN)/python -m pytest tests/browser/guide.py tests/browser/guide_people.py -q -n 0

shell: .venv/installed ## Django's shell on this machine's site
	@exec $(BIN)/python manage.py shell

clean: ## remove what was made here: environment, caches, collected files (not the database, not .env)
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .mypy_cache var/static var/tests var/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11, 2) <= sys.version_info < (3, 15))' 2>/dev/null \
		|| { echo "The site needs Python 3.11.2 to 3.14. If you have one under another name: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }

# Not each time: 'make lock' must mend a lock that cannot be installed.
.venv/bin/uv:
	@$(MAKE) --no-print-directory .venv/installed-dev

.venv/installed: requirements.txt .venv/bin/pip
	@echo "Installing the libraries into .venv (a minute or two, only when requirements.txt changed)..."
	@$(INSTALL) --requirement requirements.txt \
		|| { echo "The libraries could not be installed: pip says why above."; exit 1; }
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests need..."
	@$(INSTALL) --requirement requirements-dev.txt \
		|| { echo "What the tests need could not be installed: pip says why above."; exit 1; }
	@touch $@
