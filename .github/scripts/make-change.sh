#!/usr/bin/env bash
# Does what a form asks and leaves in change/ what it came to: change.patch, body.md for the pull request, or answer.md
# for the issue. The form is read from $GITHUB_EVENT_PATH and from nowhere else.
set -euo pipefail
python=${PYTHON:-.venv/bin/python}
mkdir -p change

# four backticks and more, so that nothing that is quoted can end the block
quoted() {
  printf '%s\n' '``````text'
  head -c 8000 "$1" | tr '`' "'"
  printf '\n%s\n' '``````'
}

if "$python" -m scripts new --from-issue "$GITHUB_EVENT_PATH" >change/said 2>change/wrong; then
  git add --all -- source_articles docs/articles
  git diff --cached --binary --no-ext-diff >change/change.patch
fi

if [ -s change/change.patch ]; then
  "$python" -m scripts summary --base HEAD >change/body.md
  echo "done=true" >>"$GITHUB_OUTPUT"
else
  { echo "这张表单还不能变成改动："; echo; cat change/said change/wrong >change/all; quoted change/all
    echo; echo "请照上面的话改一改：点右上角的“…”再点“编辑”，保存后会自动再试一次。"; } >change/answer.md
  echo "done=false" >>"$GITHUB_OUTPUT"
fi
