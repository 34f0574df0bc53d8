package dev.charla.protocol;

import java.util.Arrays;

/** Checks of values that may never leave this process. */
final class Require {
    private Require() {}

    static void notNegative(int value, String name) {
        if (value < 0) {
            throw new Refused(name, "0 or more");
        }
    }

    static void oneOf(String value, String name, String... allowed) {
        if (!Arrays.asList(allowed).contains(value)) {
            throw new Refused(name, "one of '" + String.join("', '", allowed) + "'");
        }
    }

    /** Tells the codec which member a constructor refused. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String member;

        private final String expected;

        Refused(String member, String expected) {
            super(member + ": expected " + expected);
            this.member = member;
            this.expected = expected;
        }

        /** What would have been right. */
        String expected() {
            return expected;
        }

        /** The member's name on the wire. */
        String member() {
            return member;
        }
    }
}
