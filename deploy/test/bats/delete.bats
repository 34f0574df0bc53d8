#!/usr/bin/env bats
# Taking everything away, and stopping in the middle.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

lay_deleted() {
  printf '/x/resourceGroups/rg-charla/deletedAccounts/ai-charla-12345678\tai-charla-12345678\teastus2\n' >"$AZ_WORLD/deleted"
}

@test "delete deletes the group and purges its Voice Live account" {
  lay_deployment
  lay_deleted
  azdeploy delete --yes
  ends_with 0
  says "Microsoft.CognitiveServices/accounts ai-charla-12345678"
  run changes
  [[ "${lines[0]}" == "group delete --name rg-charla --yes"* ]]
  [[ "${lines[1]}" == "cognitiveservices account purge --name ai-charla-12345678 "* ]]
}

@test "delete again finds nothing and is content" {
  azdeploy delete --yes
  ends_with 0
  says "Nothing of Charla is left"
  [ -z "$(changes)" ]
}

@test "delete after a delete that was cut off purges what is left" {
  lay_deleted
  azdeploy delete --yes
  ends_with 0
  called "cognitiveservices account purge"
}

@test "a group that the script did not make is not deleted" {
  lay_deployment
  : >"$AZ_WORLD/group-tag"
  azdeploy delete --yes
  ends_with 4
  says "was not made by this script"
  says "az resource list --tag azd-env-name=charla"
  [ -z "$(changes)" ]
}

@test "without a terminal delete wants --yes" {
  lay_deployment
  azdeploy delete
  ends_with 2
  [ -z "$(changes)" ]
}

@test "at a terminal the name of the group must be typed" {
  lay_deployment
  run script --quiet --return --command "'$script' delete" /dev/null <<<"yes"
  ends_with 0
  says "Nothing was deleted"
  [ -z "$(changes)" ]
  run script --quiet --return --command "'$script' delete" /dev/null <<<"rg-charla"
  ends_with 0
  called "group delete"
}

@test "a purge that is refused is told, and delete again goes on there" {
  lay_deleted
  az_fails "account purge" "(AuthorizationFailed) deletedAccounts/delete"
  azdeploy delete --yes
  ends_with 5
  says "Contributor"
}

# Starts the script, waits for it to hang in the call with words $1, and stops it with signal $2.
interrupt_at() {
  rm -f "$AZ_WORLD/waiting"
  echo "$1" >"$AZ_WORLD/slow"
  run node "$BATS_TEST_DIRNAME/interrupt.mjs" "$AZ_WORLD/waiting" "$2" "$script" deploy --yes
}

@test "Ctrl-C at every step says where it stopped, and that a second run finishes it" {
  for words in "account show" "group exists" "provider list" "group create --name" "deployment group create" "acr build"; do
    interrupt_at "$words" INT
    ends_with 130
    says "Stopped during"
    says "Next: "
    case $words in
      account* | "group exists" | provider*) says "Nothing was changed" ;;
      *) says "a second run finishes it" ;;
    esac
  done
  rm "$AZ_WORLD/slow"
  azdeploy deploy --yes
  ends_with 0
}

@test "being ended from outside is no different" {
  interrupt_at "acr build" TERM
  ends_with 130
  says "a second run finishes it"
}
