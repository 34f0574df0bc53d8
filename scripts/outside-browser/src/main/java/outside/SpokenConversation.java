package outside;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Wav;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a caller says, and what must come of it, from a file with a line for each:
 *
 * <ul>
 *   <li>{@code caller:} what is said aloud, once the agent is silent
 *   <li>{@code agent:} a regular expression that is found in what the agent has said
 *   <li>{@code tool:} the name of a tool that has run
 *   <li>{@code with:} the title of the agent to whom the caller has been handed
 *   <li>{@code notice:} a regular expression that is found in the page's notice
 * </ul>
 *
 * <p>What comes of one thing that was said comes in the order of the lines. An empty line and one
 * that begins with {@code #} are no lines of the conversation.
 */
final class SpokenConversation {
    /** All that the page shows of a conversation, in order: {@code KIND: TEXT}. */
    private static final String SHOWN =
            """
            all => all.map((one) => {
              const words = (selector) => one.querySelector(selector)?.textContent ?? '';
              if (one.matches('.tool')) {
                return words('.status.done') === '' ? 'asked: ' : 'tool: ' + words('code');
              }
              if (one.matches('.agent-change')) {
                return 'with: ' + words('p');
              }
              const party = one.matches('.user') ? 'heard' : 'agent';
              const kind = one.matches('.partial') ? 'not-yet' : party;
              return kind + ': ' + words('p');
            })
            """;

    private static final int MOST_TIMES = 5;

    /** Less than the minute for which a tool waits for a yes. */
    private static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(45);

    /** What the agent says without a language model to what none of its skills is about. */
    private static final Pattern NOT_UNDERSTOOD =
            Pattern.compile("^agent: I heard \".*language model");

    private final List<Line> lines;

    /** WAV files in Base64, by their words. */
    private final Map<String, String> recordings = new HashMap<>();

    /** The places of all that was waited for and has come. */
    private final NavigableSet<Integer> met = new TreeSet<>();

    private final Set<String> told = new HashSet<>();

    /** The places of answers that said that nothing was understood. */
    private final Set<Integer> sorry = new HashSet<>();

    /** How much was shown before the caller last said something. */
    private int said;

    private record Line(String kind, String text) {
        static Line of(String text) {
            String[] parts = text.split(": ", 2);
            if (parts.length != 2
                    || !List.of("caller", "agent", "tool", "with", "notice").contains(parts[0])) {
                throw new IllegalArgumentException("not a line of a conversation: " + text);
            }
            return new Line(parts[0], parts[1]);
        }

        boolean isShownBy(String shown) {
            return shown.startsWith(kind + ": ")
                    && Pattern.compile(text).matcher(shown.substring(kind.length() + 2)).find();
        }

        @Override
        public String toString() {
            return kind + ": " + text;
        }
    }

    private SpokenConversation(List<Line> lines) {
        this.lines = lines;
    }

    static SpokenConversation read(Path file) throws IOException {
        return new SpokenConversation(
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Line::of)
                        .toList());
    }

    /** Records what the caller says. */
    void rehearse() throws Exception {
        try (Synthesizer voice = new MarySynthesizer()) {
            for (Line line : lines) {
                if (line.kind().equals("caller") && !recordings.containsKey(line.text())) {
                    recordings.put(line.text(), recorded(voice, line.text()));
                }
            }
        }
    }

    private static String recorded(Synthesizer voice, String words) throws Exception {
        List<Pcm16> blocks = new ArrayList<>();
        voice.speak(
                new Synthesizer.Sentence(words, voice.voices().getFirst(), 1, 1),
                samples -> blocks.add(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples)));
        Path file = Files.createTempFile("said", ".wav");
        try {
            Wav.write(file, blocks.stream().reduce(Pcm16::then).orElseThrow());
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Begins a conversation on the page and holds it.
     *
     * @param patience for each line
     */
    void hold(Page page, Duration patience) throws InterruptedException {
        page.locator(".controls > .quiet:not([hidden])").click();
        awaitSilence(page);
        page.locator(".dock .voice").click();
        page.locator(".page:not(.muted)")
                .waitFor(
                        new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).kind().equals("caller")) {
                say(page, lines.get(i), lines.get(i + 1));
                i++;
            } else if (!await(page, lines.get(i), patience)) {
                throw new AssertionError(
                        "there was no \"%s\" in %s".formatted(lines.get(i), shown(page)));
            }
        }
    }

    /** Says something until it is understood, as people do; a busy machine swallows some sound. */
    private void say(Page page, Line words, Line expected) throws InterruptedException {
        awaitSilence(page);
        said = shown(page).size();
        for (int times = 1; times <= MOST_TIMES; times++) {
            awaitSilence(page);
            System.out.println("outside: says \"" + words.text() + "\"");
            page.evaluate("words => window.sayAloud(words)", recordings.get(words.text()));
            if (await(page, expected, SAID_AGAIN_AFTER)) {
                return;
            }
        }
        throw new AssertionError(
                "\"%s\" was not understood: %s".formatted(words.text(), shown(page)));
    }

    /** The agent neither speaks nor is about to. */
    private static void awaitSilence(Page page) {
        page.locator(".page[data-state=ready]")
                .waitFor(
                        new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /**
     * Waits for a line among what has been shown since the caller said something. The card of a
     * tool may have been there before, with a question.
     *
     * @return false when the agent says in its place that it has no answer to what it heard, or
     *     nothing comes
     */
    private boolean await(Page page, Line line, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int behind = met.isEmpty() ? said : Math.max(said, met.last() + 1);
        int from = line.kind().equals("tool") ? 0 : behind;
        while (System.nanoTime() < end) {
            List<String> shown = shown(page);
            for (int i = from; i < shown.size(); i++) {
                if (!shown.get(i).startsWith("not-yet") && told.add(i + " " + shown.get(i))) {
                    System.out.println("outside: " + shown.get(i));
                }
                if (line.isShownBy(shown.get(i)) && met.add(i)) {
                    return true;
                }
                if (i >= behind
                        && NOT_UNDERSTOOD.matcher(shown.get(i)).find()
                        && sorry.add(i)) {
                    return false;
                }
            }
            if (line.kind().equals("notice") && isNoticed(page, line)) {
                System.out.println("outside: " + line);
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return false;
    }

    /** The page has one notice at a time, apart from what was said. */
    private static boolean isNoticed(Page page, Line line) {
        return page.locator(".quiet-alert:not([hidden])").allInnerTexts().stream()
                .anyMatch(notice -> line.isShownBy("notice: " + notice));
    }

    private static List<String> shown(Page page) {
        return ((List<?>) page.locator(".caption").evaluateAll(SHOWN))
                .stream().map(Object::toString).toList();
    }
}
