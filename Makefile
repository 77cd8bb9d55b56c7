# Samfrid. Two commands matter: `make run` and `make test`.
PORT ?= 8000
NAME ?= all
PYTHON ?= python3
MINUTES ?= 60
export PYTHON

.PHONY: run test check setup bench fuzz doctor pictures fast journeys clean help

run: setup  ## start Samfrid with its example municipality: http://localhost:8000
	@exec .venv/bin/samfrid run --port $(PORT)

test: setup  ## every check and every test, journeys in a real browser included
	@scripts/test.sh

setup:  ## what `run` and `test` begin with: packages, assets, word list, translations
	@scripts/setup.sh

check: setup  ## lint, types, architecture, templates, translations, licences
	@scripts/check.sh

fast: setup  ## the tests without the journeys
	.venv/bin/python -m pytest -n 2 -m "not journey"

journeys: setup
	@scripts/browser.sh
	.venv/bin/python -m pytest -m journey

bench: setup  ## measure: make bench NAME=reading (results in bench/results)
	@scripts/bench.sh $(NAME)

fuzz: setup  ## hurt documents for MINUTES=60 and keep what breaks the reader in build/fuzz
	.venv/bin/python scripts/fuzz.py --minutes $(MINUTES)

doctor: setup  ## what is missing on this machine, and how to mend it
	@.venv/bin/samfrid doctor

pictures: setup  ## the README's pictures, from the running program
	@scripts/browser.sh
	.venv/bin/python scripts/pictures.py

clean:  ## throw away what was built; data in var/ is kept
	rm -rf .venv build node_modules

help:
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'
