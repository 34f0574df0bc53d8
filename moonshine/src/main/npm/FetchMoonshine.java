import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the files of the speech recogniser, which are not in the repository, for the build to put them into the jar:
 * from the folder in {@code CHARLA_MOONSHINE_FOLDER}, or with npm, which checks the integrity that package-lock.json
 * tells. Each file is checked against its SHA-256 here. Files that are there already are not brought again.
 *
 * <p>The build runs this as a single source file, with the JDK that Maven runs on: 17 or newer.
 */
final class FetchMoonshine {
    private static final String MODEL = "node_modules/@moonshine-ai/moonshine-js/dist/model/tiny/quantized/";
    private static final String MOONSHINE_LICENCE = "node_modules/@moonshine-ai/moonshine-js/LICENSE";
    private static final String TOKENIZER = "node_modules/llama-tokenizer-js/llama-tokenizer.js";
    private static final String TOKENIZER_LICENCE = "node_modules/llama-tokenizer-js/LICENSE.md";

    private static final Pattern VOCABULARY = Pattern.compile("llama_vocab_base64\\s*=\\s*[\"'`]([A-Za-z0-9+/=]+)");

    /** A file as the jar has it. */
    private record Wanted(String name, String sha256, String from) {}

    private static final List<Wanted> FILES = List.of(
            new Wanted(
                    "encoder_model.onnx",
                    "c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a",
                    MODEL + "encoder_model.onnx"),
            new Wanted(
                    "decoder_model_merged.onnx",
                    "eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367",
                    MODEL + "decoder_model_merged.onnx"),
            new Wanted(
                    "vocabulary.txt", "0f97b4337921e6e7e9b4620fc73338ee570aecd3c16038bc23870a887e995045", TOKENIZER),
            new Wanted(
                    "LICENSE-moonshine.txt",
                    "37fc5d9a86547a0dd64a07cff439ba2a6b79cc8f6555a05121fed32866591159",
                    MOONSHINE_LICENCE),
            new Wanted(
                    "LICENSE-llama-tokenizer.txt",
                    "3653278f58b6808e43039ae8242808c6bfd68c00cc80ee30858347acb99f6ed6",
                    TOKENIZER_LICENCE));

    private FetchMoonshine() {}

    /**
     * @param arguments the folder of package.json and package-lock.json, the folder to fill, one to work in
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path lock = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Path work = Path.of(arguments[2]);
        try {
            if (!complete(to)) {
                bring(lock, to, work);
            }
        } catch (Refusal e) {
            // As Maven marks what went wrong, so that the launcher shows it.
            System.err.println("[ERROR] " + e.getMessage());
            System.exit(1);
        }
    }

    private static boolean complete(Path folder) throws IOException {
        for (Wanted file : FILES) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path) || !sha256(Files.readAllBytes(path)).equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    private static void bring(Path lock, Path to, Path work) throws IOException, InterruptedException {
        Files.createDirectories(to);
        String folder = System.getenv("CHARLA_MOONSHINE_FOLDER");
        if (folder != null && !folder.isBlank()) {
            Path from = Path.of(folder.strip());
            System.out.println("Taking the speech recogniser's files from " + from + ".");
            for (Wanted file : FILES) {
                Path path = from.resolve(file.name());
                if (!Files.isRegularFile(path)) {
                    throw new Refusal("There is no " + path + ", and CHARLA_MOONSHINE_FOLDER names that folder. It has"
                            + " to hold the files that a build elsewhere left in moonshine/target/classes.");
                }
                put(file, Files.readAllBytes(path), path, to);
            }
            return;
        }
        System.out.println("Fetching the speech recogniser's model with npm: 22 MB, once.");
        npm(lock, work);
        for (Wanted file : FILES) {
            Path path = work.resolve(file.from());
            byte[] bytes = Files.readAllBytes(path);
            put(file, file.from().equals(TOKENIZER) ? vocabulary(bytes) : bytes, path, to);
        }
        System.out.println("The speech recogniser's model is here.");
    }

    private static void put(Wanted file, byte[] bytes, Path from, Path to) throws IOException {
        String found = sha256(bytes);
        if (!found.equals(file.sha256())) {
            throw new Refusal("%s is not the file that Charla knows: its SHA-256 is %s, and not %s. Delete it and build"
                            .formatted(from, found, file.sha256())
                    + " again; if that does not help, the registry or the folder has another file.");
        }
        // Whole or not at all, also when the build is stopped.
        Path half = to.resolve(file.name() + ".part");
        Files.write(half, bytes);
        Files.move(half, to.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void npm(Path lock, Path work) throws IOException, InterruptedException {
        Files.createDirectories(work);
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(lock.resolve(name), work.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>(List.of(
                windows ? "npm.cmd" : "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--loglevel=error"));
        String registry = System.getenv("CHARLA_NPM_REGISTRY");
        if (registry != null && !registry.isBlank()) {
            command.add("--registry=" + registry.strip());
        }
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new Refusal("npm, which brings the speech recogniser's model, is not here. Install Node.js with npm;"
                    + " or name in CHARLA_MOONSHINE_FOLDER a folder that has the files. ./charla installs npm where"
                    + " it may.");
        }
        if (process.waitFor() != 0) {
            throw new Refusal("npm could not bring the speech recogniser's model; what it says is above. A registry of"
                    + " your own can be named in CHARLA_NPM_REGISTRY, and a folder that has the files in"
                    + " CHARLA_MOONSHINE_FOLDER.");
        }
    }

    /** The pieces of the tokenizer, one a line, out of its source. */
    private static byte[] vocabulary(byte[] source) {
        Matcher text = VOCABULARY.matcher(new String(source, StandardCharsets.UTF_8));
        if (!text.find()) {
            throw new Refusal("There is no vocabulary in " + TOKENIZER + ".");
        }
        return Base64.getDecoder().decode(text.group(1));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The build cannot go on; the message is for a person. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }
}
