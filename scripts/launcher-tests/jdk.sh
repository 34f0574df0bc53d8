# shellcheck shell=bash
# Tests: finding a JDK, and what is said when there is none.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

test_the_jdk_that_was_named_for_charla_wins() {
  lay_jdk "$world/mine" 26
  lay_jdk "$world/home/.jdks/temurin-25" 25.0.1
  export CHARLA_JAVA_HOME=$world/mine
  expect home mine "$(found_jdk)"
}

test_a_named_jdk_that_is_too_old_is_refused_and_said() {
  lay_jdk "$world/mine" 21.0.4
  lay_jdk "$world/home/.jdks/temurin-25" 25.0.1
  export CHARLA_JAVA_HOME=$world/mine
  local said
  said=$(found_jdk 2>&1) && echo "it was taken" && return 1
  expect_in sentence "only Java 21" "$said"
}

test_an_old_java_home_and_an_old_java_in_path_are_passed_over() {
  lay_jdk "$world/system/usr/lib/jvm/java-17" 17.0.15
  lay_jdk "$world/system/usr/lib/jvm/temurin-25" 25.0.3
  export JAVA_HOME=$world/system/usr/lib/jvm/java-17
  ln -s "$JAVA_HOME/bin/java" "$world/bin/java"
  expect home system/usr/lib/jvm/temurin-25 "$(found_jdk)"
}

test_java_in_path_is_followed_through_its_links() {
  lay_jdk "$world/somewhere/jdk" 25.0.2
  ln -s "$world/somewhere/jdk/bin/java" "$world/somewhere/java"
  ln -s "../somewhere/java" "$world/bin/java"
  expect home somewhere/jdk "$(found_jdk)"
}

test_25_comes_before_newer_ones_and_the_least_new_before_others() {
  lay_jdk "$world/home/.jdks/a-27" 27
  lay_jdk "$world/home/.jdks/b-26" 26.0.1
  expect home home/.jdks/b-26 "$(found_jdk)" || return 1
  lay_jdk "$world/home/.jdks/c-25" 25-ea
  expect home home/.jdks/c-25 "$(found_jdk)"
}

test_every_usual_place_is_looked_at() {
  local place inner
  for place in system/usr/lib/jvm/x system/usr/lib64/jvm/x system/usr/java/x system/opt/java/x \
    system/opt/jdk-25 system/Library/Java/JavaVirtualMachines/x.jdk/Contents/Home \
    home/Library/Java/JavaVirtualMachines/x.jdk/Contents/Home home/.sdkman/candidates/java/25.0.1-tem \
    home/.local/share/mise/installs/java/25 home/.asdf/installs/java/temurin-25 home/.jabba/jdk/x \
    home/.jdks/x home/.gradle/jdks/x system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    system/usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    "system/c/Program Files/Eclipse Adoptium/jdk-25.0.1"; do
    lay_jdk "$world/$place" 25.0.1
    inner=$(found_jdk)
    rm -rf "${world:?}/$place"
    expect "in $place" "$place" "$inner" || return 1
  done
}

test_mavens_toolchains_file_is_read() {
  lay_jdk "$world/tool chain/25" 25
  mkdir -p "$HOME/.m2"
  printf '<toolchains>\n <configuration>\n  <jdkHome> %s </jdkHome>\n </configuration>\n</toolchains>\n' \
    "$world/tool chain/25" >"$HOME/.m2/toolchains.xml"
  expect home "tool chain/25" "$(found_jdk)"
}

test_a_runtime_without_a_compiler_is_no_jdk() {
  lay_jdk "$world/home/.jdks/jre" 25
  rm "$world/home/.jdks/jre/bin/javac"
  expect home "" "$(found_jdk)"
}

test_without_a_jdk_one_sentence_says_what_is_there_and_what_to_do() {
  lay_project
  lay_jdk "$world/system/usr/lib/jvm/java-17" 17.0.15
  local said code
  said=$("$project/charla" run 2>&1 </dev/null)
  code=$?
  expect code 1 "$code" || return 1
  expect lines 1 "$(printf '%s\n' "$said" | grep -c '')" || return 1
  expect_in "what is there" "Java 17 in $world/system/usr/lib/jvm/java-17" "$said" || return 1
  expect_in "what to do" "CHARLA_JAVA_HOME" "$said"
}

test_without_maven_one_sentence_says_what_to_do() {
  lay_project
  rm "$world/bin/mvn"
  lay_jdk "$world/home/.jdks/x" 25
  local said code
  said=$("$project/charla" run 2>&1 </dev/null)
  code=$?
  expect code 1 "$code" || return 1
  expect_in "what to do" "maven.apache.org" "$said"
}

test_apt_is_named_where_it_has_the_jdk() {
  lay_project
  printf '#!/bin/sh\nexit 0\n' >"$world/bin/apt-get"
  printf '#!/bin/sh\n[ "$2" = openjdk-25-jdk-headless ]\n' >"$world/bin/apt-cache"
  chmod +x "$world/bin/apt-get" "$world/bin/apt-cache"
  expect_in "what to do" "apt-get install openjdk-25-jdk-headless" \
    "$("$project/charla" run 2>&1 </dev/null)"
}
