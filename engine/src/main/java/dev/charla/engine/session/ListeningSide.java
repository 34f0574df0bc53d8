package dev.charla.engine.session;

import dev.charla.engine.hearing.Heard;
import dev.charla.engine.hearing.HearingListener;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.settings.Family;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.response.FailureDetails;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the caller says, stores it, and requests answers. Native sessions show a turn's item
 * at the commit and its words later; cascaded sessions do the opposite. Confined to the loop.
 */
final class ListeningSide implements HearingListener {
    /** A turn without words gets no answer if less of it than this was voiced. */
    private static final Duration A_WORD = Duration.ofMillis(400);

    private final Outbox out;
    private final LiveSettings settings;
    private final ItemStore items;
    private final SpeakingSide speaking;
    private final Map<ItemId, ItemEntry> shown = new HashMap<>();
    private final StringBuilder early = new StringBuilder();

    ListeningSide(Outbox out, LiveSettings settings, ItemStore items, SpeakingSide speaking) {
        this.out = out;
        this.settings = settings;
        this.items = items;
        this.speaking = speaking;
    }

    private boolean isNative() {
        return settings.family() == Family.NATIVE;
    }

    @Override
    public void speechStarted(ItemId turn, long audioStartMs) {
        early.setLength(0);
        out.send(new InputAudioBufferEvent.SpeechStarted(out.eventId(), (int) audioStartMs, turn));
        speaking.callerSpeaks();
    }

    @Override
    public void speechStopped(ItemId turn, long audioEndMs) {
        out.send(new InputAudioBufferEvent.SpeechStopped(out.eventId(), (int) audioEndMs, turn));
    }

    @Override
    public void committed(ItemId turn) {
        out.send(
                new InputAudioBufferEvent.Committed(
                        out.eventId(), settings.family().previous(items.last()), turn));
        if (isNative()) {
            ItemEntry entry = new ItemEntry(turn, message(turn, null), null);
            shown.put(turn, entry);
            ItemId previous = settings.family().previous(items.add(entry));
            out.send(new ConversationItemEvent.Created(out.eventId(), previous, entry.item));
            out.send(new ConversationItemEvent.Done(out.eventId(), previous, entry.item));
            if (!early.isEmpty()) {
                delta(turn, early.toString());
                early.setLength(0);
            }
        }
    }

    @Override
    public void partial(ItemId turn, String addition) {
        if (isNative() && !shown.containsKey(turn)) {
            early.append(addition);
        } else {
            delta(turn, addition);
        }
    }

    private void delta(ItemId turn, String addition) {
        if (settings.transcribes()) {
            out.send(new TranscriptionEvent.Delta(out.eventId(), turn, 0, addition, null));
        }
    }

    @Override
    public void heard(ItemId turn, Heard heard) {
        switch (heard) {
            case Heard.Words words -> words(turn, words);
            case Heard.Failed(var code, var message) -> lost(turn, code, message);
        }
        speaking.wordsKnown();
    }

    private void words(ItemId turn, Heard.Words words) {
        String text = words.hypothesis().text();
        boolean answered =
                settings.turns().answers()
                        && (!text.isEmpty() || words.voiced().compareTo(A_WORD) >= 0);
        ItemEntry entry = shown.remove(turn);
        if (entry == null) {
            completed(turn, text);
            entry = keep(turn, text);
        }
        entry.understood = words.hypothesis().certain();
        entry.spokenMs = words.voiced().toMillis();
        entry.words(text);
        if (answered) {
            speaking.answerTurn();
        }
        if (isNative() && settings.transcribes()) {
            entry.transcript(text);
            completed(turn, text);
        }
    }

    private void completed(ItemId turn, String text) {
        if (settings.transcribes()) {
            out.send(
                    new TranscriptionEvent.Completed(
                            out.eventId(), turn, 0, text, settings.language(), null, null, null));
        }
    }

    private void lost(ItemId turn, String code, String message) {
        if (settings.transcribes()) {
            out.send(
                    new TranscriptionEvent.Failed(
                            out.eventId(),
                            turn,
                            0,
                            new FailureDetails("server_error", code, message, null)));
        }
        ItemEntry entry = shown.remove(turn);
        if (entry == null) {
            entry = keep(turn, null);
        }
        entry.understood = false;
    }

    private ItemEntry keep(ItemId turn, @Nullable String transcript) {
        ItemEntry entry = new ItemEntry(turn, message(turn, transcript), null);
        ItemId previous = settings.family().previous(items.add(entry));
        out.send(new ConversationItemEvent.Created(out.eventId(), previous, entry.item));
        return entry;
    }

    private static Item message(ItemId turn, @Nullable String transcript) {
        return new Item.Message(
                Role.USER,
                List.of(new ContentPart.InputAudio(null, transcript, Map.of())),
                turn,
                ItemStatus.COMPLETED,
                null,
                Map.of());
    }

    /**
     * Nobody has spoken for a while: the silence becomes an item, and the agent speaks again.
     *
     * @param fromMs start of the silence, on the clock of the input audio
     */
    void silence(long fromMs, long untilMs) {
        ItemId turn = out.itemId();
        out.send(
                new InputAudioBufferEvent.TimeoutTriggered(
                        out.eventId(), (int) fromMs, (int) untilMs, turn));
        out.send(
                new InputAudioBufferEvent.Committed(
                        out.eventId(), settings.family().previous(items.last()), turn));
        keep(turn, "");
        speaking.answerTurn();
    }
}
