# shellcheck shell=bash
# The one way to az. Every call is in the log; what az said last is in $WORK/said.

# Whether anything was changed in Azure, for the message after Ctrl-C.
CHANGED=no
WORK=''

# A directory of the script's own. When the script ends it is gone, and others may go to work.
open_work() {
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/azdeploy.XXXXXX") || stop "$NO_TOOL" "No temporary directory can be made." "set TMPDIR to a directory you may write to"
  trap 'rm -rf "$WORK"; release_lock' EXIT
}

# Calls az with the subscription that was settled on. "az rest" has it in its address.
call_az() {
  case $1 in
    rest) command az "$@" ;;
    *) command az "$@" ${SUBSCRIPTION_ID:+--subscription "$SUBSCRIPTION_ID"} ;;
  esac
}

# Prints what az answers, without logging it. For questions that change nothing.
az_ask() {
  local code
  log "? az $(quoted "$@")"
  call_az "$@" --only-show-errors 2>"$WORK/said"
  code=$?
  [ ! -s "$WORK/said" ] || log "$(cat "$WORK/said")"
  return "$code"
}

# Does something in Azure, or says what it would do. All that az says goes to the log.
az_do() {
  local code
  if is_on dry-run; then
    say "  would run: az $(quoted "$@")"
    return 0
  fi
  CHANGED=yes
  log "! az $(quoted "$@")"
  if is_on verbose; then
    call_az "$@" 2>&1 | tee "$WORK/said"
    code=${PIPESTATUS[0]}
  else
    call_az "$@" >"$WORK/said" 2>&1
    code=$?
  fi
  log "$(cat "$WORK/said")"
  return "$code"
}

# A value as a string of JSON. None of ours holds control characters.
json_string() { printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

# The line that says most of what az said.
az_reason() {
  local line
  line=$(sed -n 's/^ERROR: *//p' "$WORK/said" | head -n 1)
  [ -n "$line" ] || line=$(grep -v '^ *$' "$WORK/said" | tail -n 1)
  printf '%s' "${line:-az gave no reason}" | cut -c 1-300
}

# Ends the script with code $1 after what az said while $2.
stop_explained() {
  explain "$(cat "$WORK/said")"
  if [ -n "$CAUSE" ]; then
    stop "${EXPLAINED_CODE:-$1}" "$CAUSE" "$REMEDY"
  fi
  stop "$1" "$2: $(az_reason)" "see the log, mend it, then: $(again)"
}
