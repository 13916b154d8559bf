#!/usr/bin/env bash
# Everything that is deployed: the compiled server, the browser build and the WeChat build of the mini-program.
set -euo pipefail
cd "$(dirname "$0")/.."
bash tools/build-server.sh
bash tools/build-miniprogram.sh h5 dist/h5
bash tools/build-miniprogram.sh weapp dist/weapp
