#!/usr/bin/env bats
# What is done in Azure, in which order, and what a second run does.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

@test "a first deployment makes the group, the rest, the image, and runs it" {
  azdeploy deploy --yes
  ends_with 0
  run changes
  [[ "${lines[0]}" == "group create --name rg-charla --location swedencentral --tags application=charla azd-env-name=charla"* ]]
  [[ "${lines[1]}" == "deployment group create --resource-group rg-charla --name charla --template-file "*resources.json* ]]
  [[ "${lines[2]}" == "acr build --registry acrcharla12345678 "*"--image charla:"*"--build-arg SPEECH=none"* ]]
  [[ "${lines[3]}" == "deployment group create "* ]]
  [ "${#lines[@]}" -eq 4 ]
}

@test "the first of the two has no image, the second the one that was built" {
  azdeploy deploy --yes
  ends_with 0
  [ "$(wc -l <"$AZ_WORLD/deployed")" -eq 2 ]
  head -n 1 "$AZ_WORLD/deployed" | grep -q '"containerImage":{"value":""}'
  tag=$(sed -n 's/^acr build .*--image charla:\([^ ]*\) .*/\1/p' "$AZ_WORLD/calls")
  [ "$(parameter containerImage)" = "acrcharla12345678.azurecr.io/charla:$tag" ]
  called "/actuator/health/$(parameter release)"
}

@test "what is handed over is JSON, also with quotes and backslashes in a value" {
  azdeploy deploy --yes --voice 'a "b" \c'
  ends_with 0
  node -e '
    for (const line of require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n")) {
      if (JSON.parse(line).parameters.voiceName.value !== `a "b" \\c`) process.exit(1);
    }' "$AZ_WORLD/deployed"
}

@test "no two builds have the same tag" {
  azdeploy deploy --yes
  sleep 1.1
  azdeploy deploy --yes
  [ "$(sed -n 's/^acr build .*--image \([^ ]*\) .*/\1/p' "$AZ_WORLD/calls" | sort -u | wc -l)" -eq 2 ]
}

@test "the end says where it runs, what it costs and how it is taken away" {
  azdeploy deploy --yes --resource-group my-group
  says "Charla runs at https://app-charla-12345678.azurewebsites.net"
  says "13 USD a month"
  says "delete --resource-group my-group"
}

@test "a made-up access code is shown once, deployed, and in no log and no call" {
  azdeploy deploy --yes
  ends_with 0
  code=$(printf '%s\n' "$output" | sed -n 's/^Access code: *//p')
  [[ "$code" =~ ^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$ ]]
  [ "$(parameter accessCode)" = "$code" ]
  lacks "$AZ_WORLD/log" "$code"
  lacks "$AZ_WORLD/calls" "$code"
}

@test "a given access code is used, and one of eleven characters refused" {
  run env CHARLA_ACCESS_CODE='my own long code' "$script" deploy --yes
  ends_with 0
  [ "$(parameter accessCode)" = 'my own long code' ]
  run env CHARLA_ACCESS_CODE=elevenchars "$script" deploy --yes
  ends_with 2
  says "shorter than 12"
}

@test "what only its owner may read is so: the log" {
  azdeploy deploy --yes
  [ "$(stat -c %a "$AZ_WORLD/log" 2>/dev/null || stat -f %Lp "$AZ_WORLD/log")" = 600 ]
}

@test "nothing is left of the directory for temporary files" {
  azdeploy deploy --yes
  [ -z "$(ls -d "$BATS_TEST_TMPDIR"/azdeploy.* 2>/dev/null)" ]
}

@test "a second run keeps what was deployed, and its access code" {
  lay_deployment
  azdeploy deploy --yes
  ends_with 0
  for pair in location=westeurope voiceLocation=eastus2 planSku=S1 instances=2 voiceModel=gpt-4.1 voiceName=alloy 'accessCode=the old code'; do
    [ "$(parameter "${pair%%=*}")" = "${pair#*=}" ]
  done
  says "as before"
  [ "$(changes | grep -c '^deployment group create')" -eq 1 ]
  [ "$(grep -c '^group create' "$AZ_WORLD/calls")" -eq 0 ]
}

@test "a second run changes what is told, and nothing else" {
  lay_deployment
  azdeploy deploy --yes --model gpt-5
  ends_with 0
  [ "$(parameter voiceModel)" = gpt-5 ]
  [ "$(parameter planSku)" = S1 ]
}

@test "update builds and runs, and makes nothing else" {
  lay_deployment
  azdeploy update --yes
  ends_with 0
  says "Runs now: charla:old1-20261101000000"
  run changes
  [[ "${lines[0]}" == "acr build "* && "${lines[1]}" == "deployment group create "* && "${#lines[@]}" -eq 2 ]]
}

@test "update works on Container Apps too" {
  lay_deployment containerapp
  azdeploy update --yes
  ends_with 0
  [ "$(parameter hosting)" = containerapp ]
  [ "$(parameter accessCode)" = 'the old code' ]
}

@test "update before any deployment says what to do" {
  azdeploy update --yes
  ends_with 4
  says "deploy"
}

@test "an image that is given is run and none is built" {
  lay_deployment
  azdeploy update --yes --image old0-20261030000000
  ends_with 0
  [ "$(parameter containerImage)" = acrcharla12345678.azurecr.io/charla:old0-20261030000000 ]
  azdeploy update --yes --image elsewhere.example/charla:1
  ends_with 0
  [ "$(parameter containerImage)" = elsewhere.example/charla:1 ]
  never_called "acr build"
}

@test "rollback runs the image before the present one" {
  lay_deployment
  azdeploy rollback --yes
  ends_with 0
  [ "$(parameter containerImage)" = acrcharla12345678.azurecr.io/charla:old0-20261030000000 ]
}

@test "rollback without an image to go back to changes nothing" {
  lay_deployment
  echo old1-20261101000000 >"$AZ_WORLD/tags"
  azdeploy rollback --yes
  ends_with 4
  says "no image before"
  [ -z "$(changes)" ]
}

@test "a dry run asks, shows what it would run, and changes nothing" {
  azdeploy deploy --dry-run
  ends_with 0
  says "would run: az group create --name rg-charla"
  says "would run: az acr build"
  says "Nothing was changed."
  [ -z "$(changes)" ]
}

@test "a dry run of delete changes nothing" {
  lay_deployment
  azdeploy delete --dry-run
  ends_with 0
  says "would run: az group delete"
  [ -z "$(changes)" ]
}

@test "what-if asks Azure, with the image that runs" {
  lay_deployment
  azdeploy what-if
  ends_with 0
  called "deployment group what-if"
  says "1 to modify"
  [ -z "$(changes)" ]
}

@test "what-if without a group lists what would be made" {
  azdeploy what-if
  ends_with 0
  says "Microsoft.CognitiveServices/accounts"
  [ -z "$(changes)" ]
}

@test "status tells what runs, and fails when it is not well" {
  lay_deployment
  azdeploy status
  ends_with 0
  says "Runs: charla:old1-20261101000000 on appservice"
  says "Last deployment: Succeeded"
  says "old0-20261030000000"
  echo 503 >"$AZ_WORLD/health"
  azdeploy status
  ends_with 7
  says "503"
}

@test "logs shows the lines, or says that there are none yet" {
  lay_deployment
  azdeploy logs
  ends_with 0
  says "Nothing was logged"
  printf '2026-11-25T08:00:00Z\ta conversation begins\n' >"$AZ_WORLD/lines"
  azdeploy logs
  ends_with 0
  says "a conversation begins"
}

@test "the wait goes on while the old image answers, and ends with the new one" {
  printf '%s\n' 404 000 503 404 200 >"$AZ_WORLD/health"
  azdeploy deploy --yes
  ends_with 0
  [ "$(grep -c '^curl' "$AZ_WORLD/calls")" -eq 5 ]
}

@test "an image that is never well ends with code 7 and the way back" {
  lay_deployment
  echo 404 >"$AZ_WORLD/health"
  azdeploy update --yes --timeout 1
  ends_with 7
  says "404, from the image before it"
  says "rollback --image old1-20261101000000"
}

@test "services that the subscription does not know are registered first" {
  grep -v CognitiveServices "$AZ_WORLD/providers" >"$AZ_WORLD/fewer"
  mv "$AZ_WORLD/fewer" "$AZ_WORLD/providers"
  azdeploy deploy --yes
  ends_with 0
  called "provider register --namespace Microsoft.CognitiveServices --wait"
  [ "$(grep -c '^provider register' "$AZ_WORLD/calls")" -eq 1 ]
}

@test "developer me is who is logged in, a user or a program" {
  payload() { printf '%s' "$1" | base64 | tr -d '=\n' | tr '/+' '_-'; }
  printf 'head.%s.sign\n' "$(payload '{"oid":"99999999-0000-4000-8000-000000000007","upn":"ñandú@example.test"}')" >"$AZ_WORLD/token"
  azdeploy deploy --yes --developer me
  ends_with 0
  [ "$(parameter developerPrincipalId)" = 99999999-0000-4000-8000-000000000007 ]
  [ "$(parameter developerPrincipalType)" = User ]
  printf 'head.%s.sign\n' "$(payload '{"idtyp":"app","oid":"99999999-0000-4000-8000-000000000008"}')" >"$AZ_WORLD/token"
  azdeploy deploy --yes --developer me
  [ "$(parameter developerPrincipalType)" = ServicePrincipal ]
}

@test "a developer of before stays one, and what they are" {
  lay_deployment
  printf '%s\n' '' westeurope eastus2 appservice S1 2 gpt-4.1 alloy code '' 99999999-0000-4000-8000-000000000008 ServicePrincipal >"$AZ_WORLD/parameters"
  azdeploy update --yes
  ends_with 0
  [ "$(parameter developerPrincipalId)" = 99999999-0000-4000-8000-000000000008 ]
  [ "$(parameter developerPrincipalType)" = ServicePrincipal ]
  azdeploy update --yes --developer 99999999-0000-4000-8000-000000000009
  [ "$(parameter developerPrincipalType)" = User ]
  azdeploy update --yes --developer none
  [ -z "$(parameter developerPrincipalId)" ]
}

@test "an application that another hosting left behind is told, with how to remove it" {
  lay_deployment
  azdeploy deploy --yes --hosting containerapp
  ends_with 0
  says "az resource delete --resource-group rg-charla --resource-type Microsoft.Web/sites --name app-charla-12345678"
}
