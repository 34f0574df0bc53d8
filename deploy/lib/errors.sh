# shellcheck shell=bash
# What Azure says in codes, in a sentence and with a next step.

CAUSE=''
REMEDY=''
EXPLAINED_CODE=''

# Sets CAUSE and REMEDY, and EXPLAINED_CODE where the code of the step would be wrong, for what az
# said. All are empty when it is not known.
explain() {
  CAUSE=''
  REMEDY=''
  EXPLAINED_CODE=''
  explain_login "$1"
  [ -n "$CAUSE" ] || explain_rights "$1"
  [ -n "$CAUSE" ] || explain_names "$1"
  [ -n "$CAUSE" ] || explain_limits "$1"
  [ -n "$CAUSE" ] || explain_timing "$1"
  [ -n "$CAUSE" ] || explain_images "$1"
}

known() {
  CAUSE=$1
  REMEDY=$2
}

explain_login() {
  case $1 in
    *"az login"* | *AADSTS* | *ExpiredAuthenticationToken* | *InvalidAuthenticationToken*)
      known "The login at Azure is missing, has run out or was refused." "az login, then: $(again)"
      EXPLAINED_CODE=$NO_TOOL
      ;;
    *"subscription"*"not found"* | *SubscriptionNotFound* | *InvalidSubscriptionId*)
      known "That subscription is not among those of this login." "az account list --output table, then: $(again) --subscription ID"
      EXPLAINED_CODE=$NO_TOOL
      ;;
    *ReadOnlyDisabledSubscription* | *SubscriptionNotRegisteredForFeature* | *DisabledSubscription*)
      known "The subscription is disabled, so nothing can be made in it." "renew it in the Azure portal, or use another: $(again) --subscription ID"
      ;;
    *"Failed to establish a new connection"* | *"Max retries exceeded"* | *"Name or service not known"*)
      known "Azure cannot be reached from here." "check the network and the proxy, then: $(again)"
      ;;
  esac
}

explain_rights() {
  case $1 in
    *AuthorizationFailed*roleAssignments* | *roleAssignments*AuthorizationFailed* | *RoleAssignmentUpdateNotPermitted*)
      known "You may not assign roles here, and Charla needs roles because it has no keys." \
        "ask an owner for \"Role Based Access Control Administrator\" on the resource group, then: $(again)"
      ;;
    *AuthorizationFailed* | *InsufficientPermissions*)
      known "Your login may not do this in the subscription." \
        "ask an owner for \"Contributor\" on the resource group $(value_of resource-group), then: $(again)"
      ;;
    *RequestDisallowedByPolicy*)
      known "A policy of your organisation forbids a part of it; the log names the policy." \
        "use a region that it allows (--location), or ask who set it, then: $(again)"
      ;;
    *ScopeLocked*)
      known "The resource group or something in it is locked." \
        "az lock list --resource-group $(value_of resource-group) --output table, and ask who set the lock"
      ;;
  esac
}

explain_names() {
  case $1 in
    *FlagMustBeSetForRestore*)
      known "A Voice Live account of this name was deleted lately and still has the name." "$(again) --deleted-account restore"
      ;;
    *CustomDomainInUse* | *SubdomainInUse*)
      known "The name for Voice Live is taken, perhaps by a deleted account." "$(again) --name ANOTHER"
      ;;
    *InvalidResourceGroupLocation*)
      known "The resource group exists in another region." "$(again) --resource-group ANOTHER"
      ;;
    *ResourceGroupBeingDeleted*)
      known "The resource group is just being deleted." "wait some minutes, then: $(again)"
      ;;
    *AlreadyInUse* | *NameNotAvailable* | *"already in use"*)
      known "A name that is needed is taken by somebody else." "$(again) --name ANOTHER"
      ;;
    *InvalidTemplate*)
      known "Azure does not accept the template; the log says where." "undo what was changed in deploy/azure/resources.json, or report it with the log"
      ;;
  esac
}

explain_limits() {
  case $1 in
    *SubscriptionIsOverQuotaForSku* | *"quota for"*"VMs"* | *"Current Limit"*"VMs"*)
      known "The subscription has no quota for App Service plans of size $(value_of sku) in $(value_of location)." \
        "$(again) --sku S1, another --location, or --hosting containerapp"
      ;;
    *InsufficientQuota* | *QuotaExceeded*)
      known "The subscription has used up a quota that this needs; the log names it." \
        "ask for more under Quotas in the Azure portal, or use another region: $(again) --voice-location eastus2"
      ;;
    *SpecialFeatureOrQuotaIdRequired* | *"Kind or SKU is not available"* | *InvalidSku*)
      known "Voice Live of this kind is not offered to the subscription in $(value_of voice-location)." \
        "$(again) --voice-location eastus2"
      ;;
    *LocationNotAvailableForResourceType* | *InvalidLocation* | *NoRegisteredProviderFound*)
      known "Something of it is not offered in $(value_of location) or $(value_of voice-location)." \
        "$(again) --location swedencentral --voice-location swedencentral"
      ;;
    *MaxNumberOfRegionalEnvironmentsInSubExceeded* | *MaxNumberOfGlobalEnvironmentsInSubExceeded*)
      known "The subscription has as many Container Apps environments as it may have." "$(again) --hosting appservice"
      ;;
  esac
}

explain_timing() {
  case $1 in
    *DeploymentActive* | *RequestConflict* | *AnotherOperationInProgress* | *"Another operation"*)
      known "Another deployment is at work on this resource group." \
        "wait until it is done ($INVOKED_AS status$(place_flags)), then: $(again_with_image)"
      ;;
    *PrincipalNotFound*)
      known "Azure does not know the new identity everywhere yet." "wait a minute, then: $(again)"
      ;;
    *MissingSubscriptionRegistration*)
      known "The subscription does not know one of the services yet; the log names it." \
        "az provider register --wait --namespace NAME, then: $(again)"
      ;;
    *TooManyRequests* | *ServerTimeout* | *GatewayTimeout* | *InternalServerError* | *ServiceUnavailable*)
      known "Azure is overloaded or has a fault just now." "wait a minute, then: $(again)"
      ;;
  esac
}

explain_images() {
  case $1 in
    *TasksOperationsNotAllowed*)
      known "The subscription may not build images in Azure, as free ones may not." "$(again) --builder docker, podman or jib"
      ;;
    *toomanyrequests* | *"pull rate limit"*)
      known "The registry of a base image wants fewer requests." "wait some minutes, then: $(again)"
      ;;
    *MANIFEST_UNKNOWN* | *"manifest unknown"* | *TAG_UNKNOWN*)
      known "There is no such image in the registry." "$INVOKED_AS status shows the tags that there are"
      ;;
    *"no space left on device"*)
      known "The machine that builds the image has no space left." "make room, or build in Azure: $(again) --builder acr"
      ;;
  esac
}
