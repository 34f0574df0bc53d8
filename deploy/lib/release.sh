# shellcheck shell=bash
# Hands the template to Azure, and waits for what it made.

readonly DEPLOYMENT=charla

ACCESS_CODE=''
CODE_IS_NEW=no
APP_URL=''

make_group() {
  [ "$GROUP_EXISTS" = no ] || return 0
  step "Make the resource group $(value_of resource-group) in $(value_of location)"
  az_do group create --name "$(value_of resource-group)" --location "$(value_of location)" \
    --tags application=charla "azd-env-name=$(value_of name)" || stop_explained "$NO_INFRASTRUCTURE" "The resource group could not be made"
}

register_providers() {
  local provider
  for provider in $UNREGISTERED; do
    step "Make $provider known to the subscription"
    az_do provider register --namespace "$provider" --wait || stop_explained "$NO_INFRASTRUCTURE" "$provider could not be registered"
  done
}

purge_account() {
  local name=$1 location=$2
  step "Purge the deleted Voice Live account $name"
  az_do cognitiveservices account purge --name "$name" --resource-group "$(value_of resource-group)" --location "$location" ||
    stop_explained "$NO_INFRASTRUCTURE" "The account could not be purged"
}

# The one given, or the one that the application has, or a new one. It is in no list of processes,
# in no log and in no output of the deployment.
settle_access_code() {
  [ "$(value_of login)" = code ] || return 0
  ACCESS_CODE=${CHARLA_ACCESS_CODE:-}
  [ -n "$ACCESS_CODE" ] || ACCESS_CODE=$(deployed_access_code) || ACCESS_CODE=''
  if [ -z "$ACCESS_CODE" ]; then
    # Letters and digits that nobody mistakes for each other, as xxxx-xxxx-xxxx.
    ACCESS_CODE=$(LC_ALL=C tr -dc 'abcdefghjkmnpqrstuvwxyz23456789' </dev/urandom | head -c 12 | sed 's/..../&-/g; s/-$//')
    CODE_IS_NEW=yes
  fi
}

# Another machine may have deployed the application while this one built: then its code holds.
keep_newer_code() {
  local kind=Microsoft.Web/sites
  [ "$CODE_IS_NEW" = yes ] && ! is_on dry-run || return 0
  [ "$(value_of hosting)" = appservice ] || kind=Microsoft.App/containerApps
  APP_NAME=$(az_ask resource list --resource-group "$(value_of resource-group)" \
    --query "[?type=='$kind' && tags.\"azd-env-name\"=='$(value_of name)'].name | [0] || ''" --output tsv) ||
    stop_explained "$BAD_START" "The resource group could not be read"
  [ -z "$APP_NAME" ] || CODE_IS_NEW=no
  [ -z "$APP_NAME" ] || settle_access_code
}

deployed_access_code() {
  local base
  base=/subscriptions/$SUBSCRIPTION_ID/resourceGroups/$(value_of resource-group)/providers
  [ -n "$APP_NAME" ] || return 1
  case $(value_of hosting) in
    appservice)
      az_ask rest --method post --url "$base/Microsoft.Web/sites/$APP_NAME/config/appsettings/list?api-version=2024-11-01" \
        --query "properties.CHARLA_ACCESS_CODE || ''" --output tsv
      ;;
    *)
      az_ask rest --method post --url "$base/Microsoft.App/containerApps/$APP_NAME/listSecrets?api-version=2025-01-01" \
        --query "value[?name=='access-code'].value | [0] || ''" --output tsv
      ;;
  esac
}

# Sets DEVELOPER_ID and DEVELOPER_TYPE for --developer. The token of az says who "me" is.
settle_developer() {
  local payload
  DEVELOPER_TYPE=User
  case $(value_of developer) in
    none) DEVELOPER_ID='' ;;
    me)
      payload=$(az_ask account get-access-token --query accessToken --output tsv | cut -d . -f 2 | tr '_-' '/+') ||
        stop_explained "$NO_TOOL" "The login could not be read"
      while [ $((${#payload} % 4)) -ne 0 ]; do payload="$payload="; done
      payload=$(printf '%s' "$payload" | base64 --decode 2>/dev/null)
      DEVELOPER_ID=$(printf '%s' "$payload" | sed -n 's/.*"oid" *: *"\([^"]*\)".*/\1/p')
      [ -n "$DEVELOPER_ID" ] || stop "$BAD_START" "The login does not say who you are." "$(again | sed 's/ --developer[= ][^ ]*//') --developer OBJECT-ID"
      case $payload in *'"idtyp":"app"'*) DEVELOPER_TYPE=ServicePrincipal ;; esac
      ;;
    *)
      DEVELOPER_ID=$(value_of developer)
      DEVELOPER_TYPE=$(value_of developer-type)
      DEVELOPER_TYPE=${DEVELOPER_TYPE:-User}
      ;;
  esac
}

# The name by which the new copies tell that they are the new ones: letters and digits of the tag.
release_of() {
  local tag=${1##*:}
  printf 'r%s' "$(printf '%s' "$tag" | tr -dc 'A-Za-z0-9' | tr '[:upper:]' '[:lower:]' | tail -c 40)"
}

# Writes the template's parameters, with image $1 or none, to a file that only its owner may read.
write_parameters() {
  (
    umask 077
    {
      # shellcheck disable=SC2016  # the dollar sign is JSON's
      printf '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","contentVersion":"1.0.0.0","parameters":{'
      parameter environmentName "$(value_of name)"
      parameter location "$(value_of location)"
      parameter voiceLocation "$(value_of voice-location)"
      parameter voiceModel "$(value_of model)"
      parameter voiceName "$(value_of voice)"
      parameter hosting "$(value_of hosting)"
      parameter planSku "$(value_of sku)"
      parameter login "$(value_of login)"
      parameter entraClientId "$(value_of entra-client-id)"
      parameter accessCode "$ACCESS_CODE"
      parameter developerPrincipalId "$DEVELOPER_ID"
      parameter developerPrincipalType "$DEVELOPER_TYPE"
      parameter containerImage "$1"
      [ -z "$1" ] || parameter release "$(release_of "$1")"
      printf '"restoreVoiceAccount":{"value":%s},"instances":{"value":%s}}}' "$RESTORE" "$(value_of instances)"
    } >"$WORK/parameters.json"
  )
}

parameter() { printf '%s:{"value":%s},' "$(json_string "$1")" "$(json_string "$2")"; }

deploy_template() {
  write_parameters "$1"
  az_do deployment group create --resource-group "$(value_of resource-group)" --name "$DEPLOYMENT" \
    --template-file "$HERE/azure/resources.json" --parameters "@$WORK/parameters.json" --output none ||
    stop_explained "$NO_INFRASTRUCTURE" "Azure could not make everything"
}

output_of() {
  az_ask deployment group show --resource-group "$(value_of resource-group)" --name "$DEPLOYMENT" \
    --query "properties.outputs.$1.value || ''" --output tsv
}

# Everything but the application, which needs an image first, which needs a registry.
make_infrastructure() {
  [ -z "$REGISTRY" ] || return 0
  step "Make the registry, Voice Live, logs and roles (a few minutes)"
  deploy_template ''
  is_on dry-run && return 0
  REGISTRY=$(output_of AZURE_CONTAINER_REGISTRY_NAME) || REGISTRY=''
  REGISTRY_SERVER=$(output_of AZURE_CONTAINER_REGISTRY_ENDPOINT) || REGISTRY_SERVER=''
  # Restored by now, or never deleted.
  RESTORE=false
  [ -n "$REGISTRY" ] || stop "$NO_INFRASTRUCTURE" "Azure says that all was made, but not which registry." "$(again)"
}

run_image() {
  step "Run $IMAGE (a few minutes)"
  keep_newer_code
  deploy_template "$IMAGE"
  is_on dry-run && return 0
  APP_URL=$(output_of SERVICE_APP_URI) || APP_URL=''
}

# Waits until the new copies say that they are well: the old ones do not know the new one's name.
await_health() {
  local url waited=0 began=$SECONDS code=''
  is_on dry-run && return 0
  url=$APP_URL/actuator/health/$(release_of "$IMAGE")
  step "Wait until $APP_URL is well"
  log "? $url"
  while waited=$((SECONDS - began)) && [ "$waited" -lt "$(value_of timeout)" ]; do
    code=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' "$url" 2>>"${LOG:-/dev/null}") || code=000
    log "  after $waited s: $code"
    [ "$code" != 200 ] || return 0
    sleep "${CHARLA_POLL_SECONDS:-5}"
  done
  stop "$NOT_WELL" "The new image is not well after $waited s; the last answer was $(describe_status "$code")." \
    "$INVOKED_AS logs tells why${RUNNING_IMAGE:+; $INVOKED_AS rollback --image ${RUNNING_IMAGE##*:} brings the old one back}"
}

describe_status() {
  case $1 in
    000) printf 'none' ;;
    404) printf '404, from the image before it' ;;
    *) printf '%s' "$1" ;;
  esac
}
