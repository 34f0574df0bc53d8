package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.json.ExtraMembers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A video of who speaks.
 *
 * @param type {@code video-avatar} or {@code photo-avatar}
 * @param customized whether the character is the owner's own
 * @param iceServers the service fills them in when left out
 * @param outputProtocol {@code webrtc} or {@code websocket}
 * @param outputAuditAudio whether audio also comes over the WebSocket
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Avatar(
        String character,
        boolean customized,
        @Nullable String type,
        @Nullable String style,
        @Nullable String model,
        @Nullable List<IceServer> iceServers,
        @Nullable Video video,
        @Nullable Scene scene,
        @Nullable String outputProtocol,
        @Nullable Boolean outputAuditAudio,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public Avatar {
        iceServers = iceServers == null ? null : List.copyOf(iceServers);
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public Avatar(String character, boolean customized) {
        this(character, customized, null, null, null, null, null, null, null, null, Map.of());
    }

    /** Where WebRTC finds a way through. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public IceServer {
            urls = List.copyOf(urls);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public IceServer(List<String> urls) {
            this(urls, null, null, Map.of());
        }

        /** Leaves the credential out. */
        @Override
        public String toString() {
            return "IceServer[urls=" + urls + "]";
        }
    }

    /**
     * How the video is coded.
     *
     * @param bitrate bits per second
     * @param gopSize frames between key frames, 1 to 2000
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Video(
            @Nullable Integer bitrate,
            @Nullable String codec,
            @Nullable Crop crop,
            @Nullable Resolution resolution,
            @Nullable Background background,
            @Nullable Integer gopSize,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public Video {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Video() {
            this(null, null, null, null, null, null, Map.of());
        }
    }

    /**
     * A part of the picture.
     *
     * @param topLeft x and y in pixels
     * @param bottomRight x and y in pixels
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Crop(
            List<Integer> topLeft,
            List<Integer> bottomRight,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public Crop {
            topLeft = List.copyOf(topLeft);
            bottomRight = List.copyOf(bottomRight);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Crop(List<Integer> topLeft, List<Integer> bottomRight) {
            this(topLeft, bottomRight, Map.of());
        }
    }

    /** Size in pixels. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resolution(
            int width, int height, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public Resolution {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Resolution(int width, int height) {
            this(width, height, Map.of());
        }
    }

    /**
     * What is behind the avatar.
     *
     * @param color {@code #RRGGBBAA}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Background(
            @Nullable String color,
            @Nullable String imageUrl,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public Background {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Background() {
            this(null, null, Map.of());
        }
    }

    /**
     * Where the avatar stands.
     *
     * @param positionX -1 to 1
     * @param rotationX radians
     * @param amplitude of its movements, over 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scene(
            @Nullable Double zoom,
            @Nullable Double positionX,
            @Nullable Double positionY,
            @Nullable Double rotationX,
            @Nullable Double rotationY,
            @Nullable Double rotationZ,
            @Nullable Double amplitude,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public Scene {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Scene() {
            this(null, null, null, null, null, null, null, Map.of());
        }
    }
}
