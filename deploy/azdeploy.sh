#!/usr/bin/env bash
# Brings Charla to Azure, and takes it away again. Started bare it shows a menu; "azdeploy.sh help"
# lists its commands. It needs az, curl and bash 3.2 or newer, and no Docker.
set -u

# Change these two as you like, or use --resource-group and --location.
RESOURCE_GROUP=rg-charla
LOCATION=swedencentral

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 1
ROOT=$(cd "$HERE/.." && pwd -P) || exit 1
INVOKED_AS=$0
INVOKED_WITH=("$@")

# shellcheck source=lib/words.sh
. "$HERE/lib/words.sh"
# shellcheck source=lib/options.sh
. "$HERE/lib/options.sh"
# shellcheck source=lib/azure.sh
. "$HERE/lib/azure.sh"
# shellcheck source=lib/lock.sh
. "$HERE/lib/lock.sh"
# shellcheck source=lib/errors.sh
. "$HERE/lib/errors.sh"
# shellcheck source=lib/checks.sh
. "$HERE/lib/checks.sh"
# shellcheck source=lib/build.sh
. "$HERE/lib/build.sh"
# shellcheck source=lib/release.sh
. "$HERE/lib/release.sh"
# shellcheck source=lib/commands.sh
. "$HERE/lib/commands.sh"

COMMAND=${1:-menu}
[ $# -eq 0 ] || shift
case $COMMAND in
  menu)
    if ! at_terminal; then
      print_help
      exit "$BAD_USAGE"
    fi
    menu
    ;;
  help | -h | --help)
    print_help
    exit 0
    ;;
esac
case $COMMAND in
  deploy | update | what-if | status | logs | rollback | delete) ;;
  *) stop "$BAD_USAGE" "There is no command \"$COMMAND\"." "$INVOKED_AS help" ;;
esac

each_option take_from_environment
parse_flags "$@"
[ -n "$(value_of resource-group)" ] || set_option resource-group "$RESOURCE_GROUP"
[ -n "$(value_of name)" ] || set_option name charla
check_place
open_log
trap on_interrupt INT TERM HUP
"command_$(printf '%s' "$COMMAND" | tr - _)"
