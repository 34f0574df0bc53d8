package dev.charla.boot.service;

import java.net.URI;

/** The way to the service inside this process. Any thread. */
public interface EmbeddedService {
    /**
     * Where it is served.
     *
     * @throws IllegalStateException while nothing is
     */
    URI endpoint();

    /** What it asks of its clients. */
    String key();
}
