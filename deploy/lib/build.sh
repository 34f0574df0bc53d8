# shellcheck shell=bash
# Makes an image and puts it into the registry: in Azure if it may, else with what is here.

readonly REPOSITORY=charla
# How az and other tools log in to a registry with a token instead of a password.
readonly TOKEN_USER=00000000-0000-0000-0000-000000000000

IMAGE=''
# The tag that this run has built, if it has.
BUILT=''

# A tag that no other build has: the commit, and the time.
new_tag() {
  local commit
  commit=$(git -C "$ROOT" rev-parse --short=9 HEAD 2>/dev/null) || commit=nocommit
  if [ -n "$(git -C "$ROOT" status --porcelain --untracked-files=no 2>/dev/null)" ]; then
    commit=${commit}x
  fi
  printf '%s-%s' "$commit" "$(date -u +%Y%m%d%H%M%S)"
}

# Sets IMAGE to what is to run: what --image says, or what is built now.
settle_image() {
  local wanted
  wanted=$(value_of image)
  case $wanted in
    '')
      build_image "$(new_tag)"
      BUILT=${IMAGE##*:}
      ;;
    */*) IMAGE=$wanted ;;
    *) IMAGE=$REGISTRY_SERVER/$REPOSITORY:$wanted ;;
  esac
}

build_image() {
  local tag=$1 builder
  builder=$(value_of builder)
  IMAGE=${REGISTRY_SERVER:-REGISTRY}/$REPOSITORY:$tag
  case $builder in
    auto)
      build_in_azure "$tag" && return 0
      tasks_refused || stop_build
      builder=$(local_builder) ||
        stop "$NO_IMAGE" "The subscription may not build images in Azure, and here is neither docker nor podman nor Maven." \
          "install one of them, then: $(again)"
      warn "The subscription may not build images in Azure, so $builder builds here."
      build_here "$builder"
      ;;
    acr) build_in_azure "$tag" || stop_build ;;
    *)
      can_build_with "$builder" || stop "$NO_TOOL" "$builder does not work here." "start or install it, or: $(again | sed "s/ --builder[= ][^ ]*//") --builder auto"
      build_here "$builder"
      ;;
  esac
}

build_in_azure() {
  step "Build the image in Azure (some minutes)"
  # Windows consoles cannot show what Maven prints.
  PYTHONIOENCODING=utf-8 az_do acr build --registry "${REGISTRY:-REGISTRY}" --resource-group "$(value_of resource-group)" \
    --image "$REPOSITORY:$1" --build-arg SPEECH=none --platform linux/amd64 --file "$ROOT/Dockerfile" "$ROOT"
}

tasks_refused() { grep -q 'TasksOperationsNotAllowed' "$WORK/said"; }

stop_build() {
  explain "$(cat "$WORK/said")"
  [ -z "$CAUSE" ] || stop "${EXPLAINED_CODE:-$NO_IMAGE}" "$CAUSE" "$REMEDY"
  stop "$NO_IMAGE" "The image could not be built: $(build_reason). What runs was not touched." "see the log, mend it, then: $(again)"
}

# Maven's own complaint says more than the last line.
build_reason() {
  local line
  line=$(sed -n 's/^.*\[ERROR\] *//p' "$WORK/said" | head -n 1)
  [ -n "$line" ] || line=$(grep -i 'error' "$WORK/said" | head -n 1)
  printf '%s' "${line:-$(az_reason)}" | cut -c 1-200
}

can_build_with() {
  case $1 in
    docker) command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1 ;;
    podman) command -v podman >/dev/null 2>&1 ;;
    jib) command -v mvn >/dev/null 2>&1 ;;
  esac
}

local_builder() {
  local builder
  for builder in docker podman jib; do
    if can_build_with "$builder"; then
      echo "$builder"
      return 0
    fi
  done
  return 1
}

# Runs a program that builds or pushes; its words go to the log.
run_here() {
  local code
  if is_on dry-run; then
    say "  would run: $(quoted "$@")"
    return 0
  fi
  log "! $(quoted "$@")"
  if is_on verbose; then
    "$@" 2>&1 | tee "$WORK/said"
    code=${PIPESTATUS[0]}
  else
    "$@" >"$WORK/said" 2>&1
    code=$?
  fi
  log "$(cat "$WORK/said")"
  return "$code"
}

build_here() {
  local token=''
  if is_on dry-run; then
    say "  would run: az acr login --name ${REGISTRY:-REGISTRY} --expose-token"
  else
    token=$(az_ask acr login --name "$REGISTRY" --expose-token --query accessToken --output tsv) || stop_build
  fi
  CHANGED=yes
  step "Build the image with $1 (some minutes)"
  case $1 in
    jib) build_with_jib "$token" || stop_build ;;
    *) build_with_engine "$1" "$token" || stop_build ;;
  esac
}

build_with_engine() {
  run_here "$1" build --platform linux/amd64 --tag "$IMAGE" --build-arg SPEECH=none --file "$ROOT/Dockerfile" "$ROOT" || return
  if ! is_on dry-run; then
    printf '%s' "$2" | "$1" login --username "$TOKEN_USER" --password-stdin "$REGISTRY_SERVER" >"$WORK/said" 2>&1 || return
  fi
  run_here "$1" push "$IMAGE"
}

# Jib needs no engine. It reads the token from a file, as a command line is for all to see.
build_with_jib() {
  mkdir -p "$WORK/docker"
  (
    umask 077
    printf '{"auths":{%s:{"auth":"%s"}}}' "$(json_string "$REGISTRY_SERVER")" \
      "$(printf '%s:%s' "$TOKEN_USER" "$1" | base64 | tr -d '\n')" >"$WORK/docker/config.json"
  )
  (cd "$ROOT" && DOCKER_CONFIG=$WORK/docker run_here mvn -B -ntp -q -Pjib -pl app -am package -DskipTests "-Djib.to.image=$IMAGE")
}
