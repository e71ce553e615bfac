# Two commands matter: `make demo` and `make test`. `make help` tells the rest.
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check test-tools lock api-examples vendor battery screenshots rules-coverage runtime tools bench
python := .venv/bin/python

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

demo: runtime ## the whole product with a living market, at http://localhost:8000/ (PORT and HOST are honoured)
	@exec $(python) -m tte.ops.launch demo

demo-reset: runtime ## stop the demonstration and empty it
	@$(python) -m tte.ops.launch reset

test: tools ## all gates and all tests: real PostgreSQL, Valkey, worker and browser
	@bin/gates
	@exec bin/test

check: tools ## the fast part of `make test`: gates and the tests without races, batteries and browser
	@bin/gates
	@exec $(python) -m pytest -m "not slow"

test-tools: ## what only tests need from the system: Chromium, CJK fonts, poppler
	@bin/test-tools

battery: tools ## reliability tests, e.g. make battery T=r1 SIZE=quick SEED=7; full runs write docs/battery.md
	@$(python) -m tests.battery $(or $(T),all) --size $(or $(SIZE),full) $(if $(SEED),--seed $(SEED)) $(if $(WRITE),--write)

screenshots: tools ## pictures of the main pages into var/screenshots/
	@$(python) -m tests.screenshots

bench: tools ## a benchmark with its own servers: make bench B=p1 SIZE=smoke|medium|full
	@$(python) -m bench $(or $(B),p1) --size $(or $(SIZE),medium)

rules-coverage: tools ## docs/rules-coverage.md from the marks of the tests
	@bin/rules-coverage

api-examples: tools ## record the examples of the API anew, and docs/openapi.yaml with them
	@TTE_WRITE_EXAMPLES=1 $(python) -m pytest tests/tte/api/examples -q
	@$(python) manage.py spectacular --fail-on-warn --validate --lang en --settings tte.settings.test --file docs/openapi.yaml

vendor: ## fetch the pinned front-end files again and compare their hashes
	@bin/vendor

lock: tools ## lock the dependencies of pyproject.toml with hashes
	@bin/lock

runtime:
	@bin/venv requirements/runtime.txt

tools: runtime
	@bin/venv requirements/test.txt
