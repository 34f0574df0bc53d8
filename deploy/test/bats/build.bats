#!/usr/bin/env bats
# The image: who builds it, what happens when that is refused or fails.

# Variables come from bats and world.bash; scripts and JSON have dollar signs of their own.
# shellcheck disable=SC2154,SC2016,SC2034

load world

# A program named $1 that writes down how it was called, and what it read.
lay_tool() {
  mkdir -p "$AZ_WORLD/tools"
  cat >"$AZ_WORLD/tools/$1" <<'TOOL'
#!/usr/bin/env bash
printf '%s %s\n' "${0##*/}" "$*" >>"$AZ_WORLD/calls"
case "$*" in
  *--password-stdin*) cat >"$AZ_WORLD/password" ;;
  *jib*) cp "$DOCKER_CONFIG/config.json" "$AZ_WORLD/docker-config" ;;
esac
[ ! -f "$AZ_WORLD/${0##*/}-fails" ] || { cat "$AZ_WORLD/${0##*/}-fails"; exit 1; }
TOOL
  chmod +x "$AZ_WORLD/tools/$1"
  export PATH=$AZ_WORLD/tools:$PATH
}

# Only the tools that a test lays itself are there.
lay_no_builders() {
  mkdir -p "$AZ_WORLD/bin"
  for tool in bash sh cat sed grep tr date git mktemp rm mkdir dirname head tail cut base64 wc sort env sleep cp tee chmod node; do
    ln -sf "$(command -v "$tool")" "$AZ_WORLD/bin/$tool"
  done
  ln -sf "$BATS_TEST_DIRNAME"/bin/* "$AZ_WORLD/bin"
  PATH=$AZ_WORLD/bin
}

@test "a failed build ends with code 6, Maven's complaint, and what runs untouched" {
  lay_deployment
  az_fails "acr build" "Run failed. [ERROR] App.java:[3,5] cannot find symbol"
  azdeploy update --yes
  ends_with 6
  says "App.java:[3,5] cannot find symbol"
  says "What runs was not touched"
  [ "$(changes | grep -c 'deployment group create')" -eq 0 ]
}

@test "a base image that may not be pulled now is told" {
  lay_deployment
  az_fails "acr build" "toomanyrequests: You have reached your pull rate limit"
  azdeploy update --yes
  ends_with 6
  says "base image"
}

@test "where Azure may not build, docker does" {
  lay_no_builders
  lay_tool docker
  az_fails "acr build" "(TasksOperationsNotAllowed) ACR Tasks requests are not permitted"
  azdeploy deploy --yes
  ends_with 0
  says "so docker builds here"
  called "docker build --platform linux/amd64 --tag acrcharla12345678.azurecr.io/charla:"
  called "docker push acrcharla12345678.azurecr.io/charla:"
  [ "$(cat "$AZ_WORLD/password")" = a-token-for-the-registry ]
  lacks "$AZ_WORLD/calls" a-token-for-the-registry
  lacks "$AZ_WORLD/log" a-token-for-the-registry
}

@test "or podman, or Jib, which reads the token from a file" {
  lay_no_builders
  lay_tool podman
  az_fails "acr build" "(TasksOperationsNotAllowed)"
  azdeploy deploy --yes
  ends_with 0
  called "podman push"
  rm "$AZ_WORLD/tools/podman"
  lay_tool mvn
  azdeploy deploy --yes
  ends_with 0
  called "mvn -B -ntp -q -Pjib -pl app -am package -DskipTests -Djib.to.image=acrcharla12345678.azurecr.io/charla:"
  lacks "$AZ_WORLD/calls" a-token-for-the-registry
  node -e '
    const { auths } = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const [user, token] = Buffer.from(auths["acrcharla12345678.azurecr.io"].auth, "base64").toString().split(":");
    if (user !== "00000000-0000-0000-0000-000000000000" || token !== "a-token-for-the-registry") process.exit(1);
  ' "$AZ_WORLD/docker-config"
}

@test "where nobody can build, it says what to install" {
  lay_no_builders
  az_fails "acr build" "(TasksOperationsNotAllowed)"
  azdeploy deploy --yes
  ends_with 6
  says "neither docker nor podman nor Maven"
}

@test "builder acr does not fall back" {
  lay_tool docker
  az_fails "acr build" "(TasksOperationsNotAllowed)"
  azdeploy deploy --yes --builder acr
  ends_with 6
  says "--builder docker, podman or jib"
  lacks "$AZ_WORLD/calls" "docker build"
}

@test "a builder that is asked for is used, and one that is not here refused" {
  lay_no_builders
  lay_tool podman
  azdeploy deploy --yes --builder podman
  ends_with 0
  lacks "$AZ_WORLD/calls" "acr build"
  azdeploy deploy --yes --builder docker
  ends_with 3
  says "docker does not work here"
  azdeploy deploy --yes --builder jib
  ends_with 3
}

@test "a local build that fails is a failed build" {
  lay_tool docker
  echo "no space left on device" >"$AZ_WORLD/docker-fails"
  printf '#!/bin/sh\necho "docker $*" >>"$AZ_WORLD/calls"\n[ "$1" = info ] || { echo "no space left on device"; exit 1; }\n' >"$AZ_WORLD/tools/docker"
  azdeploy deploy --yes --builder docker
  ends_with 6
  says "no space left"
}

@test "a tag that is not in the registry is told" {
  lay_deployment
  az_fails "deployment group create" "MANIFEST_UNKNOWN: manifest unknown"
  azdeploy update --yes --image no-such-tag
  ends_with 5
  says "no such image"
}
