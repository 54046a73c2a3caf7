#!/usr/bin/env bash
# Writes what well-known formatters of relative times print to build/times/phrases: run.sh [BUILD]
# Needs npm with node, python3 with venv, and Debian's packages php-cli and php-nesbot-carbon (2.62).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${1:-$here/../../../build/times}
mkdir -p "$build/printed"
cd "$build/printed"

npm install --silent --no-save --no-package-lock --prefix . \
  date-fns@4.4.0 dayjs@1.11.23 javascript-time-ago@2.6.4 moment@2.31.0 \
  react@19.3.1 react-timeago@8.3.0 timeago@1.6.7 timeago.js@4.0.2
[ -d venv ] || python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check -r "$here/requirements.txt"

rm -rf "$build/phrases"
{
  node "$here/sample.mjs" node_modules
  venv/bin/python "$here/sample.py"
  php "$here/sample.php" /usr/share/php
} | venv/bin/python "$here/lift.py" "$build/phrases"
