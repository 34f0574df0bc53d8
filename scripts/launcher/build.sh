# shellcheck shell=bash
# Builds what is to be started, when it is older than its sources.

# The directories and files that go into a jar. $@: modules that do not.
# Directories count too: their time changes when a file in them is deleted or renamed.
sources_without() {
  local pom module
  printf '%s\n' pom.xml
  [ ! -d .mvn ] || printf '%s\n' .mvn
  for pom in */pom.xml; do
    module=${pom%/pom.xml}
    case " $* " in *" $module "*) continue ;; esac
    [ -f "$pom" ] || continue
    printf '%s\n' "$pom"
    if [ "$module" = web ]; then
      [ ! -d web/src ] || printf '%s\n' web/src
    elif [ -d "$module/src/main" ]; then
      printf '%s\n' "$module/src/main"
    fi
  done
}

# Prints why jar $1 has to be built again, or nothing when it need not. $2 is the stamp of its last
# build: a jar's own time says nothing, as reproducible builds set it. $3...: as sources_without.
why_build() {
  local jar=$1 stamp=$2 changed source
  shift 2
  if [ ! -f "$jar" ] || [ ! -f "$stamp" ]; then
    echo "it has not been built here yet"
    return 0
  fi
  changed=$(sources_without "$@" | while IFS= read -r source; do
    find "$source" -newer "$stamp" -print
  done | head -n 1)
  [ -z "$changed" ] || echo "$changed has changed"
}

# Makes jar $2 of module $1 if needed. $3...: modules whose sources do not matter to it.
build_if_needed() {
  local module=$1 jar=$2 stamp=target/charla-$1.built reason
  shift 2
  reason=$(why_build "$jar" "$stamp" "$@")
  [ -n "$reason" ] || return 0
  require_maven
  mkdir -p target
  # Stamped with the time before the build, so that what is edited while it runs counts as newer.
  touch "$stamp.next"
  require_npm_for_model
  say "Building Charla, as $reason."
  mention_downloads
  if maven_quietly package -Dmaven.test.skip=true -pl "$module" -am && [ -f "$jar" ]; then
    touch -r "$stamp.next" "$stamp"
    rm -f "$stamp.next"
  else
    rm -f "$stamp.next"
    explain_build_failure
    exit 1
  fi
}

mention_downloads() {
  [ -d "${HOME:-/nonexistent}/.m2/repository/org/springframework/boot" ] ||
    say "Maven downloads the libraries the first time, which takes some minutes."
}

readonly BUILD_LOG=target/charla-build.log

# Runs Maven with the JDK found, its output in BUILD_LOG, and says now and then that it still works.
maven_quietly() {
  local began=$SECONDS code
  start_ticker 20 still_building "$began"
  attended maven -q -B "$@" >"$BUILD_LOG" 2>&1
  code=$?
  end_ticker
  [ "$code" -eq 0 ] && say "Built in $((SECONDS - began)) s."
  return "$code"
}

still_building() { say "Still building, $((SECONDS - $1)) s so far."; }

# Maven with the JDK found.
maven() { JAVA_HOME=$JDK_HOME "$MAVEN" "$@"; }

explain_build_failure() {
  complain "The build failed:"
  if grep -q '^\[ERROR\]' "$BUILD_LOG"; then
    # Without what Maven always adds: its hints about flags, and blank lines.
    grep '^\[ERROR\]' "$BUILD_LOG" |
      grep -v -e '^\[ERROR\] *$' -e '-> \[Help' -e '\[Help [0-9]*\]' -e 'Re-run Maven' \
        -e 'To see the full stack' -e 'For more information' -e 'After correcting the problems' |
      head -n 25 >&2
    grep -h -e '-> \[Help' "$BUILD_LOG" | sed 's/ -> \[Help.*//' | head -n 3 >&2
  else
    tail -n 25 "$BUILD_LOG" >&2
  fi
  if grep -q -e 'Could not transfer' -e 'Could not resolve' -e 'Unknown host' "$BUILD_LOG"; then
    complain "Maven could not get what it needs: look at the network, and for a proxy at ~/.m2/settings.xml."
  fi
  complain "The whole log is $BUILD_LOG."
}

fix_charla() {
  require_jdk
  require_maven
  say "Formatting the Java code."
  attended maven -q -B spotless:apply "$@" || fail "The formatter failed; what it says is above."
  if [ -f web/package.json ]; then
    require_node
    attended install_web_tools || exit 1
    say "Formatting the web page."
    attended in_web npm run --silent fix || fail "\"npm run fix\" failed in web/; what it says is above."
  fi
}

bench_charla() {
  require_jdk
  if [ "${1:-}" = speech ]; then
    shift
    bench_speech "$@"
  fi
  # The relay's bench starts the application itself, unless it is given another one.
  if [ "${1:-}" = relay ] && [[ " $* " != *" --jar "* && " $* " != *" --help "* ]]; then
    build_if_needed app "$APP_JAR" bench testkit
  fi
  build_if_needed bench bench/target/charla-bench.jar
  exec "$JDK_HOME/bin/java" -jar bench/target/charla-bench.jar "$@"
}

# Measures the application's own ears, so it is part of the application.
bench_speech() {
  build_if_needed app "$APP_JAR" bench testkit
  exec "$JDK_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx1500m -XX:+UseSerialGC \
    -jar "$APP_JAR" bench-speech "$@"
}
