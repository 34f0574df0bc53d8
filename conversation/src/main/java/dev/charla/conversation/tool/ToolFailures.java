package dev.charla.conversation.tool;

import org.slf4j.Logger;

/**
 * What a log says of a tool that failed: which kind of failure, and where in the code. Not its
 * message, which may hold what the tool was given.
 */
final class ToolFailures {
    private ToolFailures() {}

    static void log(Logger log, String tool, Throwable failure) {
        var root = failure;
        for (int i = 0; i < 10 && root.getCause() != null; i++) {
            root = root.getCause();
        }
        var trace = root.getStackTrace();
        log.atWarn()
                .addKeyValue("tool", tool)
                .addKeyValue("failure", root.getClass().getName())
                .addKeyValue("at", trace.length == 0 ? "" : trace[0].toString())
                .log("a tool failed");
    }
}
