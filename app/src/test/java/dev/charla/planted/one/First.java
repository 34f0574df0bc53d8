package dev.charla.planted.one;

import dev.charla.planted.two.Second;

/** One half of a cycle of packages. */
public record First(Second second) {}
