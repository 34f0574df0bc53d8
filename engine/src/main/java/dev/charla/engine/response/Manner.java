package dev.charla.engine.response;

/**
 * How answers are spoken.
 *
 * @param rate 1 as the voice was made
 * @param gain 1 as the voice was made
 */
public record Manner(double rate, double gain) {
    /** As the voice was made. */
    public static final Manner PLAIN = new Manner(1, 1);
}
