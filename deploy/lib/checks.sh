# shellcheck shell=bash
# What must hold before anything is made, and what is there already. Nothing here changes anything.

readonly PROVIDERS='Microsoft.Authorization Microsoft.CognitiveServices Microsoft.ContainerRegistry Microsoft.Insights Microsoft.ManagedIdentity Microsoft.OperationalInsights'

SUBSCRIPTION_ID=''
SUBSCRIPTION_NAME=''
TENANT_ID=''
GROUP_EXISTS=no
REGISTRY=''
REGISTRY_SERVER=''
APP_NAME=''
APP_NAMES=''
VOICE_ACCOUNTS=''
RUNNING_IMAGE=''
UNREGISTERED=''
RESTORE=false
PURGE_FIRST=''

check_tools() {
  local tool
  for tool in curl sed grep mktemp; do
    command -v "$tool" >/dev/null 2>&1 || stop "$NO_TOOL" "The program $tool is not here." "install $tool"
  done
  command -v az >/dev/null 2>&1 ||
    stop "$NO_TOOL" "The Azure CLI, az, is not here." "install it (https://learn.microsoft.com/cli/azure/install-azure-cli), then: az login"
}

check_login() {
  local answer state
  answer=$(SUBSCRIPTION_ID=$(value_of subscription) az_ask account show --query '[id, name, tenantId, state]' --output tsv) ||
    stop_explained "$NO_TOOL" "The login could not be read"
  {
    IFS= read -r SUBSCRIPTION_ID
    IFS= read -r SUBSCRIPTION_NAME
    IFS= read -r TENANT_ID
    IFS= read -r state
  } <<<"$answer"
  case ${state:-} in
    Enabled | Warned | PastDue) ;;
    *) stop "$NO_TOOL" "The subscription \"$SUBSCRIPTION_NAME\" is ${state:-in an unknown state}, so nothing can be made in it." "$(again) --subscription ANOTHER" ;;
  esac
  say "Subscription: $SUBSCRIPTION_NAME ($SUBSCRIPTION_ID), tenant $TENANT_ID"
}

# Whether the group is there, what is in it, and what its last deployment was told.
look_around() {
  local group type name owner
  group=$(value_of resource-group)
  case $(az_ask group exists --name "$group") in
    true) GROUP_EXISTS=yes ;;
    false) return 0 ;;
    *) stop_explained "$BAD_START" "The resource group could not be looked up" ;;
  esac
  az_ask resource list --resource-group "$group" \
    --query "[].[type, name, tags.\"azd-env-name\" || '-']" --output tsv >"$WORK/resources" ||
    stop_explained "$BAD_START" "The resource group could not be read"
  while IFS=$'\t' read -r type name owner; do
    [ "$owner" = "$(value_of name)" ] || continue
    case $type in
      Microsoft.ContainerRegistry/registries) REGISTRY=$name ;;
      Microsoft.CognitiveServices/accounts) VOICE_ACCOUNTS="$VOICE_ACCOUNTS $name" ;;
      Microsoft.Web/sites | Microsoft.App/containerApps) APP_NAMES="$APP_NAMES $type=$name" ;;
    esac
  done <"$WORK/resources"
}

# Takes what the last deployment was told for each flag that was not given, and notes whether it is done.
remember() {
  local flag value developer
  [ "$GROUP_EXISTS" = yes ] || return 0
  developer=$(value_of developer)
  az_ask deployment group show --resource-group "$(value_of resource-group)" --name "$DEPLOYMENT" --query "properties.[(provisioningState == 'Running' || provisioningState == 'Accepted') && timestamp || '', parameters.location.value || '', parameters.voiceLocation.value || '', parameters.hosting.value || '', parameters.planSku.value || '', parameters.instances.value || '', parameters.voiceModel.value || '', parameters.voiceName.value || '', parameters.login.value || '', parameters.entraClientId.value || '', parameters.developerPrincipalId.value || '', parameters.developerPrincipalType.value || '']" \
    --output tsv >"$WORK/remembered" ||
    # The first run got not so far.
    : >"$WORK/remembered"
  while IFS= read -r flag && IFS= read -r value <&3; do
    if [ "$flag" = at-work-since ]; then
      AT_WORK_SINCE=$value
    elif [ -n "$value" ] && [ -z "$(value_of "$flag")" ]; then
      set_option "$flag" "$value"
    fi
  done <<'FLAGS' 3<"$WORK/remembered"
at-work-since
location
voice-location
hosting
sku
instances
model
voice
login
entra-client-id
developer
developer-type
FLAGS
  # Of somebody else than the one before it is not known.
  [ -z "$developer" ] || set_option developer-type ''
}

# What runs now, once it is known where.
look_at_app() {
  local kind path query name
  case $(value_of hosting) in
    appservice) kind=Microsoft.Web/sites ;;
    *) kind=Microsoft.App/containerApps ;;
  esac
  for name in $APP_NAMES; do
    case $name in
      "$kind"=*) APP_NAME=${name#*=} ;;
      *) warn "${name#*=} runs as well and costs; if it is no longer needed: az resource delete --resource-group $(value_of resource-group) --resource-type ${name%%=*} --name ${name#*=}" ;;
    esac
  done
  if [ -n "$REGISTRY" ]; then
    REGISTRY_SERVER=$(az_ask acr show --name "$REGISTRY" --resource-group "$(value_of resource-group)" --query loginServer --output tsv) ||
      REGISTRY_SERVER=''
  fi
  [ -n "$APP_NAME" ] || return 0
  path=/subscriptions/$SUBSCRIPTION_ID/resourceGroups/$(value_of resource-group)/providers/$kind/$APP_NAME
  if [ "$kind" = Microsoft.Web/sites ]; then
    query=properties.linuxFxVersion
    path="$path/config/web?api-version=2024-11-01"
  else
    query='properties.template.containers[0].image'
    path="$path?api-version=2025-01-01"
  fi
  RUNNING_IMAGE=$(az_ask rest --method get --url "$path" --query "$query" --output tsv) || RUNNING_IMAGE=''
  RUNNING_IMAGE=${RUNNING_IMAGE#DOCKER|}
}

check_model() {
  local table=$HERE/azure/voice-live-regions.tsv region models
  region=$(value_of voice-location)
  models=$(sed -n "s/^$region	//p" "$table")
  if [ -z "$models" ]; then
    warn "Voice Live was not offered in $region when the list was made ($(sed -n '1s/.*had them in \(.*\)\./\1/p' "$table")). Widest choice: --voice-location swedencentral or eastus2."
    return 0
  fi
  case " $models " in
    *" $(value_of model) "*) ;;
    *) warn "The model $(value_of model) was not offered in $region when the list was made ($(sed -n '1s/.*had them in \(.*\)\./\1/p' "$table")). There: $models" ;;
  esac
}

check_providers() {
  local registered provider wanted
  case $(value_of hosting) in
    appservice) wanted="$PROVIDERS Microsoft.Web" ;;
    *) wanted="$PROVIDERS Microsoft.App" ;;
  esac
  registered=$(az_ask provider list --query "[?registrationState=='Registered'].namespace" --output tsv) ||
    stop_explained "$BAD_START" "The services of the subscription could not be read"
  for provider in $wanted; do
    printf '%s\n' "$registered" | grep -qix "$provider" || UNREGISTERED="$UNREGISTERED $provider"
  done
}

# Whether role assignments may be written, by the roles of the login.
check_rights() {
  local scope=/subscriptions/$SUBSCRIPTION_ID actions not_actions
  [ "$GROUP_EXISTS" = no ] || scope=$scope/resourceGroups/$(value_of resource-group)
  if ! az_ask rest --method get --url "$scope/providers/Microsoft.Authorization/permissions?api-version=2022-04-01" \
    --query "value[].[join(' ', actions), join(' ', notActions) || '-']" --output tsv >"$WORK/permissions"; then
    warn "What you may do here could not be read, so it shows on the way."
    return 0
  fi
  while IFS=$'\t' read -r actions not_actions; do
    if allows_roles "$actions" && ! allows_roles "$not_actions"; then
      return 0
    fi
  done <"$WORK/permissions"
  stop "$BAD_START" "You may not assign roles here, and Charla needs roles because it has no keys." \
    "ask an owner for \"Role Based Access Control Administrator\" on the subscription or resource group, then: $(again)"
}

# Whether one of the patterns in $1 covers the writing of role assignments.
allows_roles() {
  local pattern needed=microsoft.authorization/roleassignments/write
  set -f
  for pattern in $(printf '%s' "$1" | tr '[:upper:]' '[:lower:]'); do
    # shellcheck disable=SC2254  # Azure's patterns have the same star
    case $needed in
      $pattern)
        set +f
        return 0
        ;;
    esac
  done
  set +f
  return 1
}

# A deleted account keeps its name for 48 hours, and this one would have the same name.
check_deleted() {
  local id name location group
  az_ask cognitiveservices account list-deleted --query '[].[id, name, location]' --output tsv >"$WORK/deleted" || {
    warn "Deleted Voice Live accounts could not be listed, so it shows on the way whether the name is free."
    return 0
  }
  group=$(printf '/resourcegroups/%s/' "$(value_of resource-group)" | tr '[:upper:]' '[:lower:]')
  while IFS=$'\t' read -r id name location; do
    case $(printf '%s' "$id" | tr '[:upper:]' '[:lower:]') in
      *"$group"*) ;;
      *) continue ;;
    esac
    case $name in
      "ai-$(value_of name)-"*) ask_about_deleted "$name" "$location" ;;
    esac
  done 3<&0 <"$WORK/deleted"
}

ask_about_deleted() {
  local name=$1 location=$2 answer
  answer=$(value_of deleted-account)
  if [ "$answer" = ask ]; then
    if ! at_terminal_3 || is_on yes; then
      stop "$BAD_START" "The Voice Live account $name was deleted lately and still has its name." \
        "$(again) --deleted-account restore, or --deleted-account purge"
    fi
    printf 'The Voice Live account %s was deleted lately and still has its name.\nRestore it, or purge it for good? [restore/purge] ' "$name"
    read -r answer <&3 || answer=''
  fi
  case $answer in
    restore)
      RESTORE=true
      set_option voice-location "$location"
      ;;
    purge) PURGE_FIRST="$name $location" ;;
    *) stop "$BAD_START" "Neither restore nor purge was chosen." "$(again)" ;;
  esac
}

at_terminal_3() { [ -t 3 ] && [ -t 1 ]; }

# Everything that must hold before a deployment.
check_all() {
  check_model
  check_providers
  check_rights
  [ -n "$VOICE_ACCOUNTS" ] || check_deleted
}
