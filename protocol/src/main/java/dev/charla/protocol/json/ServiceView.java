package dev.charla.protocol.json;

/** Marks members that the service writes and a client does not. */
public interface ServiceView {}
