#!/usr/bin/env bash
# Makes each label of .github/labels.yml, or brings its colour and description up to date.
set -euo pipefail
sed -n 's/^- {name: \(.*\), color: \(.*\), description: \(.*\)}$/\1\t\2\t\3/p' .github/labels.yml |
  while IFS=$'\t' read -r name color description; do
    gh label create "$name" --color "$color" --description "$description" --force
  done
