#!/usr/bin/env bash
# The compiled server in dist/, the mini-program in dist/h5 and dist/weapp; each built aside and renamed.
set -euo pipefail
cd "$(dirname "$0")/.."
aside=$(mktemp -d ./.build-XXXXXX)
trap 'rm -rf "$aside"' EXIT
npx tsc -p tsconfig.build.json --outDir "$aside/server"
cp -r bot/sandbox/page "$aside/server/bot/sandbox/page"
mkdir -p dist
for part in "$aside/server"/*; do
  name=$(basename "$part")
  rm -rf "dist/$name.old"
  [ ! -e "dist/$name" ] || mv "dist/$name" "dist/$name.old"
  mv "$part" "dist/$name"
  rm -rf "dist/$name.old"
done
bash tools/build-miniprogram.sh h5 dist/h5
bash tools/build-miniprogram.sh weapp dist/weapp
