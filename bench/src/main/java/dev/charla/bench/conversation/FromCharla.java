package dev.charla.bench.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** The text messages of docs/browser-leg.md that a caller of ours acts on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = FromCharla.Other.class)
sealed interface FromCharla {
    @JsonTypeName("state")
    record State(String state) implements FromCharla {}

    @JsonTypeName("playback.stop")
    record PlaybackStop(long response) implements FromCharla {}

    @JsonTypeName("playback.end")
    record PlaybackEnd(long response, long samples) implements FromCharla {}

    /** Milliseconds since the end of the caller's words. */
    @JsonTypeName("latency")
    record Latency(long totalMs, List<Stage> stages) implements FromCharla {
        record Stage(String name, long atMs) {}
    }

    @JsonTypeName("ended")
    record Ended(String code, boolean failed) implements FromCharla {}

    /** Captions, notices, and what a newer version may say. */
    record Other() implements FromCharla {}
}
