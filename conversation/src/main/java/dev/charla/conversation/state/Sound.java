package dev.charla.conversation.state;

/**
 * What the page plays. Playouts are numbered upwards and played in that order, so the newest stands
 * for all of them.
 */
public sealed interface Sound {
    /**
     * Nothing.
     *
     * @param over every playout up to this number has been played or stopped; 0 before the first
     */
    record Silent(long over) implements Sound {}

    /**
     * At least one playout is unfinished.
     *
     * @param newest the highest number among them
     */
    record Playing(long newest) implements Sound {}
}
