package dev.charla.engine.skills;

/**
 * A file of skills, not yet read.
 *
 * @param name the file's name, for messages
 */
record YamlSource(String name, String text) {}
