/**
 * Who gets in. Without a login the server listens on loopback only; with one, every request but
 * probes and the login itself needs somebody who has signed in: by an access code, by OpenID
 * Connect, or by the platform that stands in front.
 */
@NullMarked
package dev.charla.app.security;

import org.jspecify.annotations.NullMarked;
