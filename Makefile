# Every target sets up what it needs; Python 3.11 or newer is all that is assumed.
PYTHON ?= python3
UV ?= .uv/bin/uv
UV_VERSION := 0.13.9

export COMMONWEAL_HOME ?= $(CURDIR)/.commonweal
export COMMONWEAL_PORT ?= 8000
export UV_PYTHON_DOWNLOADS := never
# The interpreter itself: behind a shim of pyenv or the like, uv would make the environment anew each time.
export UV_PYTHON := $(shell $(PYTHON) -c 'import sys; print(sys.executable)' 2>/dev/null)
export UV
# Tools that an outer virtual environment or editor configured must not leak into this one.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME

MANIFESTS := pyproject.toml uv.lock $(wildcard */pyproject.toml plugins/*/pyproject.toml plugins/*/*/pyproject.toml)
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help up test lint bench bench-vectors bench-sockets stream-faults docs wheels screenshots clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Two reviewers decide, not three: two sample accounts are enough to walk the whole story.
up: export COMMONWEAL_MISSIONS__REVIEWERS ?= 2
up: .venv/.app ## Serve the whole app (COMMONWEAL_PORT, COMMONWEAL_HOME)
	@exec .venv/bin/commonweal up

test: .venv/.dev ## Run every test (ARGS="path -k words" for some)
	.venv/bin/pytest -n $(WORKERS) $(ARGS)

lint: .venv/.dev ## Check style, types, import contracts, translations and plugins
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/commonweal i18n check
	.venv/bin/commonweal check --grade gold
	.venv/bin/commonweal check --grade gold examples/*/

bench: .venv/.dev ## Measure, next to a peer or a floor in the same run (ARGS=marketplace for one)
	.venv/bin/python scripts/bench.py $(ARGS)

bench-vectors: .venv/.dev ## Measure vector search (SIZES, DIMENSIONS, STORES; the largest takes 40 minutes)
	.venv/bin/python bench/vectors.py --sizes $(or $(SIZES),100000) --dimensions $(or $(DIMENSIONS),384 1024) \
	  --stores $(or $(STORES),pgvector)

bench-sockets: .venv/.dev ## Measure many WebSockets in gateways (SOCKETS; 55,000 take some minutes and 3 GB)
	.venv/bin/python bench/sockets.py $(SOCKETS)

stream-faults: .venv/.dev ## Break gateways, connections and the database RUNS times, and check every stream
	.venv/bin/python bench/stream_faults.py $(or $(RUNS),1000)

docs: .venv/.dev ## Build the reference pages and the site, and check every link
	.venv/bin/python scripts/docs.py

wheels: $(UV) ## Build the wheels of all distributions into dist/
	rm -rf dist
	$(UV) build --quiet --all-packages --wheel --out-dir dist

screenshots: .venv/.dev ## Take the pictures of the app in each language, phone and desktop
	.venv/bin/python scripts/screenshots.py

clean: ## Remove environments, caches and builds; data stays
	rm -rf .venv .uv dist build site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Commonweal needs Python 3.11 or newer as '$(PYTHON)'; install it, or name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .uv \
	  || { echo "'$(PYTHON) -m venv' failed; on Debian and Ubuntu install the package python3-venv" >&2; exit 1; }
	@.uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# What the app needs, and nothing more.
.venv/.app: $(UV) $(MANIFESTS)
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

# What tests, checks and benchmarks need too.
.venv/.dev: $(UV) $(MANIFESTS)
	@$(UV) sync --quiet --frozen --all-packages --all-groups --all-extras
	@touch $@ .venv/.app
