package dev.charla.engine.session;

import dev.charla.engine.hearing.Heard;
import dev.charla.engine.hearing.HearingListener;
import dev.charla.protocol.ContentPart;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.FailureDetails;
import dev.charla.protocol.InputAudioBufferEvent;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ItemStatus;
import dev.charla.protocol.Role;
import dev.charla.protocol.TranscriptionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is heard, keeps it, and has it answered. Confined to the loop. */
final class ListeningSide implements HearingListener {
    /** A noise without words gets no answer when less of it than this was voiced. */
    private static final Duration A_WORD = Duration.ofMillis(400);

    private final Outbox out;
    private final LiveSettings settings;
    private final ItemStore items;
    private final SpeakingSide speaking;

    ListeningSide(Outbox out, LiveSettings settings, ItemStore items, SpeakingSide speaking) {
        this.out = out;
        this.settings = settings;
        this.items = items;
        this.speaking = speaking;
    }

    @Override
    public void speechStarted(ItemId turn, long audioStartMs) {
        out.send(new InputAudioBufferEvent.SpeechStarted(out.eventId(), (int) audioStartMs, turn));
        if (settings.interrupts()) {
            speaking.bargeIn();
        }
    }

    @Override
    public void speechStopped(ItemId turn, long audioEndMs) {
        out.send(new InputAudioBufferEvent.SpeechStopped(out.eventId(), (int) audioEndMs, turn));
    }

    @Override
    public void committed(ItemId turn) {
        out.send(new InputAudioBufferEvent.Committed(out.eventId(), items.last(), turn));
    }

    @Override
    public void partial(ItemId turn, String addition) {
        if (settings.transcribes()) {
            out.send(new TranscriptionEvent.Delta(out.eventId(), turn, 0, addition, null));
        }
    }

    @Override
    public void heard(ItemId turn, Heard heard) {
        switch (heard) {
            case Heard.Words words -> words(turn, words);
            case Heard.Failed(var code, var message) -> {
                if (settings.transcribes()) {
                    out.send(
                            new TranscriptionEvent.Failed(
                                    out.eventId(),
                                    turn,
                                    0,
                                    new FailureDetails("server_error", code, message, null)));
                }
                keep(turn, null, false);
            }
        }
    }

    private void words(ItemId turn, Heard.Words words) {
        String text = words.hypothesis().text();
        if (settings.transcribes()) {
            out.send(
                    new TranscriptionEvent.Completed(
                            out.eventId(), turn, 0, text, "en-US", null, null, null));
        }
        keep(turn, text, words.hypothesis().certain());
        if (settings.createsResponses()
                && (!text.isEmpty() || words.voiced().compareTo(A_WORD) >= 0)) {
            speaking.answerTurn();
        }
    }

    private void keep(ItemId turn, @Nullable String transcript, boolean understood) {
        Item.Message message =
                new Item.Message(
                        Role.USER,
                        List.of(new ContentPart.InputAudio(null, transcript, Map.of())),
                        turn,
                        ItemStatus.COMPLETED,
                        null,
                        Map.of());
        ItemEntry entry = new ItemEntry(turn, message, null);
        entry.understood = understood;
        out.send(new ConversationItemEvent.Created(out.eventId(), items.add(entry), message));
    }
}
