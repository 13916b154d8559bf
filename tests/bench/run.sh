#!/usr/bin/env bash
# Every benchmark, each printing ratios to a floor measured in the same run.
set -euo pipefail
cd "$(dirname "$0")/../.."
for bench in tests/bench/*-bench.ts; do
  echo; echo "== $(basename "$bench" -bench.ts)"
  npx tsx "$bench"
done
