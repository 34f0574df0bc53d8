# shellcheck shell=bash
# What the launcher says, and whether it may ask.

say() { printf '%s\n' "$*"; }

complain() { printf 'charla: %s\n' "$*" >&2; }

fail() {
  complain "$*"
  exit 1
}

# Whether a person sits at the terminal who can be asked something.
may_ask() { [ -z "${CI:-}" ] && [ -t 0 ] && [ -t 2 ]; }

# Asks $1; succeeds on yes. Anything else, and silence, is a no.
ask() {
  local answer=''
  printf '%s [y/N] ' "$1" >&2
  read -r answer || answer=''
  case $answer in
    y | Y | yes | Yes | YES) return 0 ;;
    *) return 1 ;;
  esac
}

print_help() {
  cat <<'HELP'
Charla: talk with an AI agent in the browser, offline or through Azure AI Voice Live.

  ./charla run     Build if something has changed, start, and print the address to open.
                     --port N      use this port and no other (else 8080 or PORT, or the next free)
                     --open        open the page in the browser once Charla is ready
                     --language es hear, answer and speak Spanish; what is missing is fetched after
                                   you said yes
                     anything else goes to the application as it is
                   Ctrl-C stops it.

  ./charla service Start the offline Voice Live service alone, without the page, for any Voice Live
                   client. It listens on this machine only.
                     --port N        as above
                     --script FILE   hear, answer and fail as this script says: docs/scripts.md
                     --key KEY       let nobody in without this key; else every client comes in
                     --tls           serve wss with a certificate made for this one start
                     --a.setting=... goes to the application as it is

  ./charla test    Run every test: launcher, web page, Java. Installs a browser and Node.js for
                   them if they are missing and the rights suffice. Arguments go to Maven:
                     ./charla test -pl engine
                     ./charla test -pl engine -Dtest=SomeTest
                     --long        run what takes minutes or measures time, too

  ./charla fix     Format all code.

  ./charla bench   Build and run the load generator; arguments go to it.

  ./charla doctor  Look at the settings and visit the service once: a line for each check, with what
                   to do about it. Code 0: all is well, 1: something is not, 2: unreadable settings.

  ./charla models  List the speech models that can be fetched, and fetch them by name, with the
                   libraries they need:
                     ./charla models list
                     ./charla models fetch moonshine-base-es

  ./charla skills  Try a file of skills: what each of its sentences is taken for, what collides with
                   other skills, and which foreign sentences it takes:
                     ./charla skills test my-skills/canteen.yaml

  ./charla help    This text.

Settings, as environment variables or as lines of a file named .env beside this script:

  AZURE_VOICE_LIVE_ENDPOINT   where Voice Live is; without it Charla uses its own offline engine
  AZURE_VOICE_LIVE_API_KEY    its key; without it the login of "az login" or a managed identity
  VOICE_LIVE_MODEL            the model that talks
  VOICE_LIVE_VOICE            the voice it talks with
  VOICE_LIVE_INSTRUCTIONS     how the agent should behave
  VOICE_LIVE_VERBOSE          true: log more, though never what was said
  PORT                        the port to listen on, 8080 unless set
  CHARLA_MODEL_BASE_URL       a chat model for the offline engine, at an OpenAI-compatible address
  CHARLA_MODEL_NAME           the name of that model
  CHARLA_MODEL_API_KEY        its key, if it wants one

For this script only, as environment variables:

  CHARLA_JAVA_HOME            the JDK 25 to use, if it should not look for one
  CHARLA_JAVA_OPTS            options for the JVM that runs Charla, instead of the usual ones
  CHARLA_FAST_START           off: do not prepare a fast start, which takes some seconds a build
  CHARLA_CHROMIUM             the browser to test with, if it should not look for one
  CHARLA_FIREFOX              the same for the tests with a Firefox

docs/configuration.md has the rest.
HELP
}
