#!/usr/bin/env bash
# A Maven project elsewhere that uses what is published and nothing else: it has a local repository of its
# own, empty at first, Charla from a folder that scripts/stage.sh filled, and the libraries of others from
# this machine's ordinary repository.
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

if (cd "$work/project" && mvn -B -ntp -s "$work/settings.xml" "-Dmaven.repo.local=$work/repository" \
  "-Dcharla.version=$version" compile exec:exec) >"$work/log" 2>&1 </dev/null &&
  grep -q '^outside: a session was opened and answered$' "$work/log"; then
  echo "ok - a project elsewhere talks with an engine of its own through the published artefacts"
  failed=0
else
  tail -n 60 "$work/log"
  echo "not ok - a project elsewhere talks with an engine of its own through the published artefacts"
  failed=1
fi
# Somebody's Spring application, on either of Spring's web frameworks.
cp -R "$root/scripts/outside-spring" "$work/spring"
boot=$(sed -n 's:.*<spring-boot.version>\(.*\)</spring-boot.version>.*:\1:p' "$root/pom.xml")
for web in webflux webmvc; do
  if (cd "$work/spring" && mvn -B -ntp -s "$work/settings.xml" "-Dmaven.repo.local=$work/repository" \
    "-Dcharla.version=$version" "-Dspring-boot.version=$boot" "-Dweb=$web" compile exec:exec) >"$work/log" 2>&1 </dev/null &&
    grep -q '^outside: what was typed was answered$' "$work/log"; then
    echo "ok - an application of Spring's $web elsewhere answers with the starter alone"
  else
    tail -n 60 "$work/log"
    echo "not ok - an application of Spring's $web elsewhere answers with the starter alone"
    failed=1
  fi
done
# Maven notes beside each file where it came from.
if [ -d "$work/repository/dev/charla" ] &&
  ! grep -rh --include=_remote.repositories '^[^#].*>' "$work/repository/dev/charla" | grep -v '>staged='; then
  echo "ok - all of Charla came from the folder"
else
  echo "not ok - all of Charla came from the folder"
  failed=1
fi
exit "$failed"
