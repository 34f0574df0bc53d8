#!/usr/bin/env bash
# What a release would publish, into a folder: each artefact with sources, Javadoc and signatures, checked
# for what Maven Central asks for. Nothing is sent anywhere.
#
#   scripts/stage.sh FOLDER [MAVEN-OPTION...]
#
# It signs with a key that is made for this one run; CHARLA_SIGN_WITH names another, of your own keyring.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
[ $# -ge 1 ] || { echo "Name the folder, which must be new or empty: scripts/stage.sh FOLDER" >&2; exit 2; }
folder=$1
shift
mkdir -p "$folder" && folder=$(cd "$folder" && pwd -P) || exit 1
[ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty. Name a folder that is new or empty." >&2; exit 2; }
command -v gpg >/dev/null 2>&1 || { echo "The signatures need gpg, which is not here: install gnupg." >&2; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/charla-stage.XXXXXX") || exit 1
trap '[ ! -d "$work/keys" ] || gpgconf --homedir "$work/keys" --kill all >/dev/null 2>&1; rm -rf "$work"' EXIT
if [ -z "${CHARLA_SIGN_WITH:-}" ]; then
  export GNUPGHOME=$work/keys
  mkdir -m 700 "$GNUPGHOME"
  CHARLA_SIGN_WITH='Charla dry run <dry-run@charla.invalid>'
  gpg --batch --quiet --passphrase '' --quick-generate-key "$CHARLA_SIGN_WITH" ed25519 sign 1d \
    >"$work/gpg.log" 2>&1 || { cat "$work/gpg.log" >&2; exit 1; }
fi

cd "$root" || exit 1
mkdir -p target
log=$root/target/charla-stage.log
echo "Making the artefacts of a release; target/charla-stage.log has what Maven says."
if ! mvn -q -B -ntp -Prelease deploy -Dmaven.test.skip=true -Dspotless.check.skip=true \
  -pl '!app,!bench' "-Dgpg.keyname=$CHARLA_SIGN_WITH" \
  "-DaltDeploymentRepository=staging::file:$folder" "$@" >"$log" 2>&1 </dev/null; then
  grep '^\[ERROR\]' "$log" | head -n 30 >&2
  echo "not ok - every artefact is made"
  exit 1
fi

failed=0
# Prints the result of check $1, which is the status before it.
report() {
  local status=$?
  if [ "$status" -eq 0 ]; then echo "ok - $1"; else
    echo "not ok - $1"
    failed=$((failed + 1))
  fi
}

# What the BOM names is published, and itself, and the parent.
artefacts=$(sed -n 's:.*<artifactId>\(charla-[a-z-]*\)</artifactId>.*:\1:p' bom/pom.xml | sort -u)
[ "$(printf '%s\n' "$artefacts" charla | sort)" = "$(cd "$folder/dev/charla" && printf '%s\n' * | sort)" ]
report "what the BOM names is what is published"

# The one file of artefact $1 whose name ends in $2; snapshots have times in their names.
file_of() {
  local file found=()
  for file in "$folder/dev/charla/$1"/*/"$1"-*"$2"; do
    case $2:$file in .jar:*-sources.jar | .jar:*-javadoc.jar) ;; *) found+=("$file") ;; esac
  done
  [ ${#found[@]} -eq 1 ] && [ -s "${found[0]}" ] && printf '%s\n' "${found[0]}"
}

# Whether artefact $1 has what Maven Central asks for; prints what is missing.
is_complete() {
  local ends=(.pom) end file member
  grep -q '<packaging>pom</packaging>' "$(file_of "$1" .pom)" || ends+=(.jar -sources.jar -javadoc.jar)
  for end in "${ends[@]}"; do
    file=$(file_of "$1" "$end") || { echo "  there is no $1$end"; return 1; }
    for sum in sha1 md5; do
      [ -s "$file.$sum" ] || { echo "  there is no $sum of $1$end"; return 1; }
    done
    gpg --batch --quiet --verify "$file.asc" "$file" >/dev/null 2>&1 ||
      { echo "  $1$end is not signed"; return 1; }
  done
  # What a module does not say itself it has from its parent.
  file=$(cat "$(file_of "$1" .pom)" "$(file_of charla .pom)")
  for member in name description url licenses developers scm; do
    case $file in *"<$member"*) ;; *) echo "  $1 says no $member"; return 1 ;; esac
  done
}

# Whether artefact $1 has a name on the module path that is its own, and not made from its file's name.
is_named() {
  jar --file "$(file_of "$1" .jar)" --describe-module | grep -q '^dev\.charla\.'
}

for artefact in $artefacts charla; do
  is_complete "$artefact"
  report "$artefact has what Maven Central asks for"
done
for artefact in $artefacts; do
  [ "$artefact" != charla-bom ] || continue
  is_named "$artefact"
  report "$artefact is a named module"
done
[ ! -e "$folder/dev/charla/charla-app" ] && [ ! -e "$folder/dev/charla/charla-bench" ]
report "the programs are not published"
exit $((failed > 0))
