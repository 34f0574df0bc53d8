package dev.charla.protocol;

/** Marks members that the service writes and a client does not. */
interface ServiceView {}
