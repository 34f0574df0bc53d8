# shellcheck shell=bash
# The commands.

# What each command looks at before it does anything.
prepare() {
  check_tools
  open_work
  step "Look at the login"
  check_login
  case $COMMAND in
    deploy | update | rollback) take_lock ;;
  esac
  step "Look at what is there"
  look_around
  remember
  [ -n "$(value_of location)" ] || set_option location "$LOCATION"
  [ -n "$(value_of voice-location)" ] || set_option voice-location "$(value_of location)"
  each_option take_default
  check_settings
  case $COMMAND in
    deploy | update | rollback) must_be_idle ;;
  esac
  look_at_app
}

must_exist() {
  [ "$GROUP_EXISTS" = yes ] || stop "$BAD_START" "There is no resource group $(value_of resource-group)." "$INVOKED_AS deploy, or another --resource-group"
}

must_run() {
  must_exist
  [ -n "$APP_NAME" ] || stop "$BAD_START" "Charla is not deployed in $(value_of resource-group) yet." "$INVOKED_AS deploy"
}

command_deploy() {
  prepare
  step "Check what Azure allows"
  check_all
  say "Plan: Charla as \"$(value_of name)\" in $(value_of resource-group), $(value_of location), on $(value_of hosting) ($(describe_size)); Voice Live in $(value_of voice-location) with $(value_of model)."
  say "$COST"
  confirm "Go on?"
  make_group
  register_providers
  # shellcheck disable=SC2086  # a name and a region, neither with spaces
  [ -z "$PURGE_FIRST" ] || purge_account $PURGE_FIRST
  settle_access_code
  settle_developer
  make_infrastructure
  settle_image
  run_image
  await_health
  summarize
}

describe_size() {
  if [ "$(value_of hosting)" = appservice ]; then
    printf '%s, %s copies' "$(value_of sku)" "$(value_of instances)"
  else
    printf '1 CPU and 2 GiB, %s copies' "$(value_of instances)"
  fi
}

readonly COST='Costs, by list price, roughly: a B1 plan 13 USD a month, the registry 5, logs mostly nothing; Container Apps 20 to 80. Voice Live costs by the conversation. See the Azure price calculator.'

summarize() {
  is_on dry-run && {
    say "Nothing was changed."
    return 0
  }
  say ""
  say "Charla runs at $APP_URL"
  if [ "$(value_of login)" = code ]; then
    if [ "$CODE_IS_NEW" = yes ]; then
      # Not into the log.
      printf 'Access code:   %s\n' "$ACCESS_CODE"
    else
      say "Access code:   as before"
    fi
  else
    say "Login:         members of tenant $TENANT_ID"
  fi
  say "Image:         ${IMAGE##*/}"
  say "A new role takes some minutes to work: a first conversation may be refused until then."
  say "Take it away:  $INVOKED_AS delete$(place_flags)"
}

command_update() {
  prepare
  must_run
  say "Runs now: ${RUNNING_IMAGE##*/}"
  confirm "Build and run a new image?"
  settle_access_code
  settle_developer
  settle_image
  run_image
  await_health
  summarize
}

command_rollback() {
  local tags current
  prepare
  must_run
  if [ -z "$(value_of image)" ]; then
    current=${RUNNING_IMAGE##*:}
    tags=$(az_ask acr repository show-tags --name "$REGISTRY" --repository "$REPOSITORY" --orderby time_desc --output tsv) ||
      stop_explained "$BAD_START" "The images could not be listed"
    set_option image "$(printf '%s\n' "$tags" | sed -n "/^$current\$/{n;p;}" | head -n 1)"
    [ -n "$(value_of image)" ] || stop "$BAD_START" "There is no image before $current." "$INVOKED_AS status shows which there are"
  fi
  say "Runs now: ${RUNNING_IMAGE##*/}"
  confirm "Go back to $(value_of image)?"
  settle_access_code
  settle_developer
  settle_image
  run_image
  await_health
  summarize
}

command_what_if() {
  prepare
  check_all
  settle_access_code
  settle_developer
  if [ "$GROUP_EXISTS" = no ]; then
    say "The resource group $(value_of resource-group) is not there, so all of this would be made:"
    sed -n 's/^ *"type": "\(Microsoft\.[^"]*\)".*/  \1/p' "$HERE/azure/resources.json" | sort -u
    return 0
  fi
  write_parameters "${RUNNING_IMAGE:-${REGISTRY_SERVER:-REGISTRY}/$REPOSITORY:next}"
  az_ask deployment group what-if --resource-group "$(value_of resource-group)" --name "$DEPLOYMENT" \
    --template-file "$HERE/azure/resources.json" --parameters "@$WORK/parameters.json" ||
    stop_explained "$NO_INFRASTRUCTURE" "Azure could not tell what would change"
}

command_status() {
  local state type name
  prepare
  must_exist
  say ""
  state=$(az_ask deployment group show --resource-group "$(value_of resource-group)" --name "$DEPLOYMENT" \
    --query "join(' ', [properties.provisioningState, properties.timestamp])" --output tsv) || state='none yet'
  say "Last deployment: $state"
  say "In the group:"
  while IFS=$'\t' read -r type name _; do say "  $type $name"; done <"$WORK/resources"
  if [ -n "$REGISTRY" ]; then
    say "Images, the newest first:"
    az_ask acr repository show-tags --name "$REGISTRY" --repository "$REPOSITORY" --orderby time_desc --top 5 --output tsv |
      sed 's/^/  /'
  fi
  must_run
  IMAGE=$RUNNING_IMAGE
  APP_URL=$(output_of SERVICE_APP_URI) || APP_URL=''
  say "Runs: ${RUNNING_IMAGE##*/} on $(value_of hosting)"
  say "At:   $APP_URL"
  state=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' "$APP_URL/actuator/health/readiness") || state=000
  [ "$state" = 200 ] || stop "$NOT_WELL" "It is not well: the answer is $(describe_status "$state")." "$INVOKED_AS logs"
  say "Well: yes"
}

command_logs() {
  local workspace table column
  prepare
  must_run
  workspace=$(sed -n 's|^Microsoft.OperationalInsights/workspaces	\([^	]*\)	.*|\1|p' "$WORK/resources" | head -n 1)
  workspace=$(az_ask rest --method get --query properties.customerId --output tsv \
    --url "/subscriptions/$SUBSCRIPTION_ID/resourceGroups/$(value_of resource-group)/providers/Microsoft.OperationalInsights/workspaces/$workspace?api-version=2025-02-01") ||
    stop_explained "$BAD_START" "The logs could not be found"
  case $(value_of hosting) in
    appservice) table=AppServiceConsoleLogs column=ResultDescription ;;
    *) table=ContainerAppConsoleLogs column=Log ;;
  esac
  printf '{"query":"%s | where TimeGenerated > ago(1h) | top 200 by TimeGenerated desc | sort by TimeGenerated asc | project TimeGenerated, %s"}' \
    "$table" "$column" >"$WORK/query.json"
  az_ask rest --method post --url "https://api.loganalytics.io/v1/workspaces/$workspace/query" --resource https://api.loganalytics.io \
    --body "@$WORK/query.json" --query 'tables[0].rows[]' --output tsv >"$WORK/lines" ||
    stop_explained "$BAD_START" "The logs could not be read"
  [ -s "$WORK/lines" ] || say "Nothing was logged in the last hour; what was just logged takes some minutes to arrive."
  cat "$WORK/lines"
}

command_delete() {
  local type name answer=''
  check_tools
  open_work
  step "Look at the login"
  check_login
  each_option take_default
  take_lock
  step "Look at what is there"
  look_around
  if [ "$GROUP_EXISTS" = yes ]; then
    must_be_ours
    say "For good: the resource group $(value_of resource-group), with"
    while IFS=$'\t' read -r type name _; do say "  $type $name"; done <"$WORK/resources"
    if ! is_on yes && ! is_on dry-run; then
      at_terminal || stop "$BAD_USAGE" "There is no terminal to ask at whether to delete all this." "$(again) --yes"
      printf 'Type the name of the group to delete it: '
      read -r answer || answer=''
      [ "$answer" = "$(value_of resource-group)" ] || {
        say "Nothing was deleted."
        exit 0
      }
    fi
    step "Delete the resource group (some minutes)"
    az_do group delete --name "$(value_of resource-group)" --yes || stop_explained "$NO_INFRASTRUCTURE" "The resource group could not be deleted"
  fi
  purge_deleted
  say "Nothing of Charla is left in $(value_of resource-group)."
}

# Only what the script made, or azd: a group that was there before may hold what others need.
must_be_ours() {
  local tag
  tag=$(az_ask group show --name "$(value_of resource-group)" --query "tags.application || ''" --output tsv) ||
    stop_explained "$BAD_START" "The resource group could not be read"
  [ "$tag" = charla ] || stop "$BAD_START" "The resource group $(value_of resource-group) was not made by this script, so it is not deleted." \
    "delete what has the tag azd-env-name=$(value_of name) yourself: az resource list --tag azd-env-name=$(value_of name) --output table"
}

# Deleted accounts keep their names, and can be brought back, for 48 hours. Ours are purged.
purge_deleted() {
  local id name location group
  is_on dry-run && [ "$GROUP_EXISTS" = yes ] && {
    say "  would purge the Voice Live account(s):$VOICE_ACCOUNTS"
    return 0
  }
  az_ask cognitiveservices account list-deleted --query '[].[id, name, location]' --output tsv >"$WORK/deleted" ||
    stop_explained "$NO_INFRASTRUCTURE" "Deleted Voice Live accounts could not be listed"
  group=$(printf '/resourcegroups/%s/' "$(value_of resource-group)" | tr '[:upper:]' '[:lower:]')
  while IFS=$'\t' read -r id name location; do
    case $(printf '%s' "$id" | tr '[:upper:]' '[:lower:]') in
      *"$group"*) purge_account "$name" "$location" ;;
    esac
  done <"$WORK/deleted"
}

menu() {
  local choice
  cat <<MENU
Charla to Azure: group ${CHARLA_RESOURCE_GROUP:-$RESOURCE_GROUP}, region ${CHARLA_LOCATION:-$LOCATION}

  1  deploy everything, or bring it up to date
  2  build and run a new image only
  3  show what a deployment would change
  4  show what is there and how it is
  5  show what the application said last
  6  go back to the image before
  7  delete everything
  q  leave
MENU
  printf 'Your choice: '
  read -r choice || choice=q
  case $choice in
    1) COMMAND=deploy ;;
    2) COMMAND=update ;;
    3) COMMAND=what-if ;;
    4) COMMAND=status ;;
    5) COMMAND=logs ;;
    6) COMMAND=rollback ;;
    7) COMMAND=delete ;;
    q | Q | '') exit 0 ;;
    *) stop "$BAD_USAGE" "\"$choice\" is not in the menu." "$INVOKED_AS" ;;
  esac
  INVOKED_WITH=("$COMMAND")
}
