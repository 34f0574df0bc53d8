package dev.charla.planted.two;

import dev.charla.planted.one.First;
import org.jspecify.annotations.Nullable;

/** The other half. */
public record Second(@Nullable First first) {}
