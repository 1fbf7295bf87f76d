#!/usr/bin/env bash
# Posts the summary that run $RUN left, in the one comment of its pull request. The artifact may have been made by a fork:
# its number counts only when that pull request stands at $HEAD_SHA, and its text loses what could call people.
set -euo pipefail
mark='<!-- summary of the archive -->'
gh run download "$RUN" --repo "$REPOSITORY" --name summary --dir summary

number=$(head -c 20 summary/number | tr -cd '0-9')
[ -n "$number" ] || { echo "no number" >&2; exit 1; }
head=$(gh api "repos/$REPOSITORY/pulls/$number" --jq .head.sha)
[ "$head" = "$HEAD_SHA" ] || { echo "pull request $number stands at another commit" >&2; exit 1; }

MARK=$mark python3 - <<'PYTHON'
import json, os, pathlib
mark = os.environ["MARK"]
text = pathlib.Path("summary/summary.md").read_bytes()[:400_000].decode("utf-8", "replace")
text = text.removeprefix(mark).replace("@", "\uff20").replace("<!--", "")[:60_000]
pathlib.Path("comment.json").write_text(json.dumps({"body": f"{mark}\n{text.strip()}\n"}), encoding="utf-8")
PYTHON

comment=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$mark\"))) | .id" | head -n 1)
if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --input comment.json --silent
else
  gh api --method POST "repos/$REPOSITORY/issues/$number/comments" --input comment.json --silent
fi
