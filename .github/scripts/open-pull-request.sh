#!/usr/bin/env bash
# Opens the pull request for the form of issue $NUMBER, or brings the one that is open up to date; where the form could
# not be done, or a person has worked on the pull request, answers the issue. Takes only files of the archive out of the
# patch, and runs nothing of it.
set -euo pipefail
[[ $NUMBER =~ ^[0-9]+$ ]] || { echo "no number: $NUMBER" >&2; exit 1; }
branch="form-$NUMBER"
mail="41898282+github-actions[bot]@users.noreply.github.com"

number() {
  gh pr view "$branch" --json number --jq .number
}

answer() {
  gh issue comment "$NUMBER" --edit-last --create-if-none --body-file change/answer.md
}

if [ "$DONE" != true ]; then
  answer
  exit 0
fi

# what a person has committed or approved there is never replaced; whoever amends a commit is its committer alone
seen=$(git ls-remote origin "refs/heads/$branch" | cut -f1)
if [ -n "$seen" ]; then
  git fetch --quiet origin "$seen"
  people=$(git log --format='%ae%n%ce' "HEAD..$seen" | { grep -vxF "$mail" || true; })
  approved=$(gh pr list --head "$branch" --json reviews --jq '.[].reviews[].state' | { grep -x APPROVED || true; })
  if [ -n "$people$approved" ]; then
    pull=$(number)
    echo "合并请求 #$pull 已经有人改过或批准，所以这次编辑没有写进去。还想改什么，请到 #$pull 里留言。" >change/answer.md
    answer
    exit 0
  fi
fi

git config user.name "github-actions[bot]"
git config user.email "$mail"
git switch --force-create "$branch"
git apply --index --whitespace=nowarn --include='source_articles/*' --include='docs/articles/*' change/change.patch
# a link in the tree would lead the next reader out of it
if git ls-files --stage -- source_articles docs/articles | grep -v '^100644 '; then
  echo "only plain files may come in" >&2
  exit 1
fi
git commit --quiet --message "articles: form of issue #$NUMBER"
git push --quiet --force-with-lease="$branch:$seen" origin "$branch"

{ echo "由 #$NUMBER 的表单自动生成，合并后它会关闭。"; echo; echo "Closes #$NUMBER"; echo; cat change/body.md; } >change/pull.md
if gh pr view "$branch" --json state --jq .state 2>/dev/null | grep -qx OPEN; then
  # not `gh pr edit`: it asks for classic project cards, which GitHub has done away with, and changes nothing
  gh api --method PATCH "repos/{owner}/{repo}/pulls/$(number)" --field body=@change/pull.md --silent
else
  gh pr create --base main --head "$branch" --title "表单 #$NUMBER" --body-file change/pull.md --label 表单
fi
gh workflow run pull-request.yml --ref "$branch" --field number="$(number)"
