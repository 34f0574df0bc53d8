#!/bin/sh
# Prints the path of a Maven that is new enough to build Charla. Ubuntu 22.04, which the build image
# stands on, packages 3.6; that one then fetches the newer one, as a build does its libraries.
# $1: where to put it.
set -eu

readonly WANTED=3.9.11

is_enough() {
  case $("$1" --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p') in
    3.[0-7].* | '') return 1 ;;
  esac
}

maven=$(command -v mvn) || {
  echo "There is no Maven here." >&2
  exit 1
}
if is_enough "$maven"; then
  echo "$maven"
  exit 0
fi
# The old one does not know a JDK as new as ours: it runs on the Java that it was packaged with.
if [ -d /usr/lib/jvm/default-java ]; then
  JAVA_HOME=/usr/lib/jvm/default-java
  export JAVA_HOME
fi
"$maven" -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  "-Dartifact=org.apache.maven:apache-maven:$WANTED:tar.gz:bin" "-DoutputDirectory=$1" >&2
tar -xzf "$1/apache-maven-$WANTED-bin.tar.gz" -C "$1"
echo "$1/apache-maven-$WANTED/bin/mvn"
