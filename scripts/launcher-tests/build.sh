# shellcheck shell=bash
# Tests: building when something has changed, and only then.
#
# Scripts written by tests hold dollar signs of their own; tests are called by their names, and share
# variables over files.
# shellcheck disable=SC2016,SC2317,SC2154,SC2034

builds() { grep -c '' "$HOME/maven-calls" 2>/dev/null || true; }

build_app() (
  cd "$project" || exit 1
  load_launcher
  JDK_HOME=$world/jdk
  build_if_needed app app/target/charla.jar bench testkit
)

test_a_build_happens_once_and_uses_the_jdk_that_was_found() {
  lay_project
  build_app >/dev/null && build_app >/dev/null || return 1
  expect builds 1 "$(builds)" || return 1
  expect_in call "JAVA_HOME=$world/jdk mvn -q -B package" "$(cat "$HOME/maven-calls")"
}

# Runs "$@" after a build and expects another build. File times may be as coarse as a second.
expect_rebuild_after() {
  lay_project
  build_app >/dev/null || return 1
  touch -t 203001010000 "$world/later"
  "$@"
  build_app >"$world/said" || return 1
  expect "builds after $*" 2 "$(builds)"
}

test_a_changed_source_is_built_again_and_named() {
  cd_touch() { touch -r "$world/later" "$project/app/src/main/java/App.java"; }
  expect_rebuild_after cd_touch || return 1
  expect_in sentence "app/src/main/java/App.java has changed" "$(cat "$world/said")"
}

test_a_changed_page_is_built_again() {
  touch_page() { touch -r "$world/later" "$project/web/src/page.js"; }
  expect_rebuild_after touch_page
}

test_a_deleted_source_is_built_again() {
  delete() {
    rm "$project/app/src/main/java/Old.java"
    touch -r "$world/later" "$project/app/src/main/java"
  }
  expect_rebuild_after delete
}

test_a_changed_pom_is_built_again() {
  touch_pom() { touch -r "$world/later" "$project/app/pom.xml"; }
  expect_rebuild_after touch_pom
}

test_a_jar_that_was_cleaned_away_is_built_again() {
  clean() { rm "$project/app/target/charla.jar"; }
  expect_rebuild_after clean
}

test_what_is_not_part_of_the_application_is_not_built_for_it() {
  lay_project
  build_app >/dev/null || return 1
  touch -t 203001010000 "$project/bench/pom.xml"
  build_app >/dev/null || return 1
  expect builds 1 "$(builds)"
}

test_a_failed_build_shows_its_errors_and_is_tried_again() {
  lay_project
  printf '[WARNING] old\n[ERROR] App.java:[3,1] cannot find symbol\n[ERROR] \n[ERROR] Re-run Maven using -X\n' \
    >"$HOME/maven-fails"
  local said code
  said=$(build_app 2>&1)
  code=$?
  expect code 1 "$code" || return 1
  expect_in error "cannot find symbol" "$said" || return 1
  expect_in log "target/charla-build.log" "$said" || return 1
  case $said in *Re-run* | *old*) echo "it shows noise: $said" && return 1 ;; esac
  rm "$HOME/maven-fails"
  build_app >/dev/null || return 1
  expect builds 2 "$(builds)"
}

test_a_build_without_network_says_so() {
  lay_project
  echo '[ERROR] Could not transfer artifact x: Unknown host y' >"$HOME/maven-fails"
  expect_in sentence "look at the network" "$(build_app 2>&1)"
}

test_an_empty_maven_repository_is_mentioned() {
  lay_project
  rm -rf "$HOME/.m2"
  expect_in sentence "some minutes" "$(build_app)"
}
