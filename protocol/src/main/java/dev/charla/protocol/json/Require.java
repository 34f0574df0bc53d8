package dev.charla.protocol.json;

import java.util.Arrays;

/** Checks values that must never leave this process invalid. */
public final class Require {
    private Require() {}

    public static void notNegative(int value, String name) {
        if (value < 0) {
            throw new Refused(name, "0 or more");
        }
    }

    public static void oneOf(String value, String name, String... allowed) {
        if (!Arrays.asList(allowed).contains(value)) {
            throw new Refused(name, "one of '" + String.join("', '", allowed) + "'");
        }
    }

    /** Tells the codec which member a constructor refused. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String member;

        private final String expected;

        Refused(String member, String expected) {
            super(member + ": expected " + expected);
            this.member = member;
            this.expected = expected;
        }

        /** The expected value. */
        public String expected() {
            return expected;
        }

        /** The member's name on the wire. */
        public String member() {
            return member;
        }
    }
}
