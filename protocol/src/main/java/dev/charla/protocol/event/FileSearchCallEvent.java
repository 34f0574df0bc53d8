package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;

/** The service searches files. */
public sealed interface FileSearchCallEvent extends ServerEvent {
    /** The search was asked for. */
    @WireType("response.file_search_call.in_progress")
    record InProgress(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int sequenceNumber)
            implements FileSearchCallEvent {
        public InProgress {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** It runs. */
    @WireType("response.file_search_call.searching")
    record Searching(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int sequenceNumber)
            implements FileSearchCallEvent {
        public Searching {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** It ended. */
    @WireType("response.file_search_call.completed")
    record Completed(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int sequenceNumber)
            implements FileSearchCallEvent {
        public Completed {
            Require.notNegative(outputIndex, "output_index");
        }
    }
}
