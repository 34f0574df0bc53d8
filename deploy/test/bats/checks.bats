#!/usr/bin/env bats
# What stands against a deployment is told before anything is made, and what Azure says in codes is
# told in sentences: with what to do, and with the right code.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

@test "without az the script says where to get it" {
  mkdir "$AZ_WORLD/bin"
  for tool in bash sh cat sed grep tr date git mktemp rm dirname head cut base64 wc sort env; do
    ln -s "$(command -v "$tool")" "$AZ_WORLD/bin/$tool"
  done
  ln -s "$BATS_TEST_DIRNAME/bin/curl" "$AZ_WORLD/bin/curl"
  PATH=$AZ_WORLD/bin run "$script" deploy --yes
  ends_with 3
  says "Azure CLI"
  says "az login"
}

@test "without a login the script says how" {
  az_fails "account show" "Please run 'az login' to setup account."
  azdeploy deploy --yes
  ends_with 3
  says "az login, then: $script deploy --yes"
}

@test "a subscription that is not there, or is disabled, is told" {
  az_fails "account show" "The subscription of 'x' doesn't exist in cloud 'AzureCloud'. SubscriptionNotFound"
  azdeploy deploy --yes --subscription x
  ends_with 3
  says "az account list"
  : >"$AZ_WORLD/fails"
  sed -i.before '4s/.*/Disabled/' "$AZ_WORLD/account"
  azdeploy deploy --yes
  ends_with 3
  says "Lab subscription"
  says "Disabled"
}

@test "who may not assign roles is told so before anything is made" {
  printf '*\tMicrosoft.Authorization/*/Write Microsoft.Authorization/*/Delete\n' >"$AZ_WORLD/permissions"
  azdeploy deploy --yes
  ends_with 4
  says "You may not assign roles"
  says "Role Based Access Control Administrator"
  [ -z "$(changes)" ]
}

@test "Contributor and the role for role assignments together will do" {
  printf '*\tMicrosoft.Authorization/*/Write\nMicrosoft.Authorization/roleAssignments/write */read\t-\n' >"$AZ_WORLD/permissions"
  azdeploy deploy --yes
  ends_with 0
}

@test "a reader may not" {
  printf '*/read\t-\n' >"$AZ_WORLD/permissions"
  azdeploy deploy --yes
  ends_with 4
}

@test "rights that cannot be read are no reason to stop" {
  az_fails "Microsoft.Authorization/permissions" "AuthorizationFailed"
  azdeploy deploy --yes
  ends_with 0
  says "Note: What you may do here could not be read"
}

@test "a model that the region lacks, or an unknown region, is a warning with what there is" {
  azdeploy deploy --yes --voice-location westus --model gpt-realtime
  ends_with 0
  says "The model gpt-realtime was not offered in westus"
  says "October 2026"
  azdeploy deploy --yes --voice-location moonbase1
  ends_with 0
  says "not offered in moonbase1"
  azdeploy deploy --yes --voice-location swedencentral
  ends_with 0
  [[ "$output" != *"not offered"* ]]
}

@test "a deleted account of the same name is told, and can be restored" {
  printf '/subscriptions/1/providers/Microsoft.CognitiveServices/locations/eastus2/resourceGroups/RG-Charla/deletedAccounts/ai-charla-12345678\tai-charla-12345678\teastus2\n' >"$AZ_WORLD/deleted"
  azdeploy deploy --yes
  ends_with 4
  says "ai-charla-12345678 was deleted lately"
  says "--deleted-account restore"
  [ -z "$(changes)" ]

  azdeploy deploy --yes --deleted-account restore
  ends_with 0
  head -n 1 "$AZ_WORLD/deployed" | grep -q '"restoreVoiceAccount":{"value":true}'
  tail -n 1 "$AZ_WORLD/deployed" | grep -q '"restoreVoiceAccount":{"value":false}'
  [ "$(parameter voiceLocation)" = eastus2 ]
}

@test "or purged" {
  printf '/subscriptions/1/providers/Microsoft.CognitiveServices/locations/eastus2/resourceGroups/rg-charla/deletedAccounts/ai-charla-12345678\tai-charla-12345678\teastus2\n' >"$AZ_WORLD/deleted"
  azdeploy deploy --yes --deleted-account purge
  ends_with 0
  called "cognitiveservices account purge --name ai-charla-12345678 --resource-group rg-charla --location eastus2"
  grep -q '"restoreVoiceAccount":{"value":false}' "$AZ_WORLD/deployed"
}

@test "a deleted account of another group or name is of no concern" {
  printf '/x/resourceGroups/rg-other/deletedAccounts/ai-charla-12345678\tai-charla-12345678\teastus2\n/x/resourceGroups/rg-charla/deletedAccounts/ai-other-12345678\tai-other-12345678\teastus2\n' >"$AZ_WORLD/deleted"
  azdeploy deploy --yes
  ends_with 0
}

# Each line: what az says | the code | what the cause says | what the next step says.
cases() {
  cat <<'CASES'
AuthorizationFailed: no authorization to perform action 'Microsoft.Authorization/roleAssignments/write'|5|may not assign roles|Role Based Access Control
(AuthorizationFailed) The client does not have authorization to perform action 'Microsoft.Web/sites/write'|5|may not do this|Contributor
LinkedAuthorizationFailed|5|may not do this|Contributor
RoleAssignmentUpdateNotPermitted: Tenant ID, application ID, principal ID, and scope are not allowed to be updated. roleAssignments|5|may not assign roles|ask an owner
RequestDisallowedByPolicy: Resource 'plan' was disallowed by policy|5|policy of your organisation|--location
ScopeLocked|5|locked|az lock list
AADSTS700082: The refresh token has expired|3|login at Azure|az login
ExpiredAuthenticationToken|3|login at Azure|az login
ReadOnlyDisabledSubscription|5|disabled|--subscription
HTTPSConnectionPool: Max retries exceeded with url|5|cannot be reached|proxy
FlagMustBeSetForRestore|5|deleted lately|--deleted-account restore
CustomDomainInUse: Please pick a different name|5|name for Voice Live is taken|--name
InvalidResourceGroupLocation|5|another region|--resource-group
ResourceGroupBeingDeleted|5|being deleted|wait
AlreadyInUse: The registry DNS name is already in use|5|taken by somebody else|--name
InvalidTemplate: Deployment template validation failed|5|does not accept the template|resources.json
SubscriptionIsOverQuotaForSku: Current Limit (Basic VMs): 0|5|no quota for App Service plans of size B1 in swedencentral|--hosting containerapp
InsufficientQuota|5|quota|Quotas
SpecialFeatureOrQuotaIdRequired|5|not offered to the subscription|--voice-location
LocationNotAvailableForResourceType|5|not offered in|swedencentral
MaxNumberOfRegionalEnvironmentsInSubExceeded|5|Container Apps environments|--hosting appservice
DeploymentActive: The deployment is already in progress|5|Another deployment is at work|status
RequestConflict|5|Another deployment|wait
AnotherOperationInProgress|5|Another deployment|wait
DisabledSubscription|5|disabled|--subscription
InvalidSubscriptionId|3|not among those|az account list
InvalidAuthenticationToken|3|login at Azure|az login
InsufficientPermissions|5|may not do this|Contributor
SubdomainInUse|5|name for Voice Live is taken|--name
NameNotAvailable|5|taken by somebody else|--name
QuotaExceeded|5|quota|Quotas
InvalidSku|5|not offered to the subscription|--voice-location
InvalidLocation|5|not offered in|swedencentral
NoRegisteredProviderFound|5|not offered in|swedencentral
MaxNumberOfGlobalEnvironmentsInSubExceeded|5|Container Apps environments|--hosting appservice
ServerTimeout|5|overloaded|wait
GatewayTimeout|5|overloaded|wait
ServiceUnavailable|5|overloaded|wait
SubscriptionNotRegisteredForFeature|5|disabled|--subscription
PrincipalNotFound|5|new identity|wait a minute
MissingSubscriptionRegistration|5|does not know one of the services|az provider register
TooManyRequests|5|overloaded|wait
InternalServerError|5|overloaded|wait
SomethingNobodyKnows: of which this is all|5|Azure could not make everything: SomethingNobodyKnows: of which this is all|see the log
CASES
}

@test "what Azure says about a deployment is a sentence with a next step" {
  # shellcheck source=/dev/null
  for part in words options azure errors; do . "$BATS_TEST_DIRNAME/../../lib/$part.sh"; done
  each_option take_default
  set_option location swedencentral
  INVOKED_AS=azdeploy.sh INVOKED_WITH=(deploy)
  while IFS='|' read -r text code cause next; do
    explain "ERROR: $text"
    [ -n "$CAUSE" ] || CAUSE="Azure could not make everything: $text" REMEDY='see the log'
    output="$CAUSE Next: $REMEDY" status=${EXPLAINED_CODE:-5}
    ends_with "$code"
    says "$cause"
    says "$next"
    [ "$(printf '%s' "$CAUSE" | wc -l)" -eq 0 ]
  done < <(cases)
}

@test "so is what the script says in the end, and Azure's own words are in the log" {
  for number in 1 7 17 $(cases | wc -l); do
    IFS='|' read -r text code cause next < <(cases | sed -n "${number}p")
    printf 'deployment group create|1|%s\n' "$text" >"$AZ_WORLD/fails"
    azdeploy deploy --yes
    ends_with "$code"
    says "$cause"
    says "$next"
    [ "$(printf '%s\n' "$output" | grep -c '^azdeploy: ')" -eq 1 ]
    [ "$(printf '%s\n' "$output" | grep -c '^Next: ')" -eq 1 ]
    grep -qF "$text" "$AZ_WORLD/log"
  done
}

@test "no pattern of the error map is without a case" {
  while read -r word; do
    grep -rqF "$word" "$BATS_TEST_DIRNAME"/*.bats || { echo "no case for $word" && return 1; }
  done < <(grep -oE '^    \*[^)]*\)$' "$BATS_TEST_DIRNAME/../../lib/errors.sh" | grep -oE '[A-Z][A-Za-z]{9,}' | sort -u)
}

@test "a group that cannot be made ends with code 5 and nothing after it" {
  az_fails "group create --name" "(AuthorizationFailed) Microsoft.Resources/subscriptions/resourcegroups/write"
  azdeploy deploy --yes
  ends_with 5
  says "Contributor"
  [ "$(changes | wc -l)" -eq 1 ]
}

@test "a run that failed is finished by a second one" {
  az_fails "deployment group create" "TooManyRequests"
  azdeploy deploy --yes
  ends_with 5
  : >"$AZ_WORLD/fails"
  echo true >"$AZ_WORLD/group-exists"
  azdeploy deploy --yes
  ends_with 0
}
