package dev.charla.bench.conversation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** The text messages of docs/browser-leg.md that a caller of ours sends. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface FromCaller {
    @JsonTypeName("text")
    record Text(String text) implements FromCaller {}

    @JsonTypeName("mute")
    record Mute(boolean muted) implements FromCaller {}

    @JsonTypeName("playback.started")
    record PlaybackStarted(long response) implements FromCaller {}

    @JsonTypeName("playback.progress")
    record PlaybackProgress(long response, long samples) implements FromCaller {}

    @JsonTypeName("playback.stopped")
    record PlaybackStopped(long response, long samples) implements FromCaller {}

    @JsonTypeName("playback.finished")
    record PlaybackFinished(long response, long samples) implements FromCaller {}

    @JsonTypeName("end")
    record End() implements FromCaller {}
}
