package dev.charla.protocol;

import java.util.Arrays;

/** Checks of values that may never leave this process. */
final class Require {
    private Require() {}

    static void notNegative(int value, String name) {
        if (value < 0) {
            throw new Refused(name, "is negative");
        }
    }

    static void oneOf(String value, String name, String... allowed) {
        if (!Arrays.asList(allowed).contains(value)) {
            throw new Refused(name, "is none of " + Arrays.toString(allowed));
        }
    }

    /** Tells the codec which member a constructor refused. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String member;

        Refused(String member, String problem) {
            super(member + " " + problem);
            this.member = member;
        }

        /** The member's name on the wire. */
        String member() {
            return member;
        }
    }
}
