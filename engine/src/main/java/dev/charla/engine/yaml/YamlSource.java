package dev.charla.engine.yaml;

/**
 * A YAML file, not yet read.
 *
 * @param name the file's name, for messages
 */
public record YamlSource(String name, String text) {}
