package dev.charla.boot.engine;

/**
 * Who can come to this server.
 *
 * @param othersReachIt whether others than who sits at this machine do: over the network, or
 *     through a proxy
 */
public record Exposure(boolean othersReachIt) {}
