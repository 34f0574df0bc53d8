package dev.charla.skills.slot;

import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.List;

/** Up to so many words of any kind, as the caller wrote them. For typed words only. */
public record AnyWordSlot(int most) implements SlotType {
    @Override
    public List<Reading> read(Heard heard, int from) {
        List<Reading> readings = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        for (int i = from; i < heard.size() && i < from + most; i++) {
            Token token = heard.tokens().get(i);
            if (!Character.isLetter(token.written().charAt(0))) {
                break;
            }
            written.append(written.isEmpty() ? "" : " ").append(token.written());
            readings.addFirst(Reading.exact(written.toString(), i + 1));
        }
        return readings;
    }

    @Override
    public String sample() {
        return "";
    }

    @Override
    public int weight() {
        return 1;
    }
}
