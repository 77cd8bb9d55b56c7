#!/usr/bin/env bash
# Lint, types, architecture, templates, translations, licences, security. All are run; any failure fails the whole.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()

check() {
    local name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok    $name"
    else
        echo "FAIL  $name"
        printf '%s\n' "$output" | tail -n 60
        failed+=("$name")
    fi
}

bin=.venv/bin
check "ruff" $bin/ruff check src tests bench scripts
check "format" $bin/ruff format --check src tests bench scripts
check "types" $bin/mypy src/samfrid tests bench scripts
check "architecture" $bin/lint-imports --no-cache
check "sizes" $bin/python scripts/check_sizes.py
check "templates" $bin/djlint src/samfrid --lint --quiet
check "migrations" $bin/python -m django makemigrations --check --dry-run --settings samfrid.web.settings_test
check "translations" $bin/python scripts/build_translations.py --check
check "licences" $bin/python scripts/check_licences.py
check "security" $bin/bandit -q -r src -c pyproject.toml

[ ${#failed[@]} -eq 0 ]
