package dev.charla.app.engine;

import dev.charla.meaning.MiniLmSentenceModel;
import dev.charla.meaning.ModelLoadException;
import dev.charla.skills.SkillCheck;
import dev.charla.skills.SkillCheck.Example;
import dev.charla.skills.SkillCheck.Taken;
import dev.charla.skills.SkillCheck.Way;
import dev.charla.skills.meaning.SentenceModel;
import dev.charla.skills.set.SkillException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./charla skills test}: what the sentences of a file of skills are taken for. One thread.
 */
public final class SkillsCommand {
    /** Every sentence is taken for what it is an example of, and no foreign one is taken. */
    public static final int GOOD = 0;

    /** Some sentence is taken for something else. */
    public static final int COLLISION = 1;

    /** The command line or the file cannot be followed. */
    public static final int USAGE = 2;

    private static final String HELP =
            """
            Usage: ./charla skills test FILE.yaml    what each example and phrase of the file is taken
                                                     for, and which foreign sentences it takes
                     --foreign FILE.txt              foreign sentences of your own, one a line,
                                                     instead of the list that comes with Charla

            Exit code 0: nothing collides, 1: something does, 2: the file or the command is wrong.
            docs/skills.md says how skills are written.
            """;

    private static final String FOREIGN = "foreign.txt";

    private final PrintStream out;
    private final PrintStream err;

    SkillsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it.
     *
     * @param arguments what stands behind {@code skills}
     * @return the exit code
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return new SkillsCommand(out, err).follow(arguments);
    }

    private int follow(List<String> arguments) {
        boolean own = arguments.size() == 4 && arguments.get(2).equals("--foreign");
        if (arguments.isEmpty() || arguments.getFirst().matches("help|-h|--help")) {
            out.print(HELP);
            return GOOD;
        }
        if (!arguments.getFirst().equals("test") || !(arguments.size() == 2 || own)) {
            err.print(HELP);
            return USAGE;
        }
        Path file = Path.of(arguments.get(1));
        try {
            List<String> foreign =
                    own ? Files.readAllLines(Path.of(arguments.get(3))) : builtInForeign();
            return with(file, foreign);
        } catch (IOException e) {
            err.println("This file cannot be read: " + e.getMessage());
        } catch (SkillException e) {
            e.problems().forEach(err::println);
        }
        return USAGE;
    }

    private int with(Path file, List<String> foreign) throws IOException, SkillException {
        try (MiniLmSentenceModel model = MiniLmSentenceModel.load()) {
            return test(file, model, foreign);
        } catch (ModelLoadException e) {
            err.println(e.getMessage() + ". Phrases alone are tested.");
            return test(file, null, foreign);
        }
    }

    private int test(Path file, @Nullable SentenceModel model, List<String> foreign)
            throws IOException, SkillException {
        SkillCheck check = SkillCheck.withFile(file, model);
        int collisions = 0;
        for (Example example : check.examples()) {
            Taken taken = check.taken(example.sentence());
            boolean right = taken.intent().split(" ", 2)[0].equals(example.intent());
            boolean sure = taken.way() == Way.PHRASE || taken.way() == Way.MEANING;
            // Without a model an example that is no phrase is refused, and that is all right.
            boolean good = (right && sure) || (model == null && taken.way() == Way.REFUSED);
            collisions += good ? 0 : 1;
            line(good ? "ok" : "COLLIDES", example.sentence(), taken, example.intent());
        }
        int taken = 0;
        for (String sentence : foreign.stream().filter(line -> !line.isBlank()).toList()) {
            Taken foreignTaken = check.taken(sentence);
            if (check.isOwn(foreignTaken.intent())) {
                taken++;
                line("FOREIGN", sentence, foreignTaken, "nothing");
            }
        }
        out.printf(
                Locale.ROOT,
                "%d of %d sentences collide; %d of %d foreign sentences are taken.%n",
                collisions,
                check.examples().size(),
                taken,
                foreign.size());
        return collisions + taken == 0 ? GOOD : COLLISION;
    }

    private void line(String verdict, String sentence, Taken taken, String wanted) {
        String got =
                switch (taken.way()) {
                    case PHRASE -> taken.intent() + ", by a phrase";
                    case MEANING ->
                            String.format(
                                    Locale.ROOT,
                                    "%s, by its meaning (%.2f)",
                                    taken.intent(),
                                    taken.similarity());
                    case ASKED ->
                            String.format(
                                    Locale.ROOT,
                                    "%s, after asking back (%.2f)",
                                    taken.intent(),
                                    taken.similarity());
                    case REFUSED -> "nothing";
                };
        out.printf("%-9s %s -> %s%n", verdict, sentence, got);
        if (!verdict.equals("ok")) {
            out.printf("          should be %s%n", wanted);
        }
    }

    private static List<String> builtInForeign() throws IOException {
        try (InputStream in = SkillsCommand.class.getResourceAsStream(FOREIGN)) {
            if (in == null) {
                throw new IOException(FOREIGN + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
