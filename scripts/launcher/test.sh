# shellcheck shell=bash
# Runs every test and counts what ran. The levels are those of CONTRIBUTING.md.

readonly WEB_LOG=target/charla-web.log
readonly SHELL_LOG=target/charla-launcher.log
readonly DEPLOY_LOG=target/charla-deploy.log
readonly BESIDE_LOG=target/charla-beside.log
readonly MAVEN_ENDED=target/charla-maven.ended
readonly OUTSIDE_LOG=target/charla-outside.log

test_charla() {
  local failed='' only_maven=no argument beside=''
  local extra=() given=()
  for argument in "$@"; do
    case $argument in
      --long)
        extra+=(-Plong)
        continue
        ;;
      -pl | -pl=* | --projects | --projects=*) only_maven=yes ;;
      -Dtest=* | -Dit.test=*)
        only_maven=yes
        extra+=(-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)
        ;;
    esac
    given+=("$argument")
  done
  # The modules are never installed, so the ones that a chosen module needs are built along with it.
  # All of them: two at once, where they do not need each other.
  case $only_maven in
    yes) extra+=(-am) ;;
    no) extra+=(-T 2) ;;
  esac
  require_jdk
  require_maven
  mkdir -p target
  rm -rf -- */target/surefire-reports */target/failsafe-reports* "$WEB_LOG" "$SHELL_LOG" "$DEPLOY_LOG" "$OUTSIDE_LOG"
  # What is installed is installed before anything runs, as package managers do not like company.
  # Only the application's tests start a browser.
  case $only_maven:" $* " in
    no:* | *app*)
      settle_chromium
      settle_firefox
      settle_sound
      settle_people
      ;;
  esac
  case $only_maven:" $* " in
    no:* | *speech* | *app*) require_espeak ;;
  esac
  # A package of npm's carries the model that these tests hear with.
  case " $* " in
    *speech*) require_node ;;
  esac
  if [ "$only_maven" = yes ]; then
    say "Some modules or tests were chosen, so those of the launcher, the page and the deployment are left out."
  else
    [ ! -f web/package.json ] || require_node
    [ ! -f deploy/test/run.sh ] || settle_deploy_tools
    [ ! -f scripts/test-outside.sh ] || command -v gpg >/dev/null 2>&1 || install_unasked gpg
    start_beside
  fi
  case $only_maven:" $* " in
    no:* | *app* | *bench*) require_npm_for_model ;;
  esac
  mention_downloads
  say "Java: mvn verify"
  attended maven -B -ntp -fae verify ${extra[@]+"${extra[@]}"} ${given[@]+"${given[@]}"} ||
    failed="$failed maven"
  : >"$MAVEN_ENDED"
  [ -z "$beside" ] || end_beside
  # With what Maven has just compiled, and with nothing beside: it is Maven once more.
  if [ "$only_maven" = no ] && [ -f scripts/test-outside.sh ]; then
    test_outside || failed="$failed outside"
  fi
  summarize "$only_maven" || failed="$failed count"
  [ -z "$failed" ] || {
    complain "Failed:$failed. What went wrong is above."
    exit 1
  }
}

# Starts the tests of the launcher, of the page and of the deployment, which run while Maven does; sets
# beside to their process. What they print is shown when they are done. They are a process group of
# their own, so that nothing of them goes on when this script is ended.
start_beside() {
  say "Launcher, page and deployment: beside Maven, in $BESIDE_LOG"
  rm -f "$MAVEN_ENDED"
  set -m
  (
    code=0
    test_launcher || code=1
    if [ -f web/package.json ]; then
      test_web || code=$((code + 2))
    fi
    if [ -f deploy/test/run.sh ]; then
      await_application
      test_deploy || code=$((code + 4))
    fi
    exit "$code"
  ) >"$BESIDE_LOG" 2>&1 </dev/null &
  beside=$!
  set +m
  # shellcheck disable=SC2064  # beside is local to the caller
  trap "kill -- -$beside 2>/dev/null" EXIT
}

# The deployment's tests put the application into an image: waits until Maven has packed it, which is
# before the first of Failsafe's tests, or has ended without.
await_application() {
  until [ -d app/target/failsafe-reports ] || [ -f "$MAVEN_ENDED" ]; do
    sleep 1
  done
}

# Waits for them, shows what they printed, and adds to failed those that failed.
end_beside() {
  local code=0
  wait "$beside" || code=$?
  trap - EXIT
  cat "$BESIDE_LOG"
  [ $((code & 1)) -eq 0 ] || failed="$failed launcher"
  [ $((code & 2)) -eq 0 ] || failed="$failed web"
  [ $((code & 4)) -eq 0 ] || failed="$failed deploy"
}

# Runs "$@" in the page's folder. In a subshell.
in_web() { cd web && "$@"; }

# Runs "$@", what it says also into file $1. In a subshell.
logged() {
  local log=$1
  shift
  set -o pipefail
  "$@" 2>&1 | tee "$log"
}

test_launcher() {
  say "Launcher: scripts/test-launcher.sh"
  (logged "$SHELL_LOG" bash scripts/test-launcher.sh)
}

# npm ci, unless it was done since package-lock.json changed.
install_web_tools() {
  if [ web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
    return 0
  fi
  say "Installing the page's tools with npm."
  (in_web npm ci --no-audit --no-fund --loglevel=error) ||
    fail "\"npm ci\" failed in web/; what it says is above."
}

test_web() {
  install_web_tools
  say "Web: npm test"
  (logged "$WEB_LOG" in_web npm test)
}

# Makes what a release would publish, and has a project elsewhere use it.
test_outside() {
  say "Outside: scripts/test-outside.sh"
  (
    set -o pipefail
    JAVA_HOME=$JDK_HOME PATH=$JDK_HOME/bin:$PATH bash scripts/test-outside.sh 2>&1 | tee "$OUTSIDE_LOG"
  )
}

test_deploy() {
  say "Deploy: deploy/test/run.sh"
  (logged "$DEPLOY_LOG" env "JAVA_HOME=$JDK_HOME" bash deploy/test/run.sh)
}

# Adds up the attribute lines of JUnit's XML reports: prints "run failed skipped". $@: files.
sum_reports() {
  [ $# -gt 0 ] || {
    echo "0 0 0"
    return 0
  }
  awk '
    function number(text, name) {
      if (!match(text, "[ \t\n]" name "=\"[0-9]+\"")) return 0
      text = substr(text, RSTART, RLENGTH)
      gsub(/[^0-9]/, "", text)
      return text + 0
    }
    BEGIN { RS = ">" }
    /<testsuite[ \t\n]/ {
      run += number($0, "tests")
      failed += number($0, "failures") + number($0, "errors")
      skipped += number($0, "skipped")
    }
    END { print run + 0, failed + 0, skipped + 0 }
  ' "$@"
}

# Adds up the closing lines of node --test, whichever reporter wrote them: "run failed skipped".
sum_node() {
  [ -f "$1" ] || {
    echo "0 0 0"
    return 0
  }
  awk '
    $2 == "tests" && NF == 3 { run += $3 }
    $2 == "fail" && NF == 3 { failed += $3 }
    ($2 == "skipped" || $2 == "todo" || $2 == "cancelled") && NF == 3 { skipped += $3 }
    END { print run + 0, failed + 0, skipped + 0 }
  ' "$1"
}

# Adds up the lines of scripts that say "ok - " or "not ok - " themselves.
sum_lines() {
  [ -f "$1" ] || {
    echo "0 0 0"
    return 0
  }
  awk '/^ok - / { run++ } /^not ok - / { run++; failed++ } END { print run + 0, failed + 0, 0 }' "$1"
}

# The report files of one level. Failsafe tests end in IT: FaultIT and BrowserIT are levels of their own.
reports_of() {
  local file
  case $1 in
    unit) set -- */target/surefire-reports/TEST-*.xml ;;
    *)
      local level=$1
      set -- */target/failsafe-reports*/TEST-*.xml
      for file in "$@"; do
        case $level:$file in
          fault:*FaultIT.xml | browser:*BrowserIT.xml) [ -f "$file" ] && printf '%s\n' "$file" ;;
          loopback:*FaultIT.xml | loopback:*BrowserIT.xml) ;;
          loopback:*) [ -f "$file" ] && printf '%s\n' "$file" ;;
        esac
      done
      return 0
      ;;
  esac
  for file in "$@"; do
    [ ! -f "$file" ] || printf '%s\n' "$file"
  done
}

sum_java() {
  local file
  local files=()
  while IFS= read -r file; do
    [ -z "$file" ] || files+=("$file")
  done <<REPORTS
$(reports_of "$1")
REPORTS
  sum_reports ${files[@]+"${files[@]}"}
}

ALL_RUN=0
ALL_FAILED=0
ALL_SKIPPED=0

# Prints the line of level $1, described by $2, from its sums $3 to $5, and adds it to the total.
count_level() {
  [ "$3" -gt 0 ] || return 0
  printf '  %-10s %5d run, %d failed, %d skipped   %s\n' "$1" "$3" "$4" "$5" "$2"
  ALL_RUN=$((ALL_RUN + $3))
  ALL_FAILED=$((ALL_FAILED + $4))
  ALL_SKIPPED=$((ALL_SKIPPED + $5))
}

# Prints the totals. $1: whether only Maven ran. Fails when a test failed or a level ran nothing.
summarize() {
  local launcher web outside deploy level run failed skipped java=0 result=0
  say ""
  say "Tests by level"
  read -r run failed skipped <<<"$(sum_lines "$SHELL_LOG")"
  launcher=$run
  count_level launcher "./charla itself" "$run" "$failed" "$skipped"
  read -r run failed skipped <<<"$(sum_node "$WEB_LOG")"
  web=$run
  count_level web "the page's modules, with node --test" "$run" "$failed" "$skipped"
  for level in unit loopback fault browser; do
    read -r run failed skipped <<<"$(sum_java "$level")"
    java=$((java + run))
    count_level "$level" "$(describe_level "$level")" "$run" "$failed" "$skipped"
  done
  read -r run failed skipped <<<"$(sum_lines "$OUTSIDE_LOG")"
  outside=$run
  count_level outside "what is published, in a project elsewhere" "$run" "$failed" "$skipped"
  read -r run failed skipped <<<"$(sum_node "$DEPLOY_LOG")"
  deploy=$run
  count_level deploy "image and Azure, with deploy/test/run.sh" "$run" "$failed" "$skipped"
  say "total: $((ALL_RUN - ALL_FAILED - ALL_SKIPPED)) passed, $ALL_FAILED failed$(
    [ "$ALL_SKIPPED" -eq 0 ] || printf ', %d skipped' "$ALL_SKIPPED"
  )"
  [ "$ALL_FAILED" -eq 0 ] || result=1
  if [ "$java" -eq 0 ]; then
    complain "No Java test ran."
    result=1
  fi
  if [ "$1" = no ]; then
    [ "$launcher" -gt 0 ] || { complain "No test of the launcher ran." && result=1; }
    if [ -f web/package.json ] && [ "$web" -eq 0 ]; then
      complain "No test of the web page ran."
      result=1
    fi
    if [ -f scripts/test-outside.sh ] && [ "$outside" -eq 0 ]; then
      complain "No test of what is published ran."
      result=1
    fi
    if [ -f deploy/test/run.sh ] && [ "$deploy" -eq 0 ]; then
      complain "No test of the deployment ran."
      result=1
    fi
  fi
  return "$result"
}

describe_level() {
  case $1 in
    unit) echo "pure, wire and scripted, with Surefire" ;;
    loopback) echo "real sockets on this machine, with Failsafe" ;;
    fault) echo "services that break, with Failsafe" ;;
    browser) echo "the page in a headless browser, with Failsafe" ;;
  esac
}
