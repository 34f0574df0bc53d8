#!/usr/bin/env bash
# Tests of the launcher: each lays out a small world of its own and runs the real scripts in it.
# "scripts/test-launcher.sh NAME" runs those whose name holds NAME.
set -u

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/charla-launcher.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT

for part in world jdk port build fast run ending service models language test; do
  # shellcheck source=/dev/null
  . "$repository/scripts/launcher-tests/$part.sh"
done
unset CHARLA_SEARCH_ROOT
# shellcheck disable=SC2034  # the tests run programs of it
real_jdk=$(
  # shellcheck source=scripts/launcher/jdk.sh
  . "$repository/scripts/launcher/jdk.sh"
  find_jdk && printf '%s\n' "$JDK_HOME"
) || { echo "not ok - there is no JDK 25 to test with" && exit 1; }

passed=0
failed=0
for name in $(declare -F | sed -n 's/^declare -f test_//p'); do
  case $name in *"${1:-}"*) ;; *) continue ;; esac
  sentence=$(printf '%s' "$name" | tr _ ' ')
  if output=$(lay_world "$name" && "test_$name" 2>&1); then
    passed=$((passed + 1))
    echo "ok - $sentence"
  else
    failed=$((failed + 1))
    echo "not ok - $sentence"
    printf '%s\n' "$output" | sed 's/^/    /'
  fi
done
echo "launcher: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
