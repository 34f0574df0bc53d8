package dev.charla.bench;

import dev.charla.bench.conversation.ConversationBench;
import dev.charla.bench.relay.RelayBench;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Entry point of {@code charla-bench.jar}. */
public final class Bench {
    /** Everything was measured. */
    public static final int DONE = 0;

    /** Something could not be measured; what could is printed all the same. */
    public static final int FAILED = 1;

    /** The command line cannot be followed. */
    public static final int USAGE = 2;

    private static final String HELP =
            """
            Usage: ./charla bench <bench> [options]

            micro [JMH options]   Time the code that runs for every frame of audio, with JMH.
                                  micro -prof gc     tells what it allocates as well
                                  micro Resampler    runs the benchmarks with that in their name
                                  micro -h           lists the options of JMH

            conversation --url ADDRESS    Hold conversations with a Charla that runs, as browsers do, and print how
                                  long its answers take.
              --url ADDRESS       where Charla is, such as http://127.0.0.1:8080
              --conversations N[,N...]    conversations at once, one number after the other (1)
              --turns N           turns in each conversation (3)
              --text WORDS        what is typed at each turn ("What time is it?")
              --wav FILE          speak this 16-bit WAV file at each turn instead of typing
              --barge-in          speak the file again while the answer plays; wants --wav
              --patience SECONDS  how long to wait for anything before giving a conversation up (30)
              --pid N             tell the processor time of this process, which is Charla

            relay                 Start a Charla between pages and a service that are both part of
                                  this program, and print how much later frames come out of it, and
                                  what processor time and memory it takes.
              --conversations N[,N...]    conversations at once, one number after the other (20)
              --frame MS[,MS...]  audio in a frame (20)
              --against R[,R...]  what to measure: charla, reactor-netty, node-ws, nginx, or nothing,
                                  which connects pages and service for the load's own part (charla)
              --seconds N         how long each number of conversations is measured (15)
              --settle N          seconds before that (8)
              --storm N           at the end begin N more conversations within a second
              --soak TIME         have conversations come and go for so long (10m, 1h) and look for leaks
              --processor N       keep what is measured on this one, the first is 0 (0)
              --unpinned          do not keep what is measured on one processor
              --java OPTIONS      of the JVMs that are measured (as ./charla run gives them)
              --jar FILE          the application (app/target/charla.jar)
              --node DIRECTORY    where relay.js is (bench/node)
              --json FILE         write the figures there
              --svg FILE          draw processor time over conversations there

            speech                How well and how fast speech is heard: ./charla bench speech --help

            Exit codes: 0 all was measured, 1 something failed, 2 the command is not understood.
            """;

    private final PrintStream out;
    private final PrintStream err;

    Bench(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs one bench and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new Bench(System.out, System.err).run(List.of(arguments)));
    }

    /** Runs one bench; the exit code. */
    int run(List<String> arguments) {
        String bench = arguments.isEmpty() ? "help" : arguments.getFirst();
        List<String> rest =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        try {
            return switch (bench) {
                case "help", "-h", "--help" -> help();
                case "micro" -> micro(rest);
                // As it was called before version 0.1.0.
                case "conversation", "talk" -> ConversationBench.run(rest, out) ? DONE : FAILED;
                case "relay" -> RelayBench.run(rest, out) ? DONE : FAILED;
                default ->
                        throw new UsageException(
                                "There is no bench \""
                                        + bench
                                        + "\". There are micro, conversation and relay.");
            };
        } catch (UsageException usage) {
            err.println(usage.getMessage());
            return USAGE;
        } catch (IOException failure) {
            err.println("The benchmarks could not be run: " + failure);
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int help() {
        out.print(HELP);
        return DONE;
    }

    /** JMH ends the process by itself when its own options are wrong or a benchmark fails. */
    private static int micro(List<String> arguments) throws IOException {
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return DONE;
    }
}
