#!/usr/bin/env bash
# Builds the mini-program: build-miniprogram.sh <h5|weapp> <final dir>. Builds aside and renames, so that a killed
# build leaves nothing half. Prints "progress 40%" lines; exits with the builder's code.
set -euo pipefail
kind=${1:?h5 or weapp}
final=$(realpath -m "${2:?final dir}")
cd "$(dirname "$0")/../miniprogram"
aside="$final.building-$$"
mkdir -p "$(dirname "$final")"
trap 'rm -rf "$aside"' EXIT
trap 'kill "$builder" 2>/dev/null; exit 143' TERM INT
# What a killed build of before left, once its process is gone.
for old in "$final".building-*; do
  [ -e "$old" ] && ! kill -0 "${old##*-}" 2>/dev/null && rm -rf "$old"
done
echo "build $kind"
# In the background, so that a signal is heard while it runs.
OUT_DIR="$aside" NODE_ENV=production node ../node_modules/@tarojs/cli/bin/taro build --type "$kind" &
builder=$!
wait "$builder"
[ -n "$(ls -A "$aside" 2>/dev/null)" ] || { echo "build $kind left nothing in $aside"; exit 1; }
rm -rf "$final.before-$$"
[ ! -e "$final" ] || mv "$final" "$final.before-$$"
mv "$aside" "$final"
rm -rf "$final.before-$$"
echo "built $kind in $final"
