# shellcheck shell=bash
# Starts Charla's Voice Live service alone, without the page.

serve_charla() {
  local asked=no asked_port='' script='' key='' keyed=no port
  local pass=()
  while [ $# -gt 0 ]; do
    case $1 in
      --port | --script | --key)
        [ $# -gt 1 ] || usage_error "$1 wants $(value_of "$1") after it."
        case $1 in
          --port) asked=yes asked_port=$2 ;;
          --script) script=$(script_file "$2") || exit ;;
          --key) keyed=yes key=$2 ;;
        esac
        shift
        ;;
      --port=* | --server.port=*) asked=yes asked_port=${1#*=} ;;
      --script=*) script=$(script_file "${1#*=}") || exit ;;
      --key=*) keyed=yes key=${1#*=} ;;
      --tls) pass+=(--charla.standalone.tls=true) ;;
      -h | --help)
        print_help
        exit 0
        ;;
      --?*.?*) pass+=("$1") ;;
      *) usage_error "\"$1\" is not understood. There are --port, --script, --key and --tls; settings are given as --name.of.setting=value." ;;
    esac
    shift
  done
  [ "$asked" = no ] || check_port "$asked_port" --port
  [ "$keyed" = no ] || [ -n "$key" ] || usage_error "--key is empty. Leave it out to let every client in."
  [ -z "$script" ] || pass+=("--charla.engine.script=$script")
  # Not as an argument of Java's: those can be read by everybody on the machine.
  [ "$keyed" = no ] || export CHARLA_ENGINE_KEY=$key
  require_jdk
  build_if_needed app "$APP_JAR" bench testkit
  port=$(choose_port "$asked_port") || exit
  start_java service "--server.port=$port" ${pass[@]+"${pass[@]}"}
  watch_start port_taken "$port" no ${pass[@]+"${pass[@]}"}
  wait_for_charla
}

value_of() {
  case $1 in
    --port) echo "a number" ;;
    --script) echo "a file" ;;
    --key) echo "the key that clients must send" ;;
  esac
}

# Prints the whole name of script $1, or ends with a sentence when it cannot be read.
script_file() {
  local file=$1
  case $file in
    /*) ;;
    *) file=$CHARLA_CALLED_FROM/$file ;;
  esac
  if [ ! -f "$file" ] || [ ! -r "$file" ]; then
    usage_error "There is no script $file that could be read."
  fi
  printf '%s\n' "$file"
}
