package dev.charla.test;

import dev.charla.test.report.Recording.Word;
import java.util.stream.Collectors;

/** What the caller heard: of an answer that was interrupted, only what had sounded. */
public final class HeardTranscript {
    private final Line line;

    HeardTranscript(Line line) {
        this.line = line;
    }

    /** The caller has heard these words, whatever their capitals and marks. */
    public HeardTranscript agentSaid(String words) {
        var phrase = new Phrase(words);
        if (!phrase.in(text())) {
            throw line.failure("The caller has not heard " + phrase + ".");
        }
        return this;
    }

    /** The caller has not heard these words. */
    public HeardTranscript neverSaid(String words) {
        var phrase = new Phrase(words);
        if (phrase.in(text())) {
            throw line.failure("The caller has heard " + phrase + ".");
        }
        return this;
    }

    /** All that was heard. */
    public String text() {
        return line.recording.words().stream().map(Word::text).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return text();
    }
}
