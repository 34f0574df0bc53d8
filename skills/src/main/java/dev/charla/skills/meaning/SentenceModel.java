package dev.charla.skills.meaning;

/** Places sentences so that those of like meaning are near each other. Any thread. */
public interface SentenceModel {
    /** The language it was made for, as a BCP 47 tag of the language alone. */
    String language();

    /**
     * A vector of unit length, as long as every other one of this model. Takes some milliseconds of
     * a processor; an empty sentence has a vector, too.
     */
    float[] vector(String sentence);
}
