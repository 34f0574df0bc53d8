#!/usr/bin/env bats
# Flags, environment variables, and how the script answers to wrong ones.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

@test "help names every command, flag, variable and exit code" {
  azdeploy help
  ends_with 0
  for word in deploy update what-if status logs rollback delete --resource-group --location --voice-location --name \
    --subscription --hosting --sku --instances --model --voice --login --entra-client-id --developer --builder --image \
    --deleted-account --timeout --log-file --dry-run --yes --verbose CHARLA_RESOURCE_GROUP VOICE_LIVE_MODEL CHARLA_YES \
    CHARLA_ACCESS_CODE "Exit codes" 130; do
    says "$word"
  done
}

@test "without a terminal there is no menu but the help, and code 2" {
  run "$script" </dev/null
  ends_with 2
  says "a menu, at a terminal"
}

@test "at a terminal the menu leads to a command" {
  lay_deployment
  run script --quiet --return --command "'$script'" /dev/null <<<"4"
  ends_with 0
  says "Your choice"
  says "Well: yes"
}

@test "q leaves the menu" {
  run script --quiet --return --command "'$script'" /dev/null <<<"q"
  ends_with 0
  [ -z "$(cat "$AZ_WORLD/calls")" ]
}

@test "an unknown command says where help is" {
  azdeploy dance
  ends_with 2
  says 'There is no command "dance"'
  says "Next: $script help"
}

@test "an unknown flag, a flag without a value, an empty one and a stray word are refused" {
  for arguments in "--colour red" "--name" "--name=" "stray" "--yes=maybe"; do
    # shellcheck disable=SC2086  # the words are meant to be split
    azdeploy deploy $arguments
    ends_with 2
  done
  [ -z "$(cat "$AZ_WORLD/calls")" ]
}

@test "values that cannot be right are refused before anything is made, and say what would be" {
  while IFS='|' read -r flag value hint; do
    : >"$AZ_WORLD/calls"
    azdeploy deploy --yes "--$flag" "$value"
    ends_with 2
    says "$hint"
    [ -z "$(changes)" ]
  done <<'CASES'
resource-group|a/b|1 to 90 letters
name|Charla|small letters
name|much-too-long-a-name-is|1 to 20
location|Sweden Central|short form
voice-location|a b|short form
hosting|kubernetes|appservice or containerapp
login|open|code or entra
login|entra|entra-client-id
builder|kaniko|auto, acr, docker, podman or jib
deleted-account|keep|ask, restore or purge
instances|0|1 to 10
instances|11|1 to 10
timeout|soon|seconds
sku|F1|5 WebSockets
model|a model|name of a model
developer|somebody|object id
CASES
}

# flag|variable|value|parameter of the template
values() {
  cat <<'VALUES'
location|CHARLA_LOCATION|westeurope|location
voice-location|CHARLA_VOICE_LOCATION|eastus2|voiceLocation
name|CHARLA_NAME|class-3|environmentName
hosting|CHARLA_HOSTING|containerapp|hosting
sku|CHARLA_SKU|P0v3|planSku
instances|CHARLA_INSTANCES|3|instances
model|VOICE_LIVE_MODEL|gpt-4o|voiceModel
voice|VOICE_LIVE_VOICE|es-MX-DaliaNeural|voiceName
developer|CHARLA_DEVELOPER|99999999-0000-4000-8000-000000000001|developerPrincipalId
login|CHARLA_LOGIN|entra|login
entra-client-id|CHARLA_ENTRA_CLIENT_ID|99999999-0000-4000-8000-00000000000a|entraClientId
image|CHARLA_IMAGE|elsewhere.example/charla:9|containerImage
VALUES
}

all_values_arrived() {
  while IFS='|' read -r flag _ value parameter; do
    [ "$(parameter "$parameter")" = "$value" ] || { echo "$flag: $(parameter "$parameter")" && return 1; }
  done < <(values)
}

@test "every value flag reaches Azure" {
  arguments=()
  while IFS='|' read -r flag variable value parameter; do arguments+=("--$flag" "$value"); done < <(values)
  azdeploy deploy --yes "${arguments[@]}"
  ends_with 0
  all_values_arrived
}

@test "so does every value's variable" {
  arguments=()
  while IFS='|' read -r flag variable value parameter; do arguments+=("$variable=$value"); done < <(values)
  run env "${arguments[@]}" "$script" deploy --yes
  ends_with 0
  all_values_arrived
}

@test "every flag but those that are tested by themselves is among them" {
  for flag in $("$script" help | sed -n 's/^  --\([a-z-]*\) .*/\1/p'); do
    values | grep -q "^$flag|" || grep -rqE -- "--$flag|option $flag" "$BATS_TEST_DIRNAME"/*.bats
  done
}

@test "the group, the subscription and the log file are as told" {
  azdeploy deploy --yes --resource-group my-group --subscription 'Lab subscription' --log-file "$AZ_WORLD/my.log"
  ends_with 0
  called "group create --name my-group"
  grep -q '^account show .*--subscription Lab subscription' "$AZ_WORLD/calls"
  called "--subscription 11111111-2222-4333-8444-555555555555"
  grep -q "Charla runs at" "$AZ_WORLD/my.log"
}

@test "a flag wins over its variable" {
  run env CHARLA_LOCATION=westeurope "$script" deploy --yes --location eastus2
  ends_with 0
  [ "$(parameter location)" = eastus2 ]
}

@test "a switch can be set and unset by its variable" {
  run env CHARLA_DRY_RUN=true "$script" deploy
  ends_with 0
  [ -z "$(changes)" ]
  run env CHARLA_DRY_RUN=perhaps "$script" deploy
  ends_with 2
  says "can be true or false"
  run env CHARLA_YES=true CHARLA_VERBOSE=no "$script" deploy
  ends_with 0
}

@test "login entra hands the app registration on and needs no access code" {
  azdeploy deploy --yes --login entra --entra-client-id 99999999-0000-4000-8000-00000000000a
  ends_with 0
  [ "$(parameter entraClientId)" = 99999999-0000-4000-8000-00000000000a ]
  [ -z "$(parameter accessCode)" ]
  says "members of tenant aaaaaaaa"
}

@test "a log file that cannot be written is an error of its own" {
  azdeploy deploy --log-file /nonexistent/log
  ends_with 2
  says "cannot be written"
}

@test "what must be asked is not asked without a terminal" {
  azdeploy deploy
  ends_with 2
  says "--yes"
  [ -z "$(changes)" ]
}

@test "verbose shows what az says" {
  az_fails "acr build" "the compiler is unhappy"
  azdeploy deploy --yes --verbose
  says "ERROR: the compiler is unhappy"
}
