#!/usr/bin/env bash
# The compiled server in dist/ (main.js and its folders), built aside and renamed part by part.
set -euo pipefail
cd "$(dirname "$0")/.."
aside=$(mktemp -d ./.build-XXXXXX)
trap 'rm -rf "$aside"' EXIT
npx tsc -p tsconfig.build.json --outDir "$aside"
# The design tokens are a link to shared/design.
cp -rL bot/sandbox/page "$aside/bot/sandbox/page"
mkdir -p dist
# The entry last: it is what says that a build is there.
for part in "$aside"/{bot,server,shared,migrations} "$aside/main.js"; do
  name=$(basename "$part")
  rm -rf "dist/$name.old"
  [ ! -e "dist/$name" ] || mv "dist/$name" "dist/$name.old"
  mv "$part" "dist/$name"
  rm -rf "dist/$name.old"
done
