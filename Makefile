# Every recipe that people, CI and the README use. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# A module that was compiled once is read by every later process; the suite starts a hundred.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PORT ?= 8000
NAME ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(PY) -m uv
STAMPS := var/stamps

SOURCES_ASSETS := $(shell find assets -type f 2>/dev/null | grep -v ' ')
SOURCES_WORDS := $(shell find src -name '*.po' 2>/dev/null | grep -v ' ')
CHROMIUM := $(or $(KASUARI_CHROMIUM),$(shell command -v chromium || command -v chromium-browser || true))

.PHONY: help setup demo demo-reset test check fix bench docs lock clean

help:  ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(STAMPS)/python $(STAMPS)/package $(STAMPS)/assets $(STAMPS)/words  ## install everything, start nothing

demo: setup  ## start the demo province on PORT (8000); the data stay in var/demo
	@exec $(BIN)/kasuari demo --port $(PORT)

demo-reset: setup  ## forget the demo's data and start afresh
	@exec $(BIN)/kasuari demo --fresh --port $(PORT)

test: setup  ## run the test suite (ARGS="-k name" chooses)
ifeq ($(strip $(CHROMIUM)),)
	@echo "No Chromium found: everything but the browser journeys runs."
	@echo "For the journeys: apt-get install chromium, or set KASUARI_CHROMIUM to its path."
	@$(PY) -m pytest -n auto -m "not journey" $(ARGS)
	@echo "The browser journeys did not run: there is no Chromium on this machine."
else
	@$(PY) -m pytest -n auto -m "not journey" $(ARGS) || [ $$? = 5 ]
	@KASUARI_CHROMIUM="$(CHROMIUM)" $(PY) -m pytest -n auto --dist loadfile -m journey $(ARGS) $(JOURNEYS) || [ $$? = 5 ]
endif

check: setup  ## lint, types, import contracts, templates, translations, generated docs
	@$(PY) -m tools.check

fix: setup  ## repair what can be repaired by a machine, regenerate the generated docs
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .
	@git ls-files -z 'src/*.html' | xargs -0r $(BIN)/djade --target-version 5.2 || true
	@$(PY) -m tools.docs

bench: setup  ## measure; NAME='page.*' chooses; writes benchmarks/latest.json
	@$(PY) -m benchmarks $(if $(NAME),'$(NAME)')

docs: setup  ## regenerate docs/reference and the other generated pages
	@$(PY) -m tools.docs

lock: $(STAMPS)/python  ## resolve the dependencies again and write requirements.lock
	@$(UV) lock --quiet --upgrade
	@$(UV) export --quiet --frozen --all-extras --format requirements-txt --no-emit-project --no-header -o requirements.lock
	@echo "requirements.lock is written; run make setup and make test."

clean:  ## remove what the recipes made, except the data in var/
	@rm -rf $(VENV) node_modules $(STAMPS) src/kasuari/site/static .mypy_cache .ruff_cache .pytest_cache

# A stamp is newer than what it was made from, so a second run does nothing.

$(STAMPS)/venv: tools/bootstrap.txt
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed. Kasuari needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Kasuari needs Python 3.11 or newer; $(PYTHON) is older. Name another: make setup PYTHON=python3.12"; exit 1; }
	@mkdir -p $(STAMPS)
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python cannot make virtual environments here. On Debian: apt-get install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes -r tools/bootstrap.txt
	@touch $@

$(STAMPS)/python: requirements.lock $(STAMPS)/venv
	@echo "Installing the Python packages"
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements.lock
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/python
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/npm: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "npm is not installed. Kasuari needs Node 20 or newer."; exit 1; }
	@echo "Installing the packages of the assets"
	@mkdir -p $(STAMPS)
	@npm ci --silent --no-progress
	@touch $@

$(STAMPS)/assets: $(STAMPS)/npm $(SOURCES_ASSETS)
	@npm run --silent build
	@touch $@

$(STAMPS)/words: $(SOURCES_WORDS) $(STAMPS)/package
	@$(PY) -m tools.messages compile
	@touch $@
