package dev.charla.boot.flow;

/** What a dentist does. */
public enum Treatment {
    CLEANING,
    FILLING
}
