package dev.charla.boot.service;

import dev.charla.client.ServiceTarget;

/** Says where the next conversation goes. Any thread. */
@FunctionalInterface
public interface TargetSource {
    /** The service, and how it is reached now. */
    ServiceTarget now();
}
