# shellcheck shell=bash
# The small world that a test of the launcher runs in. Sets world, project and real_jdk.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

# A JDK at $1 of version $2, as far as the launcher looks at one.
lay_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf '#!/bin/sh\nexit 0\n' >"$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

# Ends what a failing test would leave running.
end_started() {
  local each
  [ ! -s "$world/java-pid" ] || started="$started $(cat "$world/java-pid")"
  for each in $started; do
    kill -KILL "$each" 2>/dev/null
  done
}

# An empty home and system, and a PATH without Java, Maven and package managers.
lay_world() {
  world=$work/$1
  started=''
  trap end_started EXIT
  mkdir -p "$world/home" "$world/system" "$world/bin"
  local tool
  for tool in bash sh env cat head sed grep awk find touch mkdir rm cp mv dirname readlink uname id \
    sleep tail tr printf tee mktemp chmod ln kill; do
    [ ! -x "$(command -v "$tool")" ] || ln -sf "$(command -v "$tool")" "$world/bin/$tool"
  done
  unset JAVA_HOME CHARLA_JAVA_HOME CHARLA_JAVA_OPTS CHARLA_CHROMIUM CHARLA_FIREFOX PORT SDKMAN_DIR MISE_DATA_DIR \
    ASDF_DATA_DIR JABBA_HOME MAVEN_HOME M2_HOME
  # The tests of the fast start switch it on.
  export CHARLA_FAST_START=off
  export HOME=$world/home CHARLA_SEARCH_ROOT=$world/system PATH=$world/bin CI=true
}

# A copy of the launcher, a module named app, and a Maven that packs it or fails as told.
lay_project() {
  project=$world/project
  mkdir -p "$project/app/src/main/java" "$project/bench/src/main/java" "$project/web/src" \
    "$project/scripts" "$HOME/.m2/repository/org/springframework/boot"
  cp "$repository/charla" "$project/charla"
  cp -R "$repository/scripts/launcher" "$project/scripts/launcher"
  touch "$project/pom.xml" "$project/app/pom.xml" "$project/bench/pom.xml" "$project/web/pom.xml" \
    "$project/app/src/main/java/App.java" "$project/app/src/main/java/Old.java" \
    "$project/web/src/page.js"
  cat >"$PATH/mvn" <<'MAVEN'
#!/bin/sh
echo "JAVA_HOME=$JAVA_HOME mvn $*" >>"$HOME/maven-calls"
if [ -f "$HOME/maven-waits" ]; then
  # As Maven does, in a process of its own below the script.
  sh -c 'echo $$ >"$HOME/maven-pid"; while :; do sleep 1; done'
fi
if [ -f "$HOME/maven-fails" ]; then
  cat "$HOME/maven-fails"
  exit 1
fi
mkdir -p app/target
: >app/target/charla.jar
# As reproducible builds do, the jar is older than everything.
touch -t 202001010000 app/target/charla.jar
MAVEN
  printf '#!/bin/sh\n' >"$PATH/espeak-ng"
  chmod +x "$PATH/mvn" "$PATH/espeak-ng"
}

# The JDK of this machine, with a java that serves a healthy page in place of the application.
lay_application() {
  lay_jdk "$world/system/usr/lib/jvm/jdk-25" 25.0.1
  mkdir -p "$world/pages/actuator"
  echo well >"$world/pages/actuator/health"
  cat >"$world/system/usr/lib/jvm/jdk-25/bin/java" <<APPLICATION
#!/bin/sh
echo "\$*" >>"$world/java-calls"
[ ! -f "$world/java-fails" ] || exit 7
for argument in "\$@"; do
  case \$argument in --server.port=*) port=\${argument#*=} ;; esac
done
echo \$\$ >"$world/java-pid"
exec "$real_jdk/bin/jwebserver" -b 127.0.0.1 -p "\$port" -d "$world/pages"
APPLICATION
}

# Waits for a command to succeed, as nothing here tells when it will; far longer than it ever takes.
eventually() {
  local left=1200
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || {
      echo "this never came true: $*"
      return 1
    }
    sleep 0.1
  done
}

gone() { ! kill -0 "$1" 2>/dev/null; }

# Starts a server at a port that was free and sets taken_port.
take_port() {
  mkdir -p "$world/elsewhere"
  "$real_jdk/bin/jwebserver" -b 127.0.0.1 -p 0 -d "$world/elsewhere" >"$world/elsewhere.log" 2>&1 &
  taker=$!
  started="$started $taker"
  eventually grep -q 'port [0-9]' "$world/elsewhere.log" || return 1
  taken_port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$world/elsewhere.log" | head -n 1)
}

load_launcher() {
  local part
  for part in words ending jdk packages build fast run service models language test; do
    # shellcheck source=/dev/null
    . "$repository/scripts/launcher/$part.sh"
  done
}

expect() {
  [ "$2" = "$3" ] || {
    echo "$1: wanted <$2>, got <$3>"
    return 1
  }
}

expect_in() {
  case $3 in
    *"$2"*) ;;
    *)
      echo "$1: no <$2> in <$3>"
      return 1
      ;;
  esac
}

found_jdk() (
  load_launcher
  find_jdk && printf '%s\n' "${JDK_HOME#"$world"/}"
)
