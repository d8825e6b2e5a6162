# The two commands of the README: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check gate affected lint generated samples site release clean

demo: $(VENV)/.installed
	$(BIN)/appaudit scan samples/planted-shop/planted-shop.apk \
		--policy samples/planted-shop/privacy.html --sdk-list samples/planted-shop/sdks.csv \
		--output out --fail-on never

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

# What CI runs besides the tests: style, types, rules.
lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/appaudit rules lint
	$(BIN)/appaudit rules test

check: lint test

# What most often breaks when two changes meet, in about two minutes: before every merge, where CI is too far away.
# That all tests can be imported is asked first: a module that moved is often named in a test of another room.
gate: lint
	@$(BIN)/python -m pytest -q --collect-only >$(VENV)/collected || { tail -30 $(VENV)/collected; exit 1; }
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_known_ids.py tests/test_tests.py \
		tests/test_golden_reports.py tests/test_samples.py tests/test_docs.py tests/test_door.py tests/cli/test_bad_files.py \
		tests/rules tests/unit/code/test_opcode_numbers.py tests/unit/lexicon tests/unit/judge tests/unit/artifacts tests/hostile/test_every_reader.py tests/test_hostile_strings.py \
		tests/unit/policy/test_chinese_pairs.py tests/unit/policy/test_policies.py tests/fuzz \
		tests/metamorphic/test_documents.py tests/metamorphic/test_small_apps.py tests/cli/test_rules.py

# The tests that import what differs from main, or from BASE: what the gate leaves out, and a merge is most often undone by.
BASE ?= main
affected: $(VENV)/.installed-dev
	$(BIN)/python -m tests.affected $(BASE) | xargs --no-run-if-empty $(BIN)/python -m pytest -q

# Everything in the tree that is written from something else; read the diff before it is committed.
generated: $(VENV)/.installed-dev
	$(BIN)/python docs/build.py
	$(BIN)/python docs/build_architecture.py
	$(BIN)/python docs/build_rules.py
	$(BIN)/python docs/sdks/build.py
	$(BIN)/python -m pytest -q tests/test_golden_reports.py --update-golden

# The documentation as a site, in both languages, in site/.
site: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[site]'
	$(BIN)/mkdocs build --quiet

# What a release consists of, in dist/: see .ci/release.
release:
	.ci/release

samples: $(VENV)/.installed-dev
	$(BIN)/python samples/build.py

# Debian and Ubuntu keep the venv module in a package of its own; with the rights to install it, do.
$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "appaudit needs Python 3.11 or newer" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		rm -rf $(VENV); \
		echo "installing Debian's venv module for $(PYTHON) ..." >&2; \
		SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
		version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq python$$version-venv >/dev/null \
			&& $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "setting up $(VENV): a minute or two, once" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "setting up $(VENV) with all that tests need: a minute or two, once" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) out build dist site .mypy_cache .pytest_cache .ruff_cache
