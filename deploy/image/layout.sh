#!/bin/sh
# Lays out what the image holds: a Java runtime with only what Charla uses, the application with only
# what this machine's kind and the wanted speech need, and the cache that makes it start faster.
#
#   deploy/image/layout.sh JAR DIRECTORY [en|none]
#
# JAVA_HOME is a JDK 25. DIRECTORY must be where the files will lie in the end: the cache holds for
# these paths and file times only. "en" is the offline speech data; "none" leaves it out, for an image
# that talks to Azure only. Runs in the Dockerfile, and anywhere else.
set -eu

jar=$1
to=$2
speech=${3:-en}
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:?JAVA_HOME must be a JDK 25}

# As jdeps finds them, and what is only asked for at run time: TLS and DNS providers, monitoring.
readonly MODULES=java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs,java.scripting,java.security.jgss,java.sql,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs

case $speech in
  en | none) ;;
  *)
    echo "The speech data is \"en\" or \"none\", not \"$speech\"." >&2
    exit 2
    ;;
esac
[ -f "$jar" ] || {
  echo "$jar is not there: build it with \"mvn -pl app -am package\"." >&2
  exit 1
}

rm -rf "$to/app" "$to/java" "$to/native" "$to/java-options"
mkdir -p "$to"
"$java_home/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$to/app"

# Native code for other systems, and for a protocol that Charla does not speak (QUIC).
case $(uname -m) in
  aarch64 | arm64) other=x86_64 ;;
  *) other=aarch_64 ;;
esac
rm -f "$to"/app/lib/*-osx-*.jar "$to"/app/lib/*-windows-*.jar "$to"/app/lib/*-linux-"$other".jar \
  "$to"/app/lib/netty-codec-native-quic-*.jar
if [ "$speech" = none ]; then
  # The engine's ears, voice and chat model, with the libraries that nothing else uses.
  for library in charla-moonshine charla-onnxruntime libfvad marytts voice charla-icu opennlp guava commons-collections \
    commons-lang langchain4j; do
    rm -f "$to/app/lib/$library"-*.jar
  done
fi

# Not compressed class by class: a registry compresses the whole layer, and far better so.
"$java_home/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages \
  --compress zip-0 --output "$to/java"
# Native code that draws. Of java.desktop only the beans are used, and sound.
for library in awt awt_headless awt_xawt fontmanager freetype javajpeg jawt lcms mlib_image splashscreen; do
  rm -f "$to/java/lib/lib$library.so"
done

# A JDK that was built to share zlib with the system needs it where there may be none.
zlib=$(ldd "$to"/java/lib/*.so | sed -n 's|.*libz.so.1 => \(/[^ ]*\) .*|\1|p' | head -n 1)
[ -z "$zlib" ] || cp -L "$zlib" "$to/java/lib/"

cp "$here/java-options" "$to/java-options"

# The recogniser's native code lies unpacked: it need not be at each start, and finds beside it the C++
# library, which an image without a distribution may lack.
if [ "$speech" != none ]; then
  mkdir -p "$to/native"
  rm -rf "$to/unpacked"
  mkdir "$to/unpacked"
  (cd "$to/unpacked" && "$java_home/bin/jar" --extract --file "$(ls "$to"/app/lib/charla-onnxruntime-*.jar)" ai/onnxruntime/native)
  cp "$to"/unpacked/ai/onnxruntime/native/*/*.so "$to/native/"
  rm -rf "$to/unpacked"
  for needed in libstdc++.so.6 libgcc_s.so.1; do
    library=$(ldd "$to/native/libonnxruntime.so" | sed -n "s|.*$needed => \(/[^ ]*\) .*|\1|p" | head -n 1)
    [ -n "$library" ] || {
      echo "$needed is not here, and the recogniser needs it: install it where the image is built." >&2
      exit 1
    }
    cp -L "$library" "$to/native/$needed"
  done
  printf '%s\n' "-Donnxruntime.native.path=$to/native" >>"$to/java-options"
fi

# Training the way to Azure needs an address, not an answer from it.
if [ "$speech" = none ]; then
  AZURE_VOICE_LIVE_ENDPOINT=https://training.invalid
  export AZURE_VOICE_LIVE_ENDPOINT
fi
"$java_home/bin/java" "$here/../../scripts/TrainCache.java" "$to/app/charla.aot" \
  "$to/java/bin/java" '-Xlog:aot*=error' "@$to/java-options" -jar "$to/app/charla.jar"
