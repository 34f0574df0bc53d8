#!/usr/bin/env bash
# Every test of what is in deploy/: shellcheck, bats against a recording stand-in for az, and the rest with
# node. Each ends with lines "# tests", "# fail" and "# skipped", which ./charla test adds up. Where a
# tool lacks, what needs it is left out with a word; with CI set that is a failure.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

result=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

count() { printf '# tests %d\n# fail %d\n# skipped %d\n' "$1" "$2" "$3"; }

# Runs "$@" in a network of its own, where that is allowed: the interfaces of containers come and go, and
# with each of them a browser that is driven beside gives up what it asks for (ERR_NETWORK_CHANGED).
apart() {
  if unshare --net ip link set lo up 2>/dev/null; then
    # shellcheck disable=SC2016  # expanded by the shell inside
    unshare --net sh -c 'ip link set lo up && exec "$@"' apart "$@"
  else
    "$@"
  fi
}

# Whether tool $1 is here. Without it, what it is for, $2, is left out.
have() {
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "Left out: $2, as there is no $1 here."
  count 1 0 1
  [ -z "${CI:-}" ] || result=1
  return 1
}

check_scripts() {
  local failed=0
  # The libraries are checked as the script reads them.
  (cd .. && shellcheck --external-sources --check-sourced azdeploy.sh) || failed=1
  shellcheck ../image/*.sh run.sh bats/bin/* bats/world.bash bats/*.bats || failed=1
  [ "$failed" -eq 0 ] && echo "ok - shellcheck finds nothing in the scripts"
  count 1 "$failed" 0
  return "$failed"
}

run_bats() {
  local code
  bats --tap bats/*.bats >"$work/bats" 2>&1
  code=$?
  cat "$work/bats"
  count "$(grep -cE '^(not )?ok ' "$work/bats")" "$(grep -c '^not ok ' "$work/bats")" 0
  return "$code"
}

if have shellcheck "the check of the scripts"; then
  check_scripts || result=1
fi
bats_pid=''
if have bats "the tests of azdeploy.sh by themselves"; then
  run_bats >"$work/bats-said" &
  bats_pid=$!
fi
if ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
  echo "Left out: everything that runs on Node.js, as there is no version 20 or newer here."
  count 1 0 1
  [ -z "${CI:-}" ] || result=1
else
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    # No package needs to run anything when it is installed.
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || exit 1
  fi
  apart npm test || result=1
fi
if [ -n "$bats_pid" ]; then
  wait "$bats_pid" || result=1
  cat "$work/bats-said"
fi
exit "$result"
