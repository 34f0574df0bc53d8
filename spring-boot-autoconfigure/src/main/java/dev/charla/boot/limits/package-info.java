/**
 * How much anybody may use: requests, conversations at once, minutes and tokens a day. Counted in
 * this process; of several replicas each counts for itself.
 */
@NullMarked
package dev.charla.boot.limits;

import org.jspecify.annotations.NullMarked;
