# Each target does its own set-up, once (stamps in .run/stamps); see dev/README.md for the servers.
# OPENDATACOMMUNAL_PORTS=5800 make demo   another port for the site (its servers take the next three)

SHELL := /bin/bash
PYTHON := .venv/bin/python
STAMPS := .run/stamps
.NOTPARALLEL:
.PHONY: help demo stop test test-oracles lint package clean system

help:
	@echo "make demo          the whole suite on a CKAN of your own, with sample data; again: just starts it"
	@echo "make stop          stop the site and its servers; the data stay"
	@echo "make test          all tests, on servers of their own"
	@echo "make test-oracles  comparisons with other programs (Validata, addok); slow"
	@echo "make lint          style, types, templates, translations"
	@echo "make package       wheel and source archive, checked, in dist/"
	@echo "make clean         back to a fresh clone: stop, then delete .run, .venv and what was built"

demo: $(STAMPS)/venv
	@$(PYTHON) dev/demo.py

stop:
	@if [ -x $(PYTHON) ]; then $(PYTHON) dev/demo.py --stop; else echo "Nothing was running."; fi

test: $(STAMPS)/system-test $(STAMPS)/venv
	@$(PYTHON) dev/run_tests.py

test-oracles: $(STAMPS)/venv
	@$(PYTHON) dev/oracles.py

lint: $(STAMPS)/venv
	@$(PYTHON) dev/lint.py

package: $(STAMPS)/venv
	@$(PYTHON) dev/package.py

clean: stop
	@if [ -x $(PYTHON) ]; then $(PYTHON) dev/demo.py --remove; fi
	@rm -rf .run .venv build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

system: $(STAMPS)/system

$(STAMPS)/system: dev/system.sh
	@echo "The machine: what must be there"
	@dev/system.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/system-test: dev/system.sh
	@echo "The machine: what must be there, tests included"
	@dev/system.sh test
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv: pyproject.toml setup.py dev/constraints.txt | $(STAMPS)/system
	@echo "The Python environment, .venv (a minute or two the first time)"
	@[ -x $(PYTHON) ] || python3 -m venv --upgrade-deps .venv
	@mkdir -p $(STAMPS)
	@$(PYTHON) -m pip install --disable-pip-version-check -c dev/constraints.txt \
		-e '.[ckan,dev]' 'ckan[requirements]' >.run/pip.log 2>&1 \
		|| { tail -20 .run/pip.log >&2; \
		     echo "pip could not install everything: see above (network? package index?)." >&2; exit 1; }
	@touch $@
