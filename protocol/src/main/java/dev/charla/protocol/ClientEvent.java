package dev.charla.protocol;

/** Placeholder until the vocabulary is merged. */
public interface ClientEvent {}
