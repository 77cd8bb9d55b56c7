#!/usr/bin/env bash
# Makes what `make run` and `make test` begin with: a virtual environment from the lock file, the front-end
# assets from the npm lock file, the word list that the reader repairs with, and the compiled translations.
# Each step is skipped when what it is made from has not changed, so that a second call costs next to nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp() { cat "$@" 2>/dev/null | sha256sum | cut -d' ' -f1; }
fresh() { [ -f "build/stamps/$1" ] && [ "$(cat "build/stamps/$1")" = "$2" ]; }
keep() { mkdir -p build/stamps && printf '%s' "$2" >"build/stamps/$1"; }

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Samfrid needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1)." >&2
    exit 1
}

# the environment's programs name the folder that it was made in: in another place it is made anew
fresh place "$PWD" || rm -rf .venv
want=$(stamp requirements.lock requirements-uv.lock pyproject.toml)
if ! { [ -x .venv/bin/python ] && fresh packages "$want"; }; then
    echo "Installing Python packages (locked, hashes checked) …"
    "$python" -m venv .venv || { echo "On Debian: apt-get install python3-venv" >&2; exit 1; }
    # uv is quicker; pip, which checks the same hashes, does where uv cannot be had
    if .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock; then
        .venv/bin/uv pip install -q --system-certs --python .venv/bin/python --require-hashes -r requirements.lock ||
            .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
    else
        .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
    fi
    .venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
    # where Python writes no compiled files by itself, every start would compile all of it anew
    .venv/bin/python -m compileall -q -j 2 .venv/lib/python*/site-packages >/dev/null 2>&1 || true
    keep packages "$want"
    keep place "$PWD"
fi

want=$(stamp package-lock.json scripts/build_assets.py src/samfrid/web/design/*)
if ! fresh assets "$want"; then
    echo "Building front-end assets and language data (npm, locked) …"
    .venv/bin/python scripts/build_assets.py
    keep assets "$want"
fi

want=$(stamp scripts/build_words.py src/samfrid/reading/repair/words.py src/samfrid/reading/repair/domain_words.txt requirements.lock)
if ! fresh words "$want"; then
    echo "Packing the Swedish word list …"
    .venv/bin/python scripts/build_words.py
    keep words "$want"
fi

want=$(stamp package-lock.json scripts/build_lexicon.py src/samfrid/search/language/irregular.py requirements.lock)
if ! fresh lexicon "$want"; then
    echo "Packing the Swedish inflections …"
    .venv/bin/python scripts/build_lexicon.py
    keep lexicon "$want"
fi

want=$(stamp $(find src -name '*.po' | sort))
if ! fresh translations "$want"; then
    .venv/bin/python scripts/build_translations.py
    keep translations "$want"
fi
