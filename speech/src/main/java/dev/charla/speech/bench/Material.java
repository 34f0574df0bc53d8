package dev.charla.speech.bench;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.EspeakSynthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import dev.charla.speech.synthesis.ProgramMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is said, and by whom. */
final class Material {
    private static final List<String> SKILLS =
            List.of(
                    "What time is it?",
                    "What is the date?",
                    "How many days until Christmas?",
                    "What is seven plus five?",
                    "What is twelve times nine?",
                    "What is fifteen percent of eighty?",
                    "Set a timer for ten minutes.",
                    "Set a timer for ten seconds.",
                    "Convert twenty degrees Celsius to Fahrenheit.",
                    "How many feet are in a mile?",
                    "Say that again.",
                    "What can you do?",
                    "Good morning.",
                    "Who are you?",
                    "Tell me about Cleopatra.",
                    "Tell me a joke.",
                    "Who built the pyramids?",
                    "And who came after him?");

    private static final List<String> ENGLISH =
            List.of(
                    "The weather in London is terrible.",
                    "Please order me a large pizza with mushrooms.",
                    "Where did I park the car yesterday evening?",
                    "Can you translate this sentence into French?",
                    "Buy some bread and butter.",
                    "Who won the football match last night?",
                    "My computer does not start any more.",
                    "The children are playing in the garden.",
                    "We should meet for lunch next week.",
                    "I would like to change my appointment.");

    private static final List<String> SPANISH_SKILLS =
            List.of(
                    "¿Qué hora es?",
                    "¿Qué día es hoy?",
                    "¿Cuántos días faltan para Navidad?",
                    "¿Cuánto es siete más cinco?",
                    "¿Cuánto es doce por nueve?",
                    "¿Cuánto es el quince por ciento de ochenta?",
                    "Pon un temporizador de diez minutos.",
                    "Avísame dentro de diez segundos.",
                    "Convierte veinte grados Celsius a Fahrenheit.",
                    "¿Cuántos metros hay en un kilómetro?",
                    "Repítelo, por favor.",
                    "¿Qué sabes hacer?",
                    "Buenos días.",
                    "¿Quién eres?",
                    "Háblame de Cleopatra.",
                    "Cuéntame un chiste.",
                    "¿Quién construyó las pirámides?",
                    "¿Y quién vino después?");

    private static final List<String> SPANISH =
            List.of(
                    "¿Qué hora es?",
                    "El tiempo en Madrid es muy bueno.",
                    "Quiero pedir una pizza grande con champiñones.",
                    "¿Dónde aparqué el coche ayer por la tarde?",
                    "Los niños están jugando en el jardín.",
                    "Mi ordenador ya no arranca.",
                    "Compra un poco de pan y mantequilla.",
                    "¿Quién ganó el partido de fútbol anoche?",
                    "Nos vemos para comer la semana que viene.",
                    "Me gustaría cambiar mi cita.");

    private Material() {}

    /**
     * Sentences of one kind by one voice.
     *
     * @param language BCP 47 tag
     * @param skills whether they are sentences that the skills' grammar has
     */
    record Set(String name, String voice, String language, boolean skills, List<Spoken> spoken) {
        Set {
            spoken = List.copyOf(spoken);
        }
    }

    /** All that can be said here; what cannot is told. */
    static List<Set> sets(Report report) throws InterruptedException {
        List<Set> sets = new ArrayList<>();
        try (Synthesizer inside = new MarySynthesizer()) {
            String voice = inside.voices().getFirst();
            add(sets, inside, voice, "skills", "en-US", SKILLS);
            add(sets, inside, voice, "free", "en-US", ENGLISH);
        }
        try (Synthesizer espeak = EspeakSynthesizer.of("espeak-ng", List.of("en-us", "es"))) {
            add(sets, espeak, "espeak-en-us", "skills", "en-US", SKILLS);
            add(sets, espeak, "espeak-en-us", "free", "en-US", ENGLISH);
            add(sets, espeak, "espeak-es", "skills", "es", SPANISH_SKILLS);
            add(sets, espeak, "espeak-es", "free", "es", SPANISH);
        } catch (ProgramMissingException e) {
            report.say("Left out: the second voice and Spanish. " + e.getMessage());
        }
        return sets;
    }

    private static void add(
            List<Set> sets,
            Synthesizer voice,
            String name,
            String kind,
            String language,
            List<String> sentences)
            throws InterruptedException {
        List<Spoken> spoken = new ArrayList<>();
        try {
            for (String sentence : sentences) {
                spoken.add(Spoken.by(voice, name, sentence));
            }
        } catch (SynthesisException e) {
            throw new IllegalStateException(e);
        }
        sets.add(new Set(kind, name, language, kind.equals("skills"), spoken));
    }

    /**
     * Speech of people.
     *
     * @param folder NAME.wav with its words in NAME.txt
     * @throws IOException when the folder or a file in it cannot be read, or is no speech of known
     *     words
     */
    static Set recordings(Path folder, String language) throws IOException {
        List<Spoken> spoken = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".wav")).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                Path words = file.resolveSibling(name.replaceFirst("\\.wav$", ".txt"));
                if (!Files.isRegularFile(words)) {
                    throw new IOException(
                            "There is no " + words + " with the words of " + file + ".");
                }
                Pcm16 heard = Resampler.convert(Wav.read(file).mono(), Recognizer.SAMPLE_RATE_HZ);
                spoken.add(new Spoken(Files.readString(words).strip(), heard));
            }
        }
        if (spoken.isEmpty()) {
            throw new IOException("There is no .wav file in " + folder + ".");
        }
        return new Set("people", String.valueOf(folder.getFileName()), language, false, spoken);
    }
}
