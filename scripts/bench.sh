#!/usr/bin/env bash
# make bench NAME=reading: run one measurement, or all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
names=${1:-all}
if [ "$names" = all ]; then
    names=$(cd bench && ls ./*.py | sed 's#^\./##; s#\.py$##' | grep -v '^_')
fi
for name in $names; do
    echo "== $name"
    .venv/bin/python -m "bench.$name"
done
