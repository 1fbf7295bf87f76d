#!/usr/bin/env bash
# Leaves in summary/ what is to be said of pull request $NUMBER: number and summary.md, also shown with the run.
set -euo pipefail
python=${PYTHON:-.venv/bin/python}
mkdir -p summary
printf '%s\n' "$NUMBER" >summary/number
options=(--base "$BASE")
[ -z "${PREVIEW:-}" ] || options+=(--preview "$PREVIEW")
"$python" -m scripts summary "${options[@]}" >summary/summary.md
cat summary/summary.md >>"$GITHUB_STEP_SUMMARY"
