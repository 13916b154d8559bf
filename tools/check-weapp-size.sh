#!/usr/bin/env bash
# Bytes of each package of the weapp build; the main one must stay under 1 MiB (WeChat's own limit is 2 MiB).
set -euo pipefail
dir=${1:-"$(dirname "$0")/../dist/weapp"}
limit=$((1024 * 1024))
[ -f "$dir/app.json" ] || { echo "no weapp build in $dir"; exit 1; }
cd "$dir"
bytes() { find "$@" -type f ! -name '*.LICENSE.txt' -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
total=$(bytes .)
roots=$(node -e 'for (const each of JSON.parse(fs.readFileSync("app.json")).subPackages ?? []) console.log(each.root)')
main=$total
for root in $roots; do
  part=$(bytes "$root")
  main=$((main - part))
  echo "subpackage $root: $part bytes"
  [ "$part" -lt $((2 * limit)) ] || { echo "subpackage $root is over 2 MiB"; exit 1; }
done
echo "main package: $main bytes of $limit"
[ "$main" -lt "$limit" ] || { echo "the main package is too large"; exit 1; }
