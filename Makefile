# Two commands matter: 'make run' starts the site, 'make test' proves it. Python 3.11 or newer is all they ask for.

PYTHON ?= python3
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint bench bench-documents bench-search screenshots shell clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: .venv/installed ## the whole site on this machine (PORT=8001 for another port)
	@exec $(BIN)/python -m lscb_site.running

test: .venv/installed-dev ## everything that must be true
	@exec .ci/everything

lint: .venv/installed-dev ## house rules only: style, imports, migrations, deployment settings
	@exec .ci/lint

bench: .venv/installed-dev ## what a page costs beside a bare Django view (BENCH="--items 200 --database sqlite" for a part)
	@$(BIN)/python -m lscb_site.benchmarks.bench $(BENCH)

bench-documents: .venv/installed-dev ## what reading, comparing and handing out documents costs
	@$(BIN)/python -m lscb_site.benchmarks.documents && $(BIN)/python -m lscb_site.benchmarks.downloads

bench-search: .venv/installed-dev ## how good searching is and what it costs, at 10,000 and 100,000 pages
	@exec $(BIN)/python -m lscb_site.benchmarks.search

screenshots: .venv/installed-dev ## pictures of every page, wide and narrow, in var/screenshots
	@exec $(BIN)/python -m pytest tests/browser/screenshots.py -q

shell: .venv/installed ## Django's shell on this machine's site
	@exec $(BIN)/python manage.py shell

clean: ## remove what was made here: environment, caches, collected files (not the database, not .env)
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache var/static var/tests var/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "The site needs Python 3.11 or newer. If you have one under another name: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/installed: requirements.txt .venv/bin/pip
	@echo "Installing the libraries into .venv (a minute or two, only when requirements.txt changed)..."
	@$(BIN)/python -m lscb_site.running.installing requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests need..."
	@$(BIN)/python -m lscb_site.running.installing requirements-dev.txt
	@touch $@
