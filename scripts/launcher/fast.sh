# shellcheck shell=bash
# Lays the application out so that Java starts it in a third of the time: its libraries beside it
# instead of inside it, and a cache of what a start loads, made by one start for practice.

readonly FAST_DIR=app/target/fast
readonly FAST_LOG=target/charla-fast.log

# Sets START_WITH to what Java is to start: the layout if it can be made, otherwise the jar. $@: the
# options that Java will get, with which the cache must agree.
# shellcheck disable=SC2034  # run.sh starts it
prepare_start() {
  START_WITH=(-jar "$APP_JAR")
  [ "${CHARLA_FAST_START:-on}" != off ] || return 0
  # The cache holds for the same paths only.
  local dir=$CHARLA_ROOT/$FAST_DIR
  if ! is_prepared "$dir" "$@"; then
    say "Preparing a fast start, once for this build."
    attended prepare "$dir" "$@" >"$FAST_LOG" 2>&1 || {
      rm -rf "$dir"
      complain "A fast start could not be prepared, so Charla starts slower. $FAST_LOG tells why."
      return 0
    }
  fi
  START_WITH=("-XX:AOTCache=$dir/charla.aot" "-Xlog:aot*=off" -jar "$dir/charla.jar")
}

# What else the cache depends on: the JDK and its options.
fast_terms() { printf '%s\n' "$JDK_HOME" "$@"; }

is_prepared() {
  local dir=$1
  shift
  [ -f "$dir/charla.aot" ] && [ -f "$dir/charla.jar" ] && [ -f "$dir/terms" ] &&
    [ "$dir/charla.aot" -nt target/charla-app.built ] &&
    [ "$(cat "$dir/terms")" = "$(fast_terms "$@")" ]
}

prepare() {
  local dir=$1
  shift
  rm -rf "$dir"
  "$JDK_HOME/bin/java" -Djarmode=tools -jar "$APP_JAR" extract --destination "$dir" || return 1
  # Without the user's settings: no .env file, nothing of the environment.
  (
    cd "$dir" && env -i HOME="${HOME:-/}" PATH="$PATH" "$JDK_HOME/bin/java" \
      "$CHARLA_ROOT/scripts/TrainCache.java" "$dir/charla.aot" "$JDK_HOME/bin/java" "$@" \
      -jar "$dir/charla.jar"
  ) || return 1
  fast_terms "$@" >"$dir/terms"
}
