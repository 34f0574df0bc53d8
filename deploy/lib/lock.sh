# shellcheck shell=bash
# One run at a time changes a resource group from this machine. Runs on other machines are known by the
# deployment that Azure has at work.

# The file that says who is at work: process, time, command. Empty while this run is not.
LOCK=''
# Since when Azure has a deployment at work on the group; empty when it has none.
AT_WORK_SINCE=''

# Ends the script where another run is at work on the same group; else keeps others off until the end.
# A run that looks only asks nobody.
take_lock() {
  local directory=${XDG_STATE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.local/state}/charla file holder tries=0
  ! is_on dry-run || return 0
  file=$directory/$(printf '%s-%s' "$SUBSCRIPTION_ID" "$(value_of resource-group)" | tr '[:upper:]' '[:lower:]').lock
  if ! mkdir -p "$directory" 2>/dev/null || ! [ -w "$directory" ]; then
    warn "Nothing can be written to $directory, so a second run on this machine is not kept off; set XDG_STATE_HOME to a directory of yours."
    return 0
  fi
  until write_once "$file" "$$|$(date -u +%H:%M:%S) UTC|azdeploy.sh $COMMAND"; do
    tries=$((tries + 1))
    [ "$tries" -le 50 ] || stop "$BAD_START" "The file $file can neither be read nor replaced." "rm -f '$file'*, then: $(again)"
    holder=$(cat "$file" 2>/dev/null)
    if [ -z "$holder" ]; then
      # Gone again, or not filled yet: either is over at once.
      sleep 0.1
    elif is_alive "${holder%%|*}"; then
      stop_for "$holder"
    else
      take_away "$file" "$holder"
    fi
  done
  LOCK=$file
}

release_lock() {
  [ -z "$LOCK" ] || rm -f "$LOCK"
  LOCK=''
}

# Makes file $1 with text $2, unless it is there. No two can both do it.
write_once() { (set -C && printf '%s\n' "$2" >"$1") 2>/dev/null; }

# Whether process $1 is a run of this script. Its number may have gone to another program since.
is_alive() {
  case $(ps -p "$1" -o command= 2>/dev/null) in
    *azdeploy*) return 0 ;;
    # No such process, or a ps that does not know the question.
    '') kill -0 "$1" 2>/dev/null ;;
    *) return 1 ;;
  esac
}

# Takes away the lock file $1 of the dead run $2. One at a time may: the next one may have locked by then.
take_away() {
  local mending=$1.${2%%|*}
  write_once "$mending" "$$" || return 0
  [ "$(cat "$1" 2>/dev/null)" != "$2" ] || rm -f "$1"
  rm -f "$mending"
}

stop_for() {
  local process since command
  IFS='|' read -r process since command <<<"$1"
  stop "$BAD_START" "Another run of this script is at work on $(value_of resource-group): \"$command\", process $process, since $since." \
    "wait until it is done, then: $(again)"
}

# Ends the script where Azure has a deployment at work: of another machine, or of a run that was stopped.
must_be_idle() {
  [ -n "$AT_WORK_SINCE" ] || return 0
  stop "$BAD_START" "Another deployment is at work on $(value_of resource-group), in Azure, since $AT_WORK_SINCE." \
    "wait until it is done ($INVOKED_AS status$(place_flags)), then: $(again)"
}
