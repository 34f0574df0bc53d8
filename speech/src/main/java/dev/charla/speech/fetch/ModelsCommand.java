package dev.charla.speech.fetch;

import dev.charla.speech.SpeechModels;
import dev.charla.speech.natives.Library;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code ./charla models}: which models there are, and how they come here. One thread. */
public final class ModelsCommand {
    /** All was done. */
    public static final int DONE = 0;

    /** Something could not be fetched. */
    public static final int FAILED = 1;

    /** The command line cannot be followed. */
    public static final int USAGE = 2;

    private static final String HELP =
            """
            Usage: ./charla models list              the models that can be fetched, and those here
                   ./charla models fetch NAME...     fetch models, and the libraries they need
                     --into FOLDER      the folder of models (charla.speech.models, else models)
                     --mirror ADDRESS   take https://host/path from ADDRESS/host/path instead
                     --sha256 HEX       the digest that you know the model's file to have
                     --accept-licence   agree to the licence of a model that asks for it, where
                                        nobody can be asked

            docs/speech.md says which model is good for what.
            """;

    private final Catalogue catalogue;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final NpmClient npm;
    private final @Nullable Supplier<Optional<String>> answers;

    /**
     * @param answers as {@link Consent} takes them
     */
    ModelsCommand(
            Catalogue catalogue,
            PrintStream out,
            PrintStream err,
            boolean terminal,
            NpmClient npm,
            @Nullable Supplier<Optional<String>> answers) {
        this.catalogue = catalogue;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.npm = npm;
        this.answers = answers;
    }

    /**
     * Runs it.
     *
     * @param arguments what stands behind {@code models}
     * @param folder the folder of models where none is named
     * @param mirror where to fetch from where none is named; null for the models' own addresses
     * @return the exit code
     */
    public static int run(List<String> arguments, Path folder, @Nullable String mirror) {
        return new ModelsCommand(
                        Catalogue.builtIn(),
                        System.out,
                        System.err,
                        isTerminal(),
                        NpmClient.ofSystem(System.getenv("CHARLA_NPM_REGISTRY")),
                        Consent.ofTerminal())
                .follow(arguments, folder, mirror);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    int follow(List<String> arguments, Path folder, @Nullable String mirror) {
        try {
            Asked asked = Asked.read(arguments, folder, mirror);
            return switch (asked.command()) {
                case "list" -> list(asked);
                case "fetch" -> fetch(asked);
                case "lacking" -> lacking(asked);
                case "", "help", "-h", "--help" -> help();
                default ->
                        throw new IllegalArgumentException(
                                "There is no models "
                                        + asked.command()
                                        + ". There are list and"
                                        + " fetch.");
            };
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (FetchException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("A library cannot be read: " + e.getMessage());
            return FAILED;
        }
    }

    /** What was asked for. */
    private record Asked(
            String command,
            List<String> names,
            Path folder,
            Mirror mirror,
            boolean accept,
            @Nullable Digest sha256) {
        static Asked read(List<String> arguments, Path folder, @Nullable String mirror) {
            String command = arguments.isEmpty() ? "" : arguments.getFirst();
            List<String> names = new ArrayList<>();
            Path into = folder;
            String from = mirror;
            Digest sha256 = null;
            boolean accept = false;
            for (int i = 1; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (!argument.startsWith("-")) {
                    names.add(argument);
                    continue;
                }
                if (argument.equals(Consent.FLAG)) {
                    accept = true;
                    continue;
                }
                if (i + 1 == arguments.size()) {
                    throw new IllegalArgumentException(argument + " wants a value after it.");
                }
                String value = arguments.get(++i);
                switch (argument) {
                    case "--into" -> into = Path.of(value);
                    case "--mirror" -> from = value;
                    case "--sha256" -> sha256 = digest(value);
                    default ->
                            throw new IllegalArgumentException(
                                    argument
                                            + " is not understood. There are --into, --mirror,"
                                            + " --sha256 and --accept-licence.");
                }
            }
            return new Asked(command, names, into, new Mirror(address(from)), accept, sha256);
        }

        private static Digest digest(String hex) {
            try {
                return Digest.parse("sha256:" + hex.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--sha256 wants 64 hexadecimal digits.", e);
            }
        }

        private static @Nullable URI address(@Nullable String mirror) {
            if (mirror == null || mirror.isBlank()) {
                return null;
            }
            URI address = URI.create(mirror.strip());
            if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
                throw new IllegalArgumentException(
                        "The mirror \"" + mirror + "\" is no address of http or https.");
            }
            return address;
        }
    }

    private int help() {
        out.print(HELP);
        return DONE;
    }

    private int list(Asked asked) {
        out.printf("%-28s %8s  %-22s %-24s %s%n", "NAME", "MB", "LANGUAGES", "LICENCE", "SETTING");
        for (Catalogue.Model model : catalogue.models()) {
            boolean here = Files.exists(asked.folder().resolve(model.result()));
            out.printf(
                    Locale.ROOT,
                    "%-28s %8.1f  %-22s %-24s %s%s%n",
                    model.name(),
                    model.bytes() / 1e6,
                    model.languages(),
                    model.licence(),
                    model.use(),
                    here ? "  (here)" : "");
        }
        return DONE;
    }

    private int fetch(Asked asked) throws FetchException {
        if (asked.names().isEmpty()) {
            throw new IllegalArgumentException(
                    "Name what to fetch; ./charla models list tells what there is.");
        }
        if (asked.sha256() != null && asked.names().size() > 1) {
            throw new IllegalArgumentException("--sha256 is for one model at a time.");
        }
        List<Catalogue.Model> models = asked.names().stream().map(this::model).toList();
        if (asked.sha256() != null && models.getFirst().packed() != null) {
            throw new IllegalArgumentException(
                    "--sha256 is for a model that is one file; the files of "
                            + models.getFirst().name()
                            + " have their digests in the catalogue.");
        }
        Consent consent = new Consent(out, asked.accept(), answers, InstantSource.system());
        Fetcher fetcher = new Fetcher(asked.folder(), asked.mirror(), out, terminal, npm, consent);
        for (Catalogue.Model model : models) {
            fetcher.fetch(model, asked.sha256());
        }
        models.stream()
                .map(Catalogue.Model::use)
                .distinct()
                .forEach(use -> out.println("To use it: " + use));
        return DONE;
    }

    private Catalogue.Model model(String name) {
        return catalogue
                .model(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no model \""
                                        + name
                                        + "\". ./charla models list tells what there is."));
    }

    /**
     * For the launcher: the libraries that the models here need and that are not here, or are
     * another file than they should be. A line for each: coordinates, a tab, the folder.
     */
    private int lacking(Asked asked) throws IOException {
        SpeechModels models = new SpeechModels(asked.folder());
        for (SpeechModels.Kind kind : SpeechModels.Kind.values()) {
            var library = catalogue.library(kind.name().toLowerCase(Locale.ROOT));
            if (library.isEmpty() || models.all(kind).isEmpty()) {
                continue;
            }
            Path folder = asked.folder().toAbsolutePath().normalize().resolve(Library.FOLDER);
            Path jar = folder.resolve(library.get().jar());
            if (!Files.exists(jar) || !library.get().digest().fits(jar)) {
                out.println(library.get().coordinates() + "\t" + folder);
            }
        }
        return DONE;
    }
}
