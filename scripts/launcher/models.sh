# shellcheck shell=bash
# Lists and fetches the models that speech can be made with, and the libraries that they need.

fetch_models() {
  local arguments=() into=() code
  while [ $# -gt 0 ]; do
    case $1 in
      --into)
        [ $# -gt 1 ] || usage_error "--into wants a folder after it."
        into=(--into "$(from_where_called "$2")")
        shift
        ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  require_jdk
  build_if_needed app "$APP_JAR" bench testkit
  models_answered ${arguments[@]+"${arguments[@]}"} ${into[@]+"${into[@]}"}
  code=$?
  if [ "$code" -ne 0 ] || [ "${arguments[0]:-}" != fetch ]; then
    exit "$code"
  fi
  fetch_libraries ${into[@]+"${into[@]}"}
}

from_where_called() {
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$CHARLA_CALLED_FROM/$1" ;;
  esac
}

models_java() {
  "$JDK_HOME/bin/java" -Xmx256m -XX:TieredStopAtLevel=1 -jar "$APP_JAR" models "$@"
}

# As models_java; it may ask the person at the terminal whether they agree to a licence.
models_answered() {
  if may_ask; then
    models_java "$@"
  else
    attended models_java "$@"
  fi
}

# Has Maven bring the libraries that the models in their folder need, as it brings all others.
fetch_libraries() {
  local lacking coordinates folder
  lacking=$(models_java lacking "$@") || exit
  [ -n "$lacking" ] || exit 0
  require_maven
  mkdir -p target
  while IFS=$'\t' read -r coordinates folder; do
    say "Fetching the library $coordinates."
    maven_quietly -N dependency:copy "-Dartifact=$coordinates" "-DoutputDirectory=$folder" \
      -Dmdep.overWriteReleases=true ||
      fail "Maven could not bring the library $coordinates; the log is $BUILD_LOG. Its jar can also be put into $folder by hand."
  done <<<"$lacking"
  lacking=$(models_java lacking "$@") || exit
  [ -z "$lacking" ] || fail "What Maven brought is not the library it should be: ${lacking%%$'\t'*}. Delete it from ${lacking#*$'\t'}."
}
