package dev.charla.protocol.codec;

import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.Base64Text;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses the two kinds of frames that carry audio in one pass over their bytes. Anything unusual
 * (an escape, an unknown or repeated member, a value of another type, invalid base64) is left to
 * the codec, which also produces the error message. Members may come in any order, with any white
 * space. Remembers the IDs of the last frame; confined to one thread.
 */
final class AudioFrameScanner {
    private static final byte[] APPEND = ascii("input_audio_buffer.append");
    private static final byte[] AUDIO_DELTA = ascii("response.audio.delta");

    private static final int TYPE = 0;
    private static final int EVENT_ID = 1;
    private static final int AUDIO = 2;
    private static final int RESPONSE_ID = 3;
    private static final int ITEM_ID = 4;
    private static final int OUTPUT_INDEX = 5;
    private static final int CONTENT_INDEX = 6;
    private static final int MEMBERS = 7;
    private static final int UNKNOWN = -1;

    private static final byte[][] APPEND_NAMES = {ascii("type"), ascii("event_id"), ascii("audio")};
    private static final byte[][] AUDIO_DELTA_NAMES = {
        ascii("type"),
        ascii("event_id"),
        ascii("delta"),
        ascii("response_id"),
        ascii("item_id"),
        ascii("output_index"),
        ascii("content_index")
    };

    /** Index numbers with more digits are left to the codec, so that no sum can overflow. */
    private static final int MAX_DIGITS = 9;

    private static final ByteBuffer NO_FRAME = ByteBuffer.allocate(0);

    private final int[] starts = new int[MEMBERS];

    /** Of strings: how many bytes. Of numbers: the value. */
    private final int[] values = new int[MEMBERS];

    /** The frame being scanned, and nothing between two. */
    private ByteBuffer json = NO_FRAME;

    private int at;
    private int end;

    private @Nullable ResponseId lastResponse;
    private @Nullable ItemId lastItem;

    /** The event, or null when the codec must parse the frame. */
    InputAudioBufferRequest.@Nullable Append append(ByteBuffer frame) {
        try {
            return scanAppend(frame);
        } finally {
            json = NO_FRAME;
        }
    }

    /** The event, or null when the codec must parse the frame. */
    ResponseEvent.@Nullable AudioDelta audioDelta(ByteBuffer frame) {
        try {
            return scanAudioDelta(frame);
        } finally {
            json = NO_FRAME;
        }
    }

    private InputAudioBufferRequest.@Nullable Append scanAppend(ByteBuffer frame) {
        if (!scan(frame, APPEND_NAMES) || !isType(APPEND) || starts[AUDIO] < 0) {
            return null;
        }
        byte[] audio = audio();
        if (audio == null) {
            return null;
        }
        EventId name = starts[EVENT_ID] < 0 ? null : new EventId(text(EVENT_ID));
        return new InputAudioBufferRequest.Append(AudioBytes.wrap(audio), name);
    }

    private ResponseEvent.@Nullable AudioDelta scanAudioDelta(ByteBuffer frame) {
        if (!scan(frame, AUDIO_DELTA_NAMES) || !isType(AUDIO_DELTA)) {
            return null;
        }
        for (int start : starts) {
            if (start < 0) {
                return null;
            }
        }
        byte[] audio = audio();
        if (audio == null) {
            return null;
        }
        ResponseId response = lastResponse;
        if (response == null || !isText(RESPONSE_ID, response.value())) {
            response = new ResponseId(text(RESPONSE_ID));
            lastResponse = response;
        }
        ItemId item = lastItem;
        if (item == null || !isText(ITEM_ID, item.value())) {
            item = new ItemId(text(ITEM_ID));
            lastItem = item;
        }
        return new ResponseEvent.AudioDelta(
                new EventId(text(EVENT_ID)),
                response,
                item,
                values[OUTPUT_INDEX],
                values[CONTENT_INDEX],
                AudioBytes.wrap(audio));
    }

    private boolean scan(ByteBuffer frame, byte[][] names) {
        json = frame;
        at = frame.position();
        end = frame.limit();
        Arrays.fill(starts, -1);
        if (!take('{')) {
            return false;
        }
        do {
            if (!member(names)) {
                return false;
            }
        } while (take(','));
        if (!take('}')) {
            return false;
        }
        skipSpace();
        return at == end;
    }

    private boolean member(byte[][] names) {
        if (!take('"')) {
            return false;
        }
        int member = name(names);
        if (member == UNKNOWN || starts[member] >= 0 || !take(':')) {
            return false;
        }
        if (member == OUTPUT_INDEX || member == CONTENT_INDEX) {
            skipSpace();
            return number(member);
        }
        return take('"') && (member == AUDIO ? digits() : string(member));
    }

    /** The one of {@code names} at this position; moves the position behind its quotation mark. */
    private int name(byte[][] names) {
        for (int member = 0; member < names.length; member++) {
            byte[] name = names[member];
            int after = at + name.length;
            if (after < end && json.get(after) == '"' && matches(at, name)) {
                at = after + 1;
                return member;
            }
        }
        return UNKNOWN;
    }

    /**
     * Reads to the next quotation mark; the decoder detects anything in between that is not base64.
     */
    private boolean digits() {
        int quote = indexOfQuote();
        if (quote < 0) {
            return false;
        }
        starts[AUDIO] = at;
        values[AUDIO] = quote - at;
        at = quote + 1;
        return true;
    }

    private boolean string(int member) {
        int start = at;
        while (at < end) {
            byte b = json.get(at);
            if (b == '"') {
                starts[member] = start;
                values[member] = at - start;
                at++;
                return true;
            }
            if (b < ' ' || b == '\\') { // also every byte of a character beyond ASCII
                return false;
            }
            at++;
        }
        return false;
    }

    private boolean number(int member) {
        int start = at;
        int value = 0;
        while (at < end && at - start < MAX_DIGITS) {
            int digit = json.get(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        if (at == start || (at - start > 1 && json.get(start) == '0')) {
            return false;
        }
        starts[member] = start;
        values[member] = value;
        return true;
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < end && json.get(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end) {
            byte b = json.get(at);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            at++;
        }
    }

    /** Eight bytes at a time: a byte of {@code x} is zero where the quotation mark stands. */
    private int indexOfQuote() {
        int i = at;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long x = json.getLong(i) ^ 0x2222222222222222L;
            if (((x - 0x0101010101010101L) & ~x & 0x8080808080808080L) != 0) {
                break;
            }
        }
        for (; i < end; i++) {
            if (json.get(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    private byte @Nullable [] audio() {
        try {
            return Base64Text.decode(json, starts[AUDIO], values[AUDIO]);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private boolean isType(byte[] type) {
        return starts[TYPE] >= 0 && values[TYPE] == type.length && matches(starts[TYPE], type);
    }

    private boolean matches(int from, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (json.get(from + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isText(int member, String text) {
        if (text.length() != values[member]) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (json.get(starts[member] + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int member) {
        int length = values[member];
        if (json.hasArray()) {
            int from = json.arrayOffset() + starts[member];
            return new String(json.array(), from, length, StandardCharsets.ISO_8859_1);
        }
        byte[] copy = new byte[length];
        json.get(starts[member], copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
