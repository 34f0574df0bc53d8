package dev.charla.speech.fetch;

import dev.charla.speech.Agreement;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operator agrees to the licence of a model. It is shown whole, and then they are
 * asked; where nobody can be asked, the command line has to say so. One thread.
 */
final class Consent {
    static final String FLAG = "--accept-licence";

    private static final Set<String> YES = Set.of("y", "yes");

    private final PrintStream out;
    private final boolean given;
    private final @Nullable Supplier<Optional<String>> answers;
    private final InstantSource clock;

    /**
     * @param given whether the command line says yes
     * @param answers what somebody at a terminal types, a line each, empty at its end; null where
     *     nobody can be asked
     */
    Consent(
            PrintStream out,
            boolean given,
            @Nullable Supplier<Optional<String>> answers,
            InstantSource clock) {
        this.out = out;
        this.given = given;
        this.answers = answers;
        this.clock = clock;
    }

    /** Of the person at the terminal; null where there is none. */
    static @Nullable Supplier<Optional<String>> ofTerminal() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<Supplier<Optional<String>>>map(
                        console -> () -> Optional.ofNullable(console.readLine()))
                .orElse(null);
    }

    /** Before anything is fetched: refuses where nobody could agree afterwards. */
    void requirePossible(Catalogue.Model model, Catalogue.Packed packed) throws FetchException {
        out.printf("%s: %s%n", model.name(), packed.terms());
        if (!given && answers == null) {
            throw new FetchException(
                    ("%s is fetched only for those who agree to its licence (%s), and nobody can be"
                                    + " asked here. Say %s if you agree.")
                            .formatted(model.name(), model.licence(), FLAG));
        }
    }

    /**
     * Shows the licence, asks, and remembers the answer beside the model.
     *
     * @throws FetchException when they do not agree
     */
    void obtain(Catalogue.Model model, Path folder) throws IOException, FetchException {
        if (given) {
            Agreement.remember(folder, "the command line said " + FLAG, clock.instant());
            out.printf(
                    "%s: you agree to its licence by %s; it is %s in its folder.%n",
                    model.name(), FLAG, Agreement.LICENCE);
            return;
        }
        out.println(Files.readString(folder.resolve(Agreement.LICENCE), StandardCharsets.UTF_8));
        out.printf("Do you agree to this licence of %s? [y/N] ", model.name());
        out.flush();
        String answer = answers == null ? "" : answers.get().orElse("");
        if (!YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new FetchException(
                    "You do not agree to the licence of %s, so it is not kept."
                            .formatted(model.name()));
        }
        Agreement.remember(folder, "asked at a terminal", clock.instant());
    }
}
