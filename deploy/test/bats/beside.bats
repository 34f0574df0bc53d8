#!/usr/bin/env bats
# A run beside another one: on this machine, and on another, of which only Azure knows.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

teardown() {
  : >"$AZ_WORLD/enough"
  wait
}

# Starts a run that hangs in its call of az with words $1, until let_go ends it with signal $2, KILL by default.
hang_at() {
  echo "$1" >"$AZ_WORLD/slow"
  node "$BATS_TEST_DIRNAME/interrupt.mjs" "$AZ_WORLD/enough" "${2:-KILL}" "$script" deploy --yes >"$AZ_WORLD/first" 2>&1 3>&- &
  it_hangs
  rm "$AZ_WORLD/slow"
}

it_hangs() {
  for _ in $(seq 600); do
    [ ! -f "$AZ_WORLD/waiting" ] || break
    sleep 0.05
  done
  [ -f "$AZ_WORLD/waiting" ]
}

let_go() {
  : >"$AZ_WORLD/enough"
  wait
}

lock_files() { find "$XDG_STATE_HOME/charla" -type f; }

@test "a second run is told of the first, changes nothing, and works when the first is done" {
  hang_at "acr build" TERM
  for command in deploy update rollback delete; do
    : >"$AZ_WORLD/calls"
    azdeploy "$command" --yes
    ends_with 4
    says 'azdeploy: Another run of this script is at work on rg-charla: "azdeploy.sh deploy", process '
    says "Next: wait until it is done, then: $script $command --yes"
    [ -z "$(changes)" ]
  done
  let_go
  [ -z "$(lock_files)" ]
  azdeploy deploy --yes
  ends_with 0
  [ -z "$(lock_files)" ]
}

@test "what only looks, and another group, need not wait" {
  lay_deployment
  hang_at "acr build"
  for command in status logs what-if "update --dry-run" "deploy --yes --resource-group rg-other"; do
    # shellcheck disable=SC2086  # the words are meant to be split
    azdeploy $command
    ends_with 0
  done
}

@test "a group is the same however it is written" {
  hang_at "acr build"
  azdeploy deploy --yes --resource-group RG-Charla
  ends_with 4
}

@test "of many that begin at once one goes on, also where a killed run left its lock" {
  hang_at "acr build"
  let_go
  [ -n "$(lock_files)" ]
  rm "$AZ_WORLD/waiting" "$AZ_WORLD/enough"
  : >"$AZ_WORLD/calls"
  echo "group create" >"$AZ_WORLD/slow"
  for number in 1 2 3 4 5 6 7 8; do
    node "$BATS_TEST_DIRNAME/interrupt.mjs" "$AZ_WORLD/enough" INT "$script" deploy --yes \
      --log-file "$AZ_WORLD/log$number" >"$AZ_WORLD/said$number" 2>&1 3>&- &
  done
  for _ in $(seq 600); do
    [ "$(cat "$AZ_WORLD"/said? | grep -c 'Another run')" -ne 7 ] || break
    sleep 0.1
  done
  [ "$(cat "$AZ_WORLD"/said? | grep -c 'Another run')" -eq 7 ]
  # The seven may all be done before the one that goes on has come that far.
  it_hangs
  let_go
  [ "$(grep -c '^group create' "$AZ_WORLD/calls")" -eq 1 ]
  [ -z "$(lock_files)" ]
}

@test "the lock of a process whose number another program has now is no lock" {
  mkdir -p "$XDG_STATE_HOME/charla"
  # bats is no run of the script.
  echo "$BASHPID|08:00:00 UTC|azdeploy.sh deploy" >"$XDG_STATE_HOME/charla/11111111-2222-4333-8444-555555555555-rg-charla.lock"
  azdeploy deploy --yes
  ends_with 0
}

@test "a lock that is nobody's and stays ends with what to remove" {
  mkdir -p "$XDG_STATE_HOME/charla/11111111-2222-4333-8444-555555555555-rg-charla.lock"
  azdeploy deploy --yes
  ends_with 4
  says "can neither be read nor replaced"
  says "rm -f '$XDG_STATE_HOME/charla/11111111"
  [ -z "$(changes)" ]
}

@test "where no state can be kept that is told, and the run goes on" {
  : >"$AZ_WORLD/state"
  azdeploy deploy --yes
  ends_with 0
  says "Note: Nothing can be written to $AZ_WORLD/state/charla"
}

@test "a deployment that Azure has at work is told before anything is built" {
  lay_deployment
  sed -i.bak '1s/.*/2026-11-25T08:00:00Z/' "$AZ_WORLD/parameters"
  for command in deploy update rollback; do
    azdeploy "$command" --yes
    ends_with 4
    says "Another deployment is at work on rg-charla, in Azure, since 2026-11-25T08:00:00Z."
    says "Next: wait until it is done ($script status), then: $script $command --yes"
  done
  [ -z "$(changes)" ]
  azdeploy status
  ends_with 0
}

@test "one that begins while the image is built costs no second build" {
  lay_deployment
  az_fails "deployment group create" "DeploymentActive"
  azdeploy update --yes
  ends_with 5
  says "Another deployment is at work"
  tag=$(sed -n 's/^acr build .*--image charla:\([^ ]*\) .*/\1/p' "$AZ_WORLD/calls")
  says "then: $script update --yes --image $tag"
}

@test "an application that another machine deployed meanwhile keeps its access code" {
  echo 'the code of the other' >"$AZ_WORLD/access-code"
  echo app-charla-12345678 >"$AZ_WORLD/app-since"
  azdeploy deploy --yes
  ends_with 0
  [ "$(parameter accessCode)" = 'the code of the other' ]
  says "Access code:   as before"
}
