package dev.charla.conversation.turn;

/** A stage on the way from the end of a turn to the first sound of its answer. */
public enum Stage {
    /** The service told that the turn is over; later than its end by the silence it waited for. */
    ENDPOINT("endpoint"),
    /** The caller's words were recognised. */
    TRANSCRIPT("transcript"),
    /** The service began a response. */
    RESPONSE("response"),
    /** The first words of the answer came from the service. */
    FIRST_TEXT("first_text"),
    /** The first audio of the answer came from the service. */
    FIRST_AUDIO_IN("first_audio_in"),
    /** The first audio of the answer went to the page. */
    FIRST_AUDIO_OUT("first_audio_out"),
    /** The page told that the first sample became audible. */
    AUDIBLE("audible");

    private final String wireName;

    Stage(String wireName) {
        this.wireName = wireName;
    }

    /** As the page knows it. */
    public String wireName() {
        return wireName;
    }
}
