# The commands of the archive; `make` alone lists them. Plain make 3.81, as macOS ships it.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

# The first Python of the machine that is new enough; looked for only when the environment has to be made.
FIND := for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done

# Material for MkDocs advertises its successor at every build; the same tree is built with it in tests/site.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help new site serve admin test lock clean-cache
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' Makefile | expand -t 20

# The page comes by the environment and as it was written, so that no part of its name is read as a command. In a git
# repository only what has changed is checked.
override PAGE := $(value PAGE)
export PAGE
new: $(VENV)/.site ## take a page into the archive and check it: make new PAGE=page.txt
	@if [ -z "$$PAGE" ]; then echo "要收哪一版？请写上文件名，如 make new PAGE=夜巡-20230518.txt" >&2; exit 2; fi
	@$(BIN)/python -m scripts new -- "$$PAGE"
	@echo; base=$$(git rev-parse --quiet --verify HEAD 2>/dev/null); $(BIN)/python -m scripts check $${base:+--changed $$base}

# A page that cannot be used stops nothing but the exit code: the site is made from all others. What `check` finds while
# the site is being built comes last, where it is seen.
site: $(VENV)/.site ## clean what is new in source_articles/, check, and build site/
	@bad=0; failed=0; \
	$(BIN)/python -m scripts clean --brief || bad=1; \
	nice $(BIN)/python -m scripts check > $(VENV)/.check 2>&1 & checking=$$!; \
	trap 'kill $$checking 2>/dev/null; exit 130' INT TERM; \
	$(BIN)/python -m scripts build || failed=1; \
	wait $$checking || bad=1; \
	cat $(VENV)/.check; \
	if [ $$failed = 1 ]; then exit 1; fi; \
	if [ $$bad = 1 ]; then echo "网站建好了，上面还有错误要改；改好再运行 make site"; exit 1; fi

serve: $(VENV)/.site ## preview with live reload
	@$(BIN)/python -m scripts serve

admin: $(VENV)/.site ## put the form in the browser into site/admin (wants npm)
	@[ -f site/admin/config.yml ] || $(BIN)/python -m scripts build
	@$(BIN)/python -m scripts admin

# pytest comes last: its closing line is the result.
test: $(VENV)/.test ## lint, types and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist worksteal

clean-cache: ## remove everything that can be made again
	rm -rf $(VENV) .woven/* site .cache .hypothesis .mypy_cache .ruff_cache .pytest_cache
	find scripts tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# A changed requirement wants new hashes of it and of all that it needs, for every platform: `make lock`.
lock: $(BIN)/python ## pin the hashes anew, after a change of requirements*.txt
	@$(PIP) uv==0.13.9
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile $$name.txt --universal --python-version 3.11 --generate-hashes --quiet \
			--no-emit-index-url --no-header --no-annotate --output-file $$name.lock.txt || exit 1; done

$(VENV)/.site: requirements.lock.txt $(BIN)/python
	@echo "准备 Python 环境（requirements.lock.txt 改动后才再做一次）…"
	@$(PIP) --require-hashes -r requirements.lock.txt
	@touch $@

$(VENV)/.test: requirements-dev.lock.txt $(VENV)/.site
	@$(PIP) --require-hashes -r requirements-dev.lock.txt
	@touch $@

$(BIN)/python:
	@python=$$($(FIND)); \
	if [ -z "$$python" ]; then echo "需要 Python 3.11 或更新的版本；这台机器上没有找到。请安装后再试。" >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip' 2>/dev/null; then \
		echo "$$python 缺少 venv 和 pip。Debian、Ubuntu 上请运行：sudo apt-get install python3-venv" >&2; exit 1; fi; \
	$$python -m venv --clear $(VENV)
