package dev.charla.engine.response;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception for the log: types and locations, never the message, which may quote what
 * was said. Any thread.
 */
public final class Thrown {
    /** Enough to find the location; the stack of an overflow has a thousand equal lines. */
    private static final int MOST_PLACES = 6;

    private static final int MOST_CAUSES = 4;

    private Thrown() {}

    /** One line: each type from the outermost to the root cause, with its locations. */
    public static String where(Throwable thrown) {
        List<String> told = new ArrayList<>();
        @Nullable Throwable next = thrown;
        while (next != null && told.size() < MOST_CAUSES) {
            told.add(next.getClass().getName() + places(next.getStackTrace()));
            next = next.getCause();
        }
        return String.join(" caused by ", told);
    }

    /** Where it was thrown, and the path through this program's own classes. */
    private static String places(StackTraceElement[] stack) {
        List<String> places = new ArrayList<>();
        for (StackTraceElement at : stack) {
            boolean ours = at.getClassName().startsWith("dev.charla.");
            String place = at.getClassName() + "." + at.getMethodName() + ":" + at.getLineNumber();
            if ((places.isEmpty() || ours) && !places.contains(place)) {
                places.add(place);
            }
            if (places.size() == MOST_PLACES) {
                break;
            }
        }
        return places.isEmpty() ? "" : " at " + String.join(" < ", places);
    }
}
