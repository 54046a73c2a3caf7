#!/usr/bin/env bash
# Writes what well-known formatters of relative times print, a file for each: run.sh [FOLDER, build/times/phrases]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$here/../../.." && pwd)/build/times
python=$build/venv/bin/python
phrases=${1:-$build/phrases}
mkdir -p "$build/npm"

npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --prefix "$build/npm" \
  date-fns@4.4.0 dayjs@1.11.23 javascript-time-ago@2.6.4 moment@2.31.0 timeago.js@4.0.2
[ -x "$python" ] || python3 -m venv "$build/venv"
"$python" -m pip install -qq --disable-pip-version-check -r "$here/requirements.txt"

# Made beside and renamed: a stopped run must not look finished.
rm -rf "$phrases.new"
{
  TZ=UTC NODE_MODULES=$build/npm/node_modules node "$here/ask.mjs"
  TZ=UTC "$python" "$here/ask.py"
} | "$python" "$here/lift.py" "$phrases.new"
rm -rf "$phrases"
mv "$phrases.new" "$phrases"
