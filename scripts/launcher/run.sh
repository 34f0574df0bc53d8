# shellcheck shell=bash
# Starts Charla, tells when it is ready, and stops it with Ctrl-C.

readonly APP_JAR=app/target/charla.jar

# Measured needs, not limits of the machine: docs/configuration.md tells what they stand for.
readonly USUAL_JAVA_OPTS='--enable-native-access=ALL-UNNAMED -Xms96m -Xmn48m -Xmx1g -XX:SurvivorRatio=6 -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Xss512k'

# Whatever other options are set: a process that is out of memory answers some and forgets others,
# and only one that has ended is started again. -XX:-ExitOnOutOfMemoryError turns it off.
readonly SURE_JAVA_OPT='-XX:+ExitOnOutOfMemoryError'

run_charla() {
  local open=no asked=no asked_port='' language='' port
  local pass=()
  while [ $# -gt 0 ]; do
    case $1 in
      --open) open=yes ;;
      --port)
        [ $# -gt 1 ] || usage_error "--port wants a number after it."
        asked=yes
        asked_port=$2
        shift
        ;;
      --port=* | --server.port=*)
        asked=yes
        asked_port=${1#*=}
        ;;
      --language)
        [ $# -gt 1 ] || usage_error "--language wants a language after it, such as es."
        language=$2
        shift
        ;;
      --language=*) language=${1#*=} ;;
      -h | --help)
        print_help
        exit 0
        ;;
      *) pass+=("$1") ;;
    esac
    shift
  done
  [ "$asked" = no ] || check_port "$asked_port" --port
  require_jdk
  build_if_needed app "$APP_JAR" bench testkit
  if [ -n "$language" ]; then
    settle_language "$language" ${pass[@]+"${pass[@]}"}
    pass+=(${LANGUAGE_SETTINGS[@]+"${LANGUAGE_SETTINGS[@]}"})
  fi
  port=$(choose_port "$asked_port") || exit
  start_java "--server.port=$port" ${pass[@]+"${pass[@]}"}
  watch_start is_ready "$port" "$open" ${pass[@]+"${pass[@]}"}
  wait_for_charla
}

# Looks at the settings and the way to the service, and says what is wrong.
examine_charla() {
  require_jdk
  build_if_needed app "$APP_JAR" bench testkit
  exec "$JDK_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx256m -XX:TieredStopAtLevel=1 \
    -jar "$APP_JAR" doctor "$@"
}

usage_error() {
  complain "$*"
  exit 2
}

# Ends the launcher unless $1, given as $2, can be a port.
check_port() {
  local number=$1
  case $number in
    '' | *[!0-9]* | ??????*) number=0 ;;
  esac
  if [ "$number" -lt 1 ] || [ "$number" -gt 65535 ]; then
    usage_error "$2 is \"$1\", and a port is a number from 1 to 65535."
  fi
}

# Whether something on this machine answers at port $1.
port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

# Setting $1 as .env has it, by the rules by which the application reads that file: the launcher needs
# to know where it listens. Nothing when a statement cannot be read, as then the application ends and
# says so. Not what needs more than that for a port or an address: ${NAME}, escapes and UTF-16.
in_env_file() {
  [ -r .env ] || return 0
  LC_ALL=C awk -v wanted="$1" '
    { text = text $0 "\n" }
    function blanks() { while (substr(text, at, 1) ~ /^[ \t\r\f\v]$/) at++ }
    function rest_of_line() { while (at <= size && substr(text, at, 1) != "\n") at++ }
    function quoted(mark, from, each) {
      from = ++at
      for (; at <= size; at++) {
        each = substr(text, at, 1)
        if (each == mark && substr(text, at - 1, 1) != "\\") return substr(text, from, at++ - from)
      }
      exit
    }
    function bare(from, value) {
      from = at
      while (at <= size && substr(text, at, 1) != "\n") {
        if (at > from && substr(text, at - 1, 2) ~ /^[ \t]#$/) break
        at++
      }
      value = substr(text, from, at - from)
      sub(/[ \t\r\f\v]+$/, "", value)
      return value
    }
    END {
      sub(/^\357\273\277/, "", text)
      size = length(text)
      for (at = 1; at <= size; ) {
        while (at <= size && substr(text, at, 1) ~ /^[ \t\r\f\v\n]$/) at++
        if (substr(text, at) ~ /^export[ \t]/) { at += 6; blanks() }
        if (substr(text, at, 1) == "#") { rest_of_line(); continue }
        if (substr(text, at, 1) == "\047") name = quoted("\047")
        else {
          from = at
          while (at <= size && substr(text, at, 1) !~ /^[=# \t\r\f\v\n]$/) at++
          name = substr(text, from, at - from)
        }
        blanks()
        if (substr(text, at, 1) == "=") {
          at++
          blanks()
          mark = substr(text, at, 1)
          value = mark == "\"" || mark == "\047" ? quoted(mark) : bare()
          if (name == wanted) { found = value; is_found = 1 }
        }
        blanks()
        if (substr(text, at, 1) == "#") rest_of_line()
        if (at <= size && substr(text, at, 1) != "\n") exit
      }
      if (is_found) print found
    }
  ' .env
}

# Prints the port to use: $1 or nothing else if it is given; otherwise PORT or 8080, or the next free.
choose_port() {
  local port
  if [ -n "$1" ]; then
    if port_taken "$1"; then
      fail "Port $1 is taken. Stop what uses it, give another with --port, or leave --port out to have a free one chosen."
    fi
    printf '%s\n' "$1"
    return 0
  fi
  local wanted=${PORT:-$(in_env_file PORT)}
  wanted=${wanted:-8080}
  check_port "$wanted" PORT
  port=$wanted
  while port_taken "$port"; do
    port=$((port + 1))
    if [ "$port" -gt 65535 ] || [ "$port" -gt $((wanted + 100)) ]; then
      fail "Port $wanted and the hundred after it are taken. Give a free one with --port."
    fi
  done
  [ "$port" -eq "$wanted" ] || say "Port $wanted is taken, so Charla uses $port." >&2
  printf '%s\n' "$port"
}

# Succeeds when the application at port $1 says that it is well.
is_ready() {
  local status=''
  {
    printf 'GET /actuator/health HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$1" >&3
    IFS= read -r -t 2 status <&3
  } 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1"
  case $status in
    'HTTP/1.'?' 200'*) return 0 ;;
    *) return 1 ;;
  esac
}

# How long a start may take before somebody who waits is told that it goes on.
LATE_SECONDS=60

# Where Charla was told to listen, in the order in which it looks itself. $@: its arguments.
told_address() {
  local argument address=''
  for argument in "$@"; do
    case $argument in --server.address=*) address=${argument#*=} ;; esac
  done
  [ -n "$address" ] || address=${SERVER_ADDRESS:-$(in_env_file SERVER_ADDRESS)}
  printf '%s\n' "$address"
}

# Whether anything at all listens at port $1, on this machine or at address $2, which may be empty.
listens() {
  port_taken "$1" || { [ -n "$2" ] && (exec 3<>"/dev/tcp/$2/$1") 2>/dev/null; }
}

open_in_browser() {
  local opener
  for opener in open xdg-open wslview; do
    if command -v "$opener" >/dev/null 2>&1; then
      "$opener" "$1" >/dev/null 2>&1 &
      return 0
    fi
  done
  say "No browser could be opened from here: open $1 yourself."
}

# Passes signal $1 on to Java: what a script starts in the background does not get a terminal's Ctrl-C.
stop_charla() {
  local again=$CHARLA_STOP
  CHARLA_STOP=${CHARLA_STOP:-$1}
  [ -n "$CHARLA_PID" ] || return 0
  if [ -n "$again" ] && [ "$1" = INT ]; then
    kill -KILL "$CHARLA_PID" 2>/dev/null
    return 0
  fi
  if [ "$1" = INT ]; then
    say ""
    say "Stopping. Ctrl-C again ends it at once."
  fi
  kill -TERM "$CHARLA_PID" 2>/dev/null
}

# shellcheck disable=SC2034  # ending.sh looks at it
# Starts Java with the application's arguments "$@" in the background and sets CHARLA_PID.
start_java() {
  local options=()
  IFS=' ' read -r -a options <<<"$SURE_JAVA_OPT ${CHARLA_JAVA_OPTS-$USUAL_JAVA_OPTS}"
  prepare_start ${options[@]+"${options[@]}"}
  say "Starting Charla."
  ATTENDED=starting
  # For glibc: each thread has an area of its own otherwise, and of what decodes take for a moment
  # those of many threads keep 30 to 50 MB.
  MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2} "$JDK_HOME/bin/java" ${options[@]+"${options[@]}"} "${START_WITH[@]}" "$@" &
  CHARLA_PID=$!
  ATTENDED=''
  # A signal that came before there was anything to pass it on to.
  [ -z "$CHARLA_STOP" ] || kill -TERM "$CHARLA_PID"
}

# Ends the launcher with Java's code once Java has ended.
wait_for_charla() {
  local code
  # Without bash's own line about a killed job.
  wait "$CHARLA_PID" 2>/dev/null
  code=$?
  # A trap ends the wait early; go on until Java has gone.
  while kill -0 "$CHARLA_PID" 2>/dev/null; do
    wait "$CHARLA_PID" 2>/dev/null
    code=$?
  done
  case $CHARLA_STOP in
    INT) exit 0 ;;
    '')
      [ "$code" -eq 0 ] ||
        complain "Charla ended by itself with code $code. What it says above, or ./charla help, tells why."
      ;;
  esac
  exit "$code"
}

# Waits until Charla answers, which command $1 tells when it is given port $2. Charla prints its
# address by itself; here it is opened, if $3 is yes. $4...: its arguments.
watch_start() {
  local ready=$1 port=$2 open=$3 began=$SECONDS told='' address
  shift 3
  address=$(told_address "$@")
  while [ -z "$CHARLA_STOP" ] && kill -0 "$CHARLA_PID" 2>/dev/null; do
    if "$ready" "$port"; then
      [ "$open" = no ] || open_in_browser "http://localhost:$port"
      return 0
    fi
    if [ -z "$CHARLA_STOP$told" ] && [ $((SECONDS - began)) -ge "$LATE_SECONDS" ]; then
      # Charla says that it is ready once it listens, which may be before it says that it is well.
      listens "$port" "$address" || say "Charla does not answer at port $port yet, after a minute. It may still come."
      told=yes
    fi
    sleep 0.2
  done
}
