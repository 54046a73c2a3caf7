# `make demo` and `make test` need nothing but Python 3.11 or newer with venv, and the package registry.
PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/bash

.PHONY: install demo test lint bench deploy tables places clean

# The environment: made anew only when the pins have changed.
.venv/.installed: requirements.txt pyproject.toml setup.py
	@echo "Installing into .venv (about a minute without a cache)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@

install: .venv/.installed

demo: .venv/.installed
	@PYTHONPATH=tests $(BIN)/python -m newsroom.demo --folder demo

# Four processes, a file each at a time: crawls wait more than they work.
test: .venv/.installed
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -q

lint: .venv/.installed-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: .venv/.installed-dev
	@$(BIN)/python benchmarks/times.py
	@$(BIN)/python benchmarks/datelines.py
	@$(BIN)/python benchmarks/places.py
	@$(BIN)/python benchmarks/crawl.py
	@$(BIN)/python benchmarks/extract.py
	@$(BIN)/python benchmarks/workers.py
	@$(BIN)/python benchmarks/rendered.py
	@$(BIN)/python benchmarks/store.py
	@$(BIN)/python benchmarks/week.py
	@$(BIN)/python benchmarks/nothing_new.py

# To the Scrapyd of scrapy.cfg: make deploy, or make deploy TARGET=name
deploy: .venv/.installed
	@$(BIN)/python -m tools.deploy $(TARGET)

# The words of listing times, made anew from CLDR, formatters and tools/times/languages; needs npm, node and php.
tables: .venv/.installed
	@tools/times/printed/run.sh
	@$(BIN)/python -m tools.times

# The gazetteer, made anew from GeoNames, CLDR and tools/places/*.csv; needs npm.
places: .venv/.installed
	@$(BIN)/python -m tools.places

clean:
	rm -rf .venv demo build *.egg-info
