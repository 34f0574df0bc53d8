# Charla as an image: a small Java runtime, the application, and a cache that was trained in here.
#
#   docker build --tag charla .                              with the offline speech data
#   docker build --tag charla --build-arg SPEECH=none .      for Azure AI Voice Live only, and smaller
#
# No syntax that only BuildKit knows and no variable in FROM: the registry in Azure builds this too.
FROM mcr.microsoft.com/openjdk/jdk:25-ubuntu AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends binutils maven npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN "$(deploy/image/maven.sh /tmp)" -B -ntp -q -pl app -am package -DskipTests
ARG SPEECH=en
RUN deploy/image/layout.sh app/target/charla.jar /opt/charla "$SPEECH"

FROM mcr.microsoft.com/azurelinux/distroless/base:3.0
ARG SPEECH=en
COPY --from=build /opt/charla /opt/charla
USER 65532:65532
WORKDIR /tmp
# Stops the build if the cache does not hold for the files as they lie here.
RUN ["/opt/charla/java/bin/java", "@/opt/charla/java-options", "-XX:AOTMode=on", "-XX:AOTCache=/opt/charla/app/charla.aot", "-cp", "/opt/charla/app/charla.jar", "--version"]
# The last is for glibc, as scripts/launcher/run.sh tells.
ENV PORT=8080 SERVER_ADDRESS=0.0.0.0 MALLOC_ARENA_MAX=2
LABEL org.opencontainers.image.title="Charla" \
      org.opencontainers.image.licenses="MIT" \
      dev.charla.speech="$SPEECH"
EXPOSE 8080
ENTRYPOINT ["/opt/charla/java/bin/java", "@/opt/charla/java-options", "-XX:AOTCache=/opt/charla/app/charla.aot", "-jar", "/opt/charla/app/charla.jar"]
