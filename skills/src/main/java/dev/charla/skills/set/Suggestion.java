package dev.charla.skills.set;

/**
 * Something the page may suggest to say.
 *
 * @param text as a person would write it
 * @param skill the id of the skill that answers it
 */
public record Suggestion(String text, String skill) {}
