# shellcheck shell=bash
# What Charla needs from outside Maven: how each system calls it, and how to install it.

package_manager() {
  local manager
  for manager in apt-get dnf pacman brew; do
    if command -v "$manager" >/dev/null 2>&1; then
      printf '%s\n' "$manager"
      return 0
    fi
  done
  return 1
}

# The packages of manager $1 that bring $2, or nothing.
packages_for() {
  case $1:$2 in
    apt-get:jdk) echo openjdk-25-jdk-headless ;;
    dnf:jdk) echo java-25-openjdk-devel ;;
    pacman:jdk) echo jdk25-openjdk ;;
    brew:jdk) echo openjdk@25 ;;
    *:maven) echo maven ;;
    dnf:node) echo nodejs nodejs-npm ;;
    brew:node) echo node ;;
    *:node) echo nodejs npm ;;
    dnf:shellcheck) echo ShellCheck ;;
    *:shellcheck) echo shellcheck ;;
    brew:bats) echo bats-core ;;
    *:bats) echo bats ;;
    apt-get:az) echo azure-cli ;;
    apt-get:engine) echo podman runc conmon iptables netavark ;;
    brew:chromium) ;;
    *:chromium) echo chromium ;;
    apt-get:firefox) echo firefox-esr ;;
    dnf:firefox | pacman:firefox) echo firefox ;;
    apt-get:sound) echo pulseaudio pulseaudio-utils ;;
    apt-get:people) echo asterisk-core-sounds-en-wav ;;
    *:espeak-ng) echo espeak-ng ;;
    dnf:gpg) echo gnupg2 ;;
    *:gpg) echo gnupg ;;
  esac
}

# Whether the lists of manager $1 have all the packages that follow.
has_packages() {
  local manager=$1 package
  shift
  [ $# -gt 0 ] || return 1
  for package in "$@"; do
    case $manager in
      apt-get) apt-cache show "$package" >/dev/null 2>&1 || return 1 ;;
      dnf) dnf -q info "$package" >/dev/null 2>&1 || return 1 ;;
      pacman) pacman -Si "$package" >/dev/null 2>&1 || return 1 ;;
      brew) brew info "$package" >/dev/null 2>&1 || return 1 ;;
    esac
  done
}

# The command line with which a person installs the packages of manager $1.
install_line() {
  local manager=$1 sudo='sudo '
  shift
  [ "$(id -u)" -ne 0 ] || sudo=''
  case $manager in
    brew) printf 'brew install %s' "$*" ;;
    pacman) printf '%spacman -S %s' "$sudo" "$*" ;;
    *) printf '%s%s install %s' "$sudo" "$manager" "$*" ;;
  esac
}

# Installs the packages of manager $1; may ask for the password of sudo, and nothing else.
install_packages() {
  local manager=$1
  shift
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  case $manager in
    apt-get)
      ${as_root[@]+"${as_root[@]}"} apt-get update -q &&
        ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
          apt-get install -y -q --no-install-recommends "$@"
      ;;
    dnf) ${as_root[@]+"${as_root[@]}"} dnf install -y -q "$@" ;;
    pacman) ${as_root[@]+"${as_root[@]}"} pacman -S --noconfirm --needed "$@" ;;
    brew) brew install "$@" ;;
  esac
}

# In words for a person: how to get $1 on this system.
how_to_get() {
  local manager packages
  manager=$(package_manager) || manager=''
  packages=$(packages_for "$manager" "$1")
  # shellcheck disable=SC2086  # package names hold no spaces
  if [ -n "$manager" ] && has_packages "$manager" $packages; then
    install_line "$manager" $packages
    return 0
  fi
  case $1:$(uname -s) in
    jdk:MINGW* | jdk:MSYS* | jdk:CYGWIN*) printf 'winget install EclipseAdoptium.Temurin.25.JDK' ;;
    jdk:Darwin) printf 'brew install openjdk@25, or an installer from https://adoptium.net' ;;
    jdk:*) printf 'mise install java@25, or with SDKMAN one of those that "sdk list java" shows for 25, or Temurin 25 from https://adoptium.net unpacked to ~/.jdks' ;;
    maven:*) printf 'unpack it from https://maven.apache.org and put its bin directory in PATH' ;;
    node:*) printf 'see https://nodejs.org' ;;
    *) printf 'install the package "%s"' "$1" ;;
  esac
}

# Offers to install $1 when somebody is there to be asked and the system has it. $2 says why.
offer_to_install() {
  local manager packages
  may_ask || return 1
  manager=$(package_manager) || return 1
  packages=$(packages_for "$manager" "$1")
  # shellcheck disable=SC2086  # package names hold no spaces
  has_packages "$manager" $packages || return 1
  # shellcheck disable=SC2086
  ask "$2 Install it now ($(install_line "$manager" $packages))?" || return 1
  # shellcheck disable=SC2086
  install_packages "$manager" $packages
}

# Installs $1 without asking anybody, if that is possible.
install_unasked() {
  local manager packages log=target/charla-install.log
  manager=$(package_manager) || return 1
  packages=$(packages_for "$manager" "$1")
  [ -n "$packages" ] || return 1
  if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
  fi
  say "Installing $packages with $manager."
  mkdir -p target
  # shellcheck disable=SC2086  # package names hold no spaces
  install_packages "$manager" $packages >"$log" 2>&1 </dev/null || {
    complain "That did not work; the log is $log."
    return 1
  }
}

# Sets MAVEN, or ends with a sentence that says how to get it.
require_maven() {
  find_maven && return 0
  offer_to_install maven "Charla is built with Maven 3.8 or newer, which is not here." &&
    find_maven && return 0
  fail "Charla is built with Maven 3.8 or newer, which is not here. To get it: $(how_to_get maven)."
}

find_maven() {
  local candidate
  for candidate in "$(command -v mvn)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" \
    "${M2_HOME:-/nonexistent}/bin/mvn" \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}/candidates/maven/current/bin/mvn"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      # shellcheck disable=SC2034  # build.sh runs it
      MAVEN=$candidate
      return 0
    fi
  done
  return 1
}

# Sets NODE_MAJOR to what is wanted and succeeds if node and npm are here and new enough.
find_node() {
  local here
  NODE_MAJOR=18
  if [ -r web/package.json ]; then
    here=$(sed -n 's/.*"node"[[:space:]]*:[[:space:]]*"[^0-9]*\([0-9]\{1,\}\).*/\1/p' web/package.json |
      head -n 1)
    NODE_MAJOR=${here:-$NODE_MAJOR}
  fi
  command -v npm >/dev/null 2>&1 || return 1
  here=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]\{1,\}\).*/\1/p')
  [ "${here:-0}" -ge "$NODE_MAJOR" ]
}

# A second voice for the tests of what speaks.
require_espeak() {
  command -v espeak-ng >/dev/null 2>&1 && return 0
  install_unasked espeak-ng && command -v espeak-ng >/dev/null 2>&1 && return 0
  fail "The tests of the voices need espeak-ng, which is not here. To get it: $(how_to_get espeak-ng)."
}

# npm brings the recogniser's model for the first build, unless a folder or an earlier build has it.
require_npm_for_model() {
  [ -f moonshine/pom.xml ] || return 0
  [ ! -f moonshine/target/classes/dev/charla/moonshine/vocabulary.txt ] || return 0
  [ -z "${CHARLA_MOONSHINE_FOLDER:-}" ] || return 0
  if ! command -v npm >/dev/null 2>&1; then
    offer_to_install node "npm brings the speech recogniser's model for the first build, and it is not here." ||
      install_unasked node || :
    command -v npm >/dev/null 2>&1 ||
      fail "npm brings the speech recogniser's model for the first build, and it is not here. To get it: $(how_to_get node). Or name in CHARLA_MOONSHINE_FOLDER a folder that has the model."
  fi
  say "npm brings the speech recogniser's model the first time: 22 MB."
}

require_node() {
  find_node && return 0
  install_unasked node && find_node && return 0
  fail "The web page is checked with Node.js $NODE_MAJOR or newer and npm, and $(node_here). To get them: $(how_to_get node)."
}

node_here() {
  local version
  if version=$(node --version 2>/dev/null); then
    command -v npm >/dev/null 2>&1 || version="$version without npm"
    printf 'here is %s' "$version"
  else
    printf 'they are not here'
  fi
}

# Prints the first of these programs that is there and is a browser, or nothing.
first_browser() {
  local candidate
  for candidate; do
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    # Ubuntu's own may be a script that only says where to get a browser.
    if "$candidate" --version 2>/dev/null | grep -q '[0-9]'; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

find_chromium() {
  first_browser chromium chromium-browser google-chrome google-chrome-stable microsoft-edge \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge" \
    "${HOME:-}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

# Sets and exports CHARLA_CHROMIUM; empty means that Playwright fetches a browser of its own.
settle_chromium() {
  if [ -n "${CHARLA_CHROMIUM:-}" ]; then
    [ -x "$CHARLA_CHROMIUM" ] ||
      fail "CHARLA_CHROMIUM is $CHARLA_CHROMIUM, which is no program: set it to a browser, or unset it to have one looked for."
  else
    CHARLA_CHROMIUM=$(find_chromium) || { install_unasked chromium && CHARLA_CHROMIUM=$(find_chromium); } ||
      CHARLA_CHROMIUM=''
  fi
  if [ -n "$CHARLA_CHROMIUM" ]; then
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    say "The browser tests use $CHARLA_CHROMIUM."
  else
    say "There is no Chromium here, so Playwright downloads one for the browser tests."
  fi
  export CHARLA_CHROMIUM
}

find_firefox() {
  first_browser firefox-esr firefox "/Applications/Firefox.app/Contents/MacOS/firefox"
}

# Sets and exports CHARLA_FIREFOX; empty means that the tests with a Firefox say that they are left out.
settle_firefox() {
  if [ -n "${CHARLA_FIREFOX:-}" ]; then
    [ -x "$CHARLA_FIREFOX" ] ||
      fail "CHARLA_FIREFOX is $CHARLA_FIREFOX, which is no program: set it to a Firefox, or unset it to have one looked for."
  else
    CHARLA_FIREFOX=$(find_firefox) || { install_unasked firefox && CHARLA_FIREFOX=$(find_firefox); } ||
      CHARLA_FIREFOX=''
  fi
  if [ -n "$CHARLA_FIREFOX" ]; then
    say "The tests with a Firefox use $CHARLA_FIREFOX."
  else
    say "Left out: the page in Firefox, which is not here. To get it: $(how_to_get firefox)."
  fi
  export CHARLA_FIREFOX
}

# The sound server of the tests that speak in a room. Where a desktop has one of its own, none is
# installed beside it.
settle_sound() {
  if ! command -v pulseaudio >/dev/null 2>&1 && ! command -v pipewire >/dev/null 2>&1; then
    install_unasked sound || :
  fi
  command -v pulseaudio >/dev/null 2>&1 ||
    say "Left out: conversations in a room with a loudspeaker and an echo, which need PulseAudio, and it is not here."
}

# A person's recordings for a test in the browser: Debian has some, other systems do not.
settle_people() {
  local recording=${CHARLA_SEARCH_ROOT:-}/usr/share/asterisk/sounds/en/queue-thankyou.wav
  [ -r "$recording" ] || install_unasked people || :
  [ -r "$recording" ] ||
    say "Left out: a person's recordings in the browser, which Debian's package asterisk-core-sounds-en-wav has, and it is not here."
}

# Installs what the tests of the deployment need and this machine lacks, where it may. What then still
# lacks is told by those tests.
settle_deploy_tools() {
  local pair
  for pair in shellcheck:shellcheck bats:bats az:az podman:engine runc:engine iptables:engine; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || [ -x "/usr/sbin/${pair%%:*}" ] || install_unasked "${pair#*:}" || :
  done
}
