# shellcheck shell=bash
# Finds a JDK 25. What is installed is read from each JDK's release file, so that nothing has to be
# started to find out; only a JDK that somebody named and that has no such file is asked.

readonly NEEDED_JAVA=25

# The first directory in or inside $1 that holds a JDK. macOS bundles and Homebrew nest it.
jdk_home_in() {
  local inner
  for inner in "$1" "$1/Contents/Home" "$1/libexec/openjdk.jdk/Contents/Home"; do
    if [ -x "$inner/bin/javac" ] || [ -x "$inner/bin/javac.exe" ]; then
      printf '%s\n' "$inner"
      return 0
    fi
  done
  return 1
}

# The major version in the release file of the JDK at $1.
released_major() {
  [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]\{1,\}\).*/\1/p' "$1/release" | head -n 1
}

# As released_major, but a JDK without a release file is asked.
named_major() {
  if [ -r "$1/release" ]; then
    released_major "$1"
  elif [ -x "$1/bin/java" ]; then
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]\{1,\}\).*/\1/p' | head -n 1
  fi
}

# The directory of the java in PATH, with links followed.
java_home_in_path() {
  local java target
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

# Where people and tools put JDKs, one directory a line, whether it exists or not.
# CHARLA_SEARCH_ROOT stands before the system's own directories, so that tests can lay out their own.
places_for_jdks() {
  local root=${CHARLA_SEARCH_ROOT:-} home=${HOME:-/nonexistent}
  printf '%s\n' \
    "$root"/usr/lib/jvm/* "$root"/usr/lib64/jvm/* "$root"/usr/java/* "$root"/usr/local/java/* \
    "$root"/opt/java/* "$root"/opt/*jdk* "$root"/opt/jdk/* \
    "$root"/Library/Java/JavaVirtualMachines/* "$home"/Library/Java/JavaVirtualMachines/* \
    "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/* \
    "${MISE_DATA_DIR:-$home/.local/share/mise}"/installs/java/* \
    "${ASDF_DATA_DIR:-$home/.asdf}"/installs/java/* \
    "${JABBA_HOME:-$home/.jabba}"/jdk/* "$home"/.jdks/* "$home"/.gradle/jdks/* \
    "$root"/opt/homebrew/opt/openjdk* "$root"/usr/local/opt/openjdk* \
    "$root"/home/linuxbrew/.linuxbrew/opt/openjdk* \
    "$root/c/Program Files/Eclipse Adoptium"/* "$root/c/Program Files/Java"/*
  if [ -x "$root/usr/libexec/java_home" ]; then
    "$root/usr/libexec/java_home" -v "$NEEDED_JAVA" 2>/dev/null
  fi
  if [ -r "$home/.m2/toolchains.xml" ]; then
    sed -n 's:.*<jdkHome>[[:space:]]*\([^<]*[^<[:space:]]\)[[:space:]]*</jdkHome>.*:\1:p' \
      "$home/.m2/toolchains.xml"
  fi
}

# Sets JDK_HOME, or leaves it empty and sets JDKS_SEEN to what there is instead. A JDK that was named
# wins; among those found, 25 itself comes before newer ones, as 25 is what the tests have run with.
find_jdk() {
  local place home major newer='' newer_major=0
  JDK_HOME=''
  JDKS_SEEN=''
  if [ -n "${CHARLA_JAVA_HOME:-}" ]; then
    home=$(jdk_home_in "$CHARLA_JAVA_HOME") || home=$CHARLA_JAVA_HOME
    major=$(named_major "$home")
    if [ "${major:-0}" -ge "$NEEDED_JAVA" ]; then
      JDK_HOME=$home
      return 0
    fi
    fail "CHARLA_JAVA_HOME is $CHARLA_JAVA_HOME, where there is ${major:+only Java }${major:-no Java}: set it to the directory of a JDK $NEEDED_JAVA, or unset it to have one looked for."
  fi
  for place in "${JAVA_HOME:-}" "$(java_home_in_path)"; do
    home=$(jdk_home_in "${place:-/nonexistent}") || continue
    major=$(named_major "$home")
    if [ "${major:-0}" -ge "$NEEDED_JAVA" ]; then
      JDK_HOME=$home
      return 0
    fi
    note_other_jdk "${major:-0}" "$home"
  done
  while IFS= read -r place; do
    home=$(jdk_home_in "$place") || continue
    major=$(released_major "$home")
    [ -n "$major" ] || continue
    if [ "$major" -eq "$NEEDED_JAVA" ]; then
      JDK_HOME=$home
      return 0
    elif [ "$major" -gt "$NEEDED_JAVA" ]; then
      if [ -z "$newer" ] || [ "$major" -lt "$newer_major" ]; then
        newer=$home
        newer_major=$major
      fi
    else
      note_other_jdk "$major" "$home"
    fi
  done <<PLACES
$(places_for_jdks)
PLACES
  JDK_HOME=$newer
  [ -n "$JDK_HOME" ]
}

note_other_jdk() {
  [ "$1" -gt 0 ] || return 0
  case ", $JDKS_SEEN," in
    *", Java $1 "*) ;;
    *) JDKS_SEEN="${JDKS_SEEN:+$JDKS_SEEN, }Java $1 in $2" ;;
  esac
}

# Sets JDK_HOME, or ends with a sentence that says how to get one.
require_jdk() {
  find_jdk && return 0
  local found="Charla needs JDK $NEEDED_JAVA and found ${JDKS_SEEN:+only }${JDKS_SEEN:-none}."
  if offer_to_install jdk "$found"; then
    find_jdk && return 0
  fi
  fail "$found To get it: $(how_to_get jdk). If you have it already, set CHARLA_JAVA_HOME to its directory."
}
