# shellcheck shell=bash
# What the script says, and to whom: people on the terminal, everything into the log file.

# The exit codes. docs/deployment.md has the same list.
readonly BAD_USAGE=2 NO_TOOL=3 BAD_START=4 NO_INFRASTRUCTURE=5 NO_IMAGE=6 NOT_WELL=7 INTERRUPTED=130

# The terminal's, also while what az says goes elsewhere: a signal may come at any time.
exec 9>&2

LOG=''
# What goes on, for the message after Ctrl-C.
STEP=''

# Begins the log file; only its owner may read it.
open_log() {
  LOG=$(value_of log-file)
  LOG=${LOG:-${TMPDIR:-/tmp}/azdeploy-$(date -u +%Y%m%dT%H%M%SZ)-$$.log}
  if ! (umask 077 && : >"$LOG") 2>/dev/null; then
    LOG=''
    stop "$BAD_USAGE" "The log file $(value_of log-file) cannot be written." "give another with --log-file"
  fi
  log "azdeploy.sh $COMMAND, $(date -u +%Y-%m-%dT%H:%M:%SZ)"
}

log() { [ -z "$LOG" ] || printf '%s\n' "$*" >>"$LOG"; }

say() {
  printf '%s\n' "$*"
  log "$*"
}

# A step begins.
step() {
  STEP=$1
  say "» $1"
}

warn() {
  printf 'Note: %s\n' "$*" >&2
  log "Note: $*"
}

# Ends the script with code $1 after the cause $2 and what to do next, $3.
stop() {
  {
    printf 'azdeploy: %s\n' "$2"
    printf 'Next: %s\n' "$3"
    [ -z "$LOG" ] || printf 'Log:  %s\n' "$LOG"
  } >&9
  log "exit $1: $2 Next: $3"
  exit "$1"
}

# The arguments so that a shell reads them back.
quoted() {
  local word out=''
  for word in "$@"; do
    case $word in
      '' | *[!A-Za-z0-9_./:=@%+,-]*) word="'$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'" ;;
    esac
    out="$out${out:+ }$word"
  done
  printf '%s' "$out"
}

# The command with which this run is done again.
again() { quoted "$INVOKED_AS" ${INVOKED_WITH[@]+"${INVOKED_WITH[@]}"}; }

# The same, with the image that this run has built, so that it is not built twice.
again_with_image() { printf '%s%s' "$(again)" "${BUILT:+ --image $BUILT}"; }

# The flags that lead to this deployment again.
place_flags() {
  [ "$(value_of resource-group)" = "$RESOURCE_GROUP" ] || printf ' --resource-group %s' "$(value_of resource-group)"
  [ "$(value_of name)" = charla ] || printf ' --name %s' "$(value_of name)"
}

at_terminal() { [ -t 0 ] && [ -t 1 ]; }

# Asks $1 unless --yes was given; without a terminal to ask at, that is a must.
confirm() {
  local answer=''
  ! is_on yes || return 0
  ! is_on dry-run || return 0
  at_terminal || stop "$BAD_USAGE" "There is no terminal to ask at whether to go on." "$(again) --yes"
  printf '%s [y/N] ' "$1"
  read -r answer || answer=''
  case $answer in
    y | Y | yes | Yes | YES) return 0 ;;
  esac
  say "Nothing was changed."
  exit 0
}

# Ctrl-C, and what a closing terminal or an operating system sends.
on_interrupt() {
  trap '' INT TERM HUP
  printf '\n' >&9
  if [ "${CHANGED:-no}" = no ]; then
    stop "$INTERRUPTED" "Stopped${STEP:+ during \"$STEP\"}. Nothing was changed." "$(again)"
  fi
  stop "$INTERRUPTED" "Stopped during \"$STEP\". What Azure was told already may still go on there; a second run finishes it." "$(again)"
}
