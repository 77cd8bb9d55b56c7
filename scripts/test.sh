#!/usr/bin/env bash
# Every check and every test. In CI a missing browser is a failure; elsewhere it is said loudly.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
scripts/check.sh || failed+=("checks")
.venv/bin/python -m pytest -q -n 2 -m "not journey" || failed+=("tests")
if scripts/browser.sh; then
    .venv/bin/python -m pytest -q -m journey || failed+=("journeys")
elif [ "${CI:-}" = true ]; then
    failed+=("journeys: no browser")
else
    echo "!!! NO BROWSER: the journeys were NOT run. On Debian: apt-get install chromium" >&2
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[*]}" >&2
    exit 1
fi
echo "Everything passed."
