#!/usr/bin/env bash
# Format, lint, types, layers, unused code. Prints how many modules the layer check saw; none is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
npx biome check .
npx tsc --noEmit
npx tsc --noEmit -p miniprogram
layers=$(npx depcruise main.ts bot server shared migrations miniprogram/src --config .dependency-cruiser.cjs)
echo "$layers"
seen=$(echo "$layers" | grep -oE '[0-9]+ modules' | head -1 | grep -oE '[0-9]+' || echo 0)
[ "${seen:-0}" -gt 50 ] || { echo "layers: saw only ${seen:-0} modules"; exit 1; }
npx knip
