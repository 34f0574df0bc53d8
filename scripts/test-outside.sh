#!/usr/bin/env bash
# A Maven project elsewhere that uses what is published and nothing else: it has a local repository of its
# own, empty at first, Charla from a folder that scripts/stage.sh filled, and the libraries of others from
# this machine's ordinary repository. The samples are built in the same way, and a caller has a conversation
# with each in a Chromium (CHARLA_CHROMIUM names another one).
#
#   scripts/test-outside.sh [FOLDER]      without a folder it makes one first
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/charla-outside.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
staged=${1:-}
if [ -z "$staged" ]; then
  staged=$work/staged
  "$root/scripts/stage.sh" "$staged" || exit 1
fi
staged=$(cd "$staged" && pwd -P) || exit 1
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/bom/pom.xml")
usual=$(mvn -q -B help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null </dev/null)
[ -d "$usual" ] || usual=$HOME/.m2/repository

cp -R "$root/scripts/outside" "$work/project"
cat >"$work/settings.xml" <<SETTINGS
<settings>
  <profiles>
    <profile>
      <id>outside</id>
      <repositories>
        <repository><id>staged</id><url>file:$staged</url>
          <releases><checksumPolicy>fail</checksumPolicy></releases>
          <snapshots><enabled>true</enabled><checksumPolicy>fail</checksumPolicy></snapshots></repository>
        <repository><id>usual</id><url>file:$usual</url>
          <releases><checksumPolicy>ignore</checksumPolicy></releases></repository>
      </repositories>
      <pluginRepositories>
        <pluginRepository><id>usual</id><url>file:$usual</url>
          <releases><checksumPolicy>ignore</checksumPolicy></releases></pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>outside</activeProfile></activeProfiles>
</settings>
SETTINGS

# Maven as somebody has it who has nothing of ours.
mvn_outside() {
  mvn -B -ntp -s "$work/settings.xml" "-Dmaven.repo.local=$work/repository" "-Dcharla.version=$version" "$@" </dev/null
}

# What went wrong in the run that $work/log is of: the program's own lines, the application's warnings and
# Maven's errors. The rest of a long log is in the way.
what_went_wrong() {
  grep -E -e '^(outside|console|failed|answered|loaded|Exception in thread|Caused by|Error:| *message=)' \
    -e '^application: .* (WARN|ERROR) ' -e '^\[ERROR\] [^[:space:]]' "$work/log" |
    grep -v -e '\[Help 1\]' -e 're-run Maven' -e 'To see the full stack' -e 'For more information' |
    cut -c 1-400 | tail -n 60
}

if (cd "$work/project" && mvn_outside compile exec:exec) >"$work/log" 2>&1 &&
  grep -q '^outside: a session was opened and answered$' "$work/log"; then
  echo "ok - a project elsewhere talks with an engine of its own through the published artefacts"
  failed=0
else
  what_went_wrong
  echo "not ok - a project elsewhere talks with an engine of its own through the published artefacts"
  failed=1
fi
# azure-identity brings Netty 4.1, and Charla is built against 4.2: one of them has to be chosen for all.
nettys=$(find "$work/repository/io/netty" -name '*.jar' ! -path '*tcnative*' -exec dirname {} + | sed 's:.*/::' | sort -u)
if [ "$nettys" = "$(sed -n 's:.*<netty.version>\(.*\)</netty.version>.*:\1:p' "$root/bom/pom.xml")" ]; then
  echo "ok - a project elsewhere has one line of Netty"
else
  echo "not ok - a project elsewhere has one line of Netty, but:" $nettys
  failed=1
fi
# The samples, as somebody builds them who has them alone. A caller has a conversation aloud with each in a
# browser: scripts/outside-browser/conversations.
playwright=$(sed -n 's:.*<playwright.version>\(.*\)</playwright.version>.*:\1:p' "$root/pom.xml")
cp -R "$root/scripts/outside-browser" "$work/browser"
for sample in minimal front-desk; do
  mkdir -p "$work/samples/$sample"
  cp -R "$root/samples/$sample/pom.xml" "$root/samples/$sample/src" "$work/samples/$sample"
  if (cd "$work/samples/$sample" && mvn_outside package) >"$work/log" 2>&1; then
    echo "ok - the sample $sample is built elsewhere"
  else
    what_went_wrong
    echo "not ok - the sample $sample is built elsewhere"
    failed=1
    continue
  fi
  case $sample in
    minimal) user=nobody ;;
    front-desk)
      user=ana:ana-demo
      if grep -q '^\[INFO\] Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0$' "$work/log"; then
        echo "ok - the sample $sample has rehearsed its agent"
      else
        what_went_wrong
        echo "not ok - the sample $sample has rehearsed its agent"
        failed=1
      fi
      ;;
  esac
  started=$SECONDS
  if (cd "$work/browser" && mvn_outside "-Dplaywright.version=$playwright" \
    "-Dsample.jar=$work/samples/$sample/target/$sample-1.jar" "-Dsample.user=$user" \
    "-Dsample.conversation=conversations/$sample.txt" compile exec:exec) >"$work/log" 2>&1 &&
    grep -q '^outside: the conversation was held aloud$' "$work/log"; then
    echo "ok - a caller has a conversation aloud with the sample $sample ($((SECONDS - started)) s)"
  else
    what_went_wrong
    echo "not ok - a caller has a conversation aloud with the sample $sample"
    failed=1
  fi
done
# An application with the starter and nothing else: no Spring AI, no login.
cp -R "$root/scripts/outside-spring" "$work/spring"
boot=$(sed -n 's:.*<spring-boot.version>\(.*\)</spring-boot.version>.*:\1:p' "$root/pom.xml")
if (cd "$work/spring" && mvn_outside "-Dspring-boot.version=$boot" compile exec:exec) >"$work/log" 2>&1 &&
  grep -q '^outside: what was typed was answered$' "$work/log"; then
  echo "ok - an application elsewhere answers with the starter alone"
else
  what_went_wrong
  echo "not ok - an application elsewhere answers with the starter alone"
  failed=1
fi
# Maven notes beside each file where it came from.
if [ -d "$work/repository/dev/charla" ] &&
  ! grep -rh --include=_remote.repositories '^[^#].*>' "$work/repository/dev/charla" | grep -v '>staged='; then
  echo "ok - all of Charla came from the folder"
else
  echo "not ok - all of Charla came from the folder"
  failed=1
fi
exit "$failed"
