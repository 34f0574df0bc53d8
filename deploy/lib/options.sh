# shellcheck shell=bash
# Flags and environment variables. One table says all: what is in it is parsed, checked and explained.
# A value comes from the flag, else from the variable, else from what was deployed last, else from here.

# flag|variable|kind|default|meaning; a switch is on or off.
readonly OPTIONS='resource-group|CHARLA_RESOURCE_GROUP|value||group of everything that is made
location|CHARLA_LOCATION|value||region of the application
voice-location|CHARLA_VOICE_LOCATION|value||region of Voice Live, if another
name|CHARLA_NAME|value|charla|part of every name; several may live in one subscription
subscription|CHARLA_SUBSCRIPTION|value||subscription, by id or name, if not the current one of az
hosting|CHARLA_HOSTING|value|appservice|appservice or containerapp
sku|CHARLA_SKU|value|B1|size of the App Service plan: B1, B2, B3, S1, P0v3, ...
instances|CHARLA_INSTANCES|value|1|how many copies run, 1 to 10
model|VOICE_LIVE_MODEL|value|gpt-realtime|model that talks
voice|VOICE_LIVE_VOICE|value|en-US-Ava:DragonHDLatestNeural|voice it talks with
login|CHARLA_LOGIN|value|code|code: an access code; entra: members of your tenant
entra-client-id|CHARLA_ENTRA_CLIENT_ID|value||app registration for login entra
developer|CHARLA_DEVELOPER|value|none|who else may use Voice Live: me, none, or an object id
builder|CHARLA_BUILDER|value|auto|who builds the image: auto, acr, docker, podman or jib
image|CHARLA_IMAGE|value||use this image, or this tag in the registry, and build none
deleted-account|CHARLA_DELETED_ACCOUNT|value|ask|a deleted Voice Live account of the same name: ask, restore or purge
timeout|CHARLA_TIMEOUT|value|600|seconds to wait for the application to be well
log-file|CHARLA_LOG_FILE|value||where the log goes, if not to the directory for temporary files
dry-run|CHARLA_DRY_RUN|switch|off|look, and print what would be run; change nothing
yes|CHARLA_YES|switch|off|ask nothing
verbose|CHARLA_VERBOSE|switch|off|show what az says as well'

# Calls $1 with the five columns of each option.
each_option() {
  local flag variable kind default meaning
  while IFS='|' read -r flag variable kind default meaning; do
    "$1" "$flag" "$variable" "$kind" "$default" "$meaning"
  done <<<"$OPTIONS"
}

set_option() { printf -v "option_${1//-/_}" '%s' "$2"; }

# What was given for flag $1, or its default.
value_of() {
  local name=option_${1//-/_}
  printf '%s' "${!name:-}"
}

is_on() {
  local name=option_${1//-/_}
  [ "${!name:-off}" = on ]
}

# on or off for the many ways to say so, or nothing.
switch_value() {
  case $1 in
    1 | on | true | yes | ON | TRUE | True | YES) echo on ;;
    0 | off | false | no | OFF | FALSE | False | NO | '') echo off ;;
  esac
}

take_from_environment() {
  local flag=$1 variable=$2 kind=$3 value
  value=${!variable:-}
  [ -n "$value" ] || return 0
  if [ "$kind" = switch ]; then
    value=$(switch_value "$value")
    [ -n "$value" ] || stop "$BAD_USAGE" "$variable is \"${!variable}\" and can be true or false." "set or unset $variable"
  fi
  set_option "$flag" "$value"
}

take_default() {
  local name=option_${1//-/_}
  [ -n "${!name:-}" ] || set_option "$1" "$4"
}

kind_of() {
  local row
  while IFS= read -r row; do
    case $row in
      "$1|"*) row=${row#*|*|} && printf '%s' "${row%%|*}" ;;
    esac
  done <<<"$OPTIONS"
}

# Reads the command's arguments. The environment was taken before, so flags win.
parse_flags() {
  local flag value
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        print_help
        exit 0
        ;;
      --*) ;;
      *) stop "$BAD_USAGE" "\"$1\" is no flag." "$INVOKED_AS help" ;;
    esac
    flag=${1#--}
    flag=${flag%%=*}
    case $(kind_of "$flag") in
      switch)
        value=on
        case $1 in *=*) value=$(switch_value "${1#*=}") ;; esac
        [ -n "$value" ] || stop "$BAD_USAGE" "--$flag is on or off, not \"${1#*=}\"." "$INVOKED_AS help"
        ;;
      value)
        case $1 in
          *=*) value=${1#*=} ;;
          *)
            [ $# -gt 1 ] || stop "$BAD_USAGE" "--$flag wants something after it." "$INVOKED_AS help"
            value=$2
            shift
            ;;
        esac
        [ -n "$value" ] || stop "$BAD_USAGE" "--$flag is empty." "leave --$flag out, or give it a value"
        ;;
      *) stop "$BAD_USAGE" "There is no flag --$flag." "$INVOKED_AS help" ;;
    esac
    set_option "$flag" "$value"
    shift
  done
}

# Ends the script unless the value of flag $1 is one of the others.
must_be_one_of() {
  local flag=$1 value choice
  shift
  value=$(value_of "$flag")
  for choice in "$@"; do
    [ "$value" != "$choice" ] || return 0
  done
  stop "$BAD_USAGE" "--$flag is \"$value\" and can be $(list_of "$@")." "$(again | sed "s/ --${flag}[= ][^ ]*//") --$flag $1"
}

# "a, b or c"
list_of() {
  local out=$1
  shift
  while [ $# -gt 1 ]; do
    out="$out, $1"
    shift
  done
  printf '%s' "$out${1:+ or $1}"
}

# Ends the script unless the value of flag $1 matches extended pattern $2; $3 says what it may be.
must_match() {
  local name=option_${1//-/_} whole="^($2)\$"
  [[ ${!name:-} =~ $whole ]] ||
    stop "$BAD_USAGE" "--$1 is \"$(value_of "$1")\" and must be $3." "give another --$1"
}

# What must be right before Azure is asked anything.
check_place() {
  must_match resource-group '[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]' "1 to 90 letters, digits, hyphens, underscores, dots or brackets"
  must_match name '[a-z]([a-z0-9-]{0,18}[a-z0-9])?' "1 to 20 small letters, digits and hyphens, and begin with a letter"
}

# What may still come from an earlier deployment is checked after that was read.
check_settings() {
  must_be_one_of hosting appservice containerapp
  must_be_one_of login code entra
  must_be_one_of builder auto acr docker podman jib
  must_be_one_of deleted-account ask restore purge
  must_match instances '[1-9]|10' "a number from 1 to 10"
  must_match timeout '[0-9]{1,5}' "a number of seconds"
  must_match location '[a-z0-9]+' "a region in its short form, such as swedencentral"
  must_match voice-location '[a-z0-9]+' "a region in its short form, such as swedencentral"
  must_match sku '[A-Za-z][A-Za-z0-9]+' "the name of a size, such as B1"
  must_match model '[A-Za-z0-9._-]+' "the name of a model, such as gpt-realtime"
  must_match developer 'me|none|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}' "me, none, or an object id"
  case $(value_of sku) in
    F1 | f1 | D1 | d1)
      stop "$BAD_USAGE" "Size $(value_of sku) cannot keep Charla loaded and allows 5 WebSockets." "$(again | sed "s/ --sku[= ][^ ]*//") --sku B1"
      ;;
  esac
  if [ "$(value_of login)" = entra ]; then
    must_match entra-client-id '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}' \
      "the application (client) id of an app registration; docs/deployment.md says how to make one"
  fi
  case ${CHARLA_ACCESS_CODE:-there is none yet} in
    ????????????*) ;;
    *) stop "$BAD_USAGE" "The access code is shorter than 12 characters." "set CHARLA_ACCESS_CODE to a longer one, or unset it to have one made" ;;
  esac
}

explain_option() {
  local flag=$1 variable=$2 kind=$3 default=$4 meaning=$5
  [ "$kind" = switch ] && default=''
  case $flag in
    resource-group) default=$RESOURCE_GROUP ;;
    location) default=$LOCATION ;;
  esac
  printf '  --%-16s %-24s %s%s\n' "$flag" "$variable" "$meaning" "${default:+ [$default]}"
}

print_help() {
  cat <<HELP
Brings Charla to Azure, and takes it away again.

  $INVOKED_AS               a menu, at a terminal
  $INVOKED_AS deploy        make what is missing, build the image, run it; again: bring up to date
  $INVOKED_AS update        build a new image and run that; change nothing else
  $INVOKED_AS what-if       what deploy would change in Azure
  $INVOKED_AS status        what is there and how it is
  $INVOKED_AS logs          what the application said last
  $INVOKED_AS rollback      run the image before the present one, or the one of --image
  $INVOKED_AS delete        take everything away, for good
  $INVOKED_AS help          this text

Each flag has an environment variable of the same effect; the flag wins. Without either, a second run
keeps what was deployed before.

HELP
  each_option explain_option
  cat <<'HELP'

  CHARLA_ACCESS_CODE is a variable only, so that it is in nobody's list of processes: the access code
  for --login code. Without it one is made up, shown once, and kept.

Exit codes: 0 done, 2 wrong usage, 3 a tool or the login is missing, 4 something stands against it,
5 Azure made not everything, 6 no image, 7 the application is not well, 130 interrupted.
docs/deployment.md tells more.
HELP
}
