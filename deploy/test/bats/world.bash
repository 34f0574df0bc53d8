# shellcheck shell=bash disable=SC2154,SC2034
# The small world of a test: a subscription in which nothing is yet, and the script in front of it.

setup() {
  bats_require_minimum_version 1.5.0
  AZ_WORLD=$BATS_TEST_TMPDIR/world
  export AZ_WORLD
  mkdir -p "$AZ_WORLD"
  export PATH=$BATS_TEST_DIRNAME/bin:$PATH HOME=$AZ_WORLD TMPDIR=$BATS_TEST_TMPDIR CHARLA_POLL_SECONDS=0
  export CHARLA_LOG_FILE=$AZ_WORLD/log XDG_STATE_HOME=$AZ_WORLD/state
  script=$BATS_TEST_DIRNAME/../../azdeploy.sh
  printf '%s\n' 11111111-2222-4333-8444-555555555555 'Lab subscription' aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee Enabled >"$AZ_WORLD/account"
  echo false >"$AZ_WORLD/group-exists"
  printf 'Microsoft.%s\n' Authorization CognitiveServices ContainerRegistry Insights ManagedIdentity OperationalInsights Web App >"$AZ_WORLD/providers"
  printf '*\t-\n' >"$AZ_WORLD/permissions"
  : >"$AZ_WORLD/calls"
  : >"$AZ_WORLD/deployed"
  echo 200 >"$AZ_WORLD/health"
}

# As after a deployment, to App Service or, with "containerapp", to Container Apps.
lay_deployment() {
  local type=Microsoft.Web/sites name=app-charla-12345678
  echo true >"$AZ_WORLD/group-exists"
  echo charla >"$AZ_WORLD/group-tag"
  if [ "${1:-appservice}" = containerapp ]; then
    type=Microsoft.App/containerApps
    name=ca-charla-12345678
    echo acrcharla12345678.azurecr.io/charla:old1-20261101000000 >"$AZ_WORLD/image"
  else
    echo 'DOCKER|acrcharla12345678.azurecr.io/charla:old1-20261101000000' >"$AZ_WORLD/image"
  fi
  printf '%s\t%s\tcharla\n' Microsoft.ContainerRegistry/registries acrcharla12345678 \
    Microsoft.CognitiveServices/accounts ai-charla-12345678 \
    Microsoft.OperationalInsights/workspaces log-charla-12345678 "$type" "$name" >"$AZ_WORLD/resources"
  printf '%s\n' '' westeurope eastus2 "${1:-appservice}" S1 2 gpt-4.1 alloy code '' '' '' >"$AZ_WORLD/parameters"
  printf '%s\n' old1-20261101000000 old0-20261030000000 >"$AZ_WORLD/tags"
  echo 'the old code' >"$AZ_WORLD/access-code"
}

azdeploy() { run "$script" "$@"; }

# az fails where a call holds the words $1, with text $2.
az_fails() { printf '%s|1|%s\n' "$1" "$2" >>"$AZ_WORLD/fails"; }

called() { grep -qF -- "$1" "$AZ_WORLD/calls"; }

never_called() { ! called "$1"; }

# File $1 does not hold text $2.
lacks() { ! grep -qF -- "$2" "$1"; }

# What would change something in Azure.
changes() { grep -E '^(group (create|delete)|provider register|deployment group create|acr (build|login)|cognitiveservices account purge)' "$AZ_WORLD/calls" || true; }

# The value of a parameter of the last deployment.
parameter() { tail -n 1 "$AZ_WORLD/deployed" | sed -n "s/.*\"$1\":{\"value\":\"\{0,1\}\([^\"}]*\).*/\1/p"; }

says() {
  case $output in
    *"$1"*) ;;
    *)
      printf 'no <%s> in:\n%s\n' "$1" "$output"
      return 1
      ;;
  esac
}

ends_with() {
  [ "$status" -eq "$1" ] || {
    printf 'wanted code %s, got %s:\n%s\n' "$1" "$status" "$output"
    return 1
  }
}
