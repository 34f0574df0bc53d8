# shellcheck shell=bash
# Tries what the sentences of a file of skills are taken for.

try_skills() {
  local arguments=()
  while [ $# -gt 0 ]; do
    case $1 in
      test | help | -h | --help | --foreign) arguments+=("$1") ;;
      *) arguments+=("$(from_where_called "$1")") ;;
    esac
    shift
  done
  require_jdk
  build_if_needed app "$APP_JAR" bench testkit
  "$JDK_HOME/bin/java" -Xmx256m --enable-native-access=ALL-UNNAMED -jar "$APP_JAR" skills ${arguments[@]+"${arguments[@]}"}
}
