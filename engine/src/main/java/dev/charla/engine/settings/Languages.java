package dev.charla.engine.settings;

import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.settings.InputAudioTranscription;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the recogniser understands. Tags are compared by their language alone: a recogniser of
 * {@code en-US} serves {@code en} and {@code en-GB} as well.
 */
public final class Languages {
    private static final int MOST = 10;

    private final Set<String> understood;

    /**
     * @param understood BCP 47 tags, the usual one first
     */
    public Languages(Set<String> understood) {
        this.understood = new LinkedHashSet<>(understood);
    }

    /**
     * What the transcription says it is in: the tag the client asked for where it asked for one.
     *
     * @param setting null or empty for any
     */
    public String spoken(@Nullable String setting) {
        if (setting != null) {
            for (String tag : setting.split(",", -1)) {
                if (!tag.isBlank() && understands(tag)) {
                    return tag.contains("-") ? tag.strip() : full(tag);
                }
            }
        }
        return understood.iterator().next();
    }

    /**
     * What the recogniser is told to expect: what the transcription says it is in, or nothing when
     * the client left it open between several that are understood.
     */
    public @Nullable String expected(@Nullable String setting) {
        if (setting == null) {
            return spoken(null);
        }
        long possible =
                Arrays.stream(setting.split(",", -1))
                        .filter(tag -> !tag.isBlank() && understands(tag))
                        .map(Languages::language)
                        .distinct()
                        .count();
        return possible > 1 ? null : spoken(setting);
    }

    private String full(String tag) {
        return understood.stream()
                .filter(one -> language(one).equals(language(tag)))
                .findFirst()
                .orElse(tag);
    }

    /** Refuses what has nothing that is understood, and warns of the rest. */
    void check(List<String> asked, String param, List<WarningDetails> warnings)
            throws RefusedException {
        if (asked.size() > MOST) {
            throw RefusedException.badValue(param, asked.size() + " languages", "1 to " + MOST);
        }
        List<String> foreign = asked.stream().filter(tag -> !understands(tag)).toList();
        if (foreign.size() == asked.size()) {
            throw new RefusedException(
                    "invalid_value",
                    param,
                    "The offline service understands %s, not '%s'."
                            .formatted(String.join(", ", understood), String.join(",", asked)));
        }
        if (!foreign.isEmpty()) {
            warnings.add(
                    new WarningDetails(
                            "The offline service understands %s; it goes on without '%s'."
                                    .formatted(
                                            String.join(", ", understood),
                                            String.join(",", foreign)),
                            "language_not_understood",
                            param));
        }
    }

    void check(InputAudioTranscription asked, String param, List<WarningDetails> warnings)
            throws RefusedException {
        String language = asked.language();
        if (language != null && !language.isBlank()) {
            check(
                    Arrays.stream(language.split(",", -1)).map(String::strip).toList(),
                    param + ".language",
                    warnings);
        }
    }

    private boolean understands(String tag) {
        return understood.stream().anyMatch(one -> language(one).equals(language(tag)));
    }

    private static String language(String tag) {
        int dash = tag.indexOf('-');
        return (dash < 0 ? tag : tag.substring(0, dash)).strip().toLowerCase(Locale.ROOT);
    }
}
