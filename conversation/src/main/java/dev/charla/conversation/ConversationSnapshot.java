package dev.charla.conversation;

import dev.charla.client.ConnectionSnapshot;
import dev.charla.conversation.browser.CallerState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at one moment, for operators. Nothing in it was said by anybody.
 *
 * @param state what the caller is shown
 * @param age since the conversation began
 * @param sinceServiceEvent since the service last said anything
 * @param turns of the caller, spoken and typed
 * @param unfinishedPlayouts answers on their way to the caller's ear
 * @param heldForPage audio the page has not been able to take
 * @param heldFromCaller audio of the caller that waits for the service to be ready
 * @param callerFrames audio frames the page has sent
 * @param droppedCallerBytes audio of the caller that was dropped
 * @param serviceEvents events of the service so far
 * @param unknownEvents those among them this version does not know
 * @param staleDeltas those among them that belonged to a response already over
 * @param serviceErrors errors the service reported
 * @param readingPaused whether the service is held back because the page is slow
 * @param service the connection to the service; null before it was asked for
 */
public record ConversationSnapshot(
        CallerState state,
        Duration age,
        Duration sinceServiceEvent,
        long turns,
        int unfinishedPlayouts,
        Duration heldForPage,
        Duration heldFromCaller,
        long callerFrames,
        long droppedCallerBytes,
        long serviceEvents,
        long unknownEvents,
        long staleDeltas,
        long serviceErrors,
        boolean readingPaused,
        @Nullable ConnectionSnapshot service) {}
