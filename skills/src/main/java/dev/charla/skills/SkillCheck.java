package dev.charla.skills;

import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.answer.QuizMaster;
import dev.charla.skills.language.Language;
import dev.charla.skills.meaning.SentenceModel;
import dev.charla.skills.phrase.Expansions;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.SkillSet.Strictness;
import dev.charla.skills.understanding.Meanings.Guess;
import dev.charla.skills.understanding.Meanings.Sureness;
import dev.charla.skills.understanding.Understanding;
import dev.charla.skills.words.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what the skills would take a sentence for, without answering it. Any thread. */
public final class SkillCheck {
    private final Understanding understanding;
    private final List<String> own;

    /**
     * @param model to understand meanings with; null for phrases alone. Its time is taken for each
     *     example of the skills
     */
    public SkillCheck(SkillSet skills, @Nullable SentenceModel model) {
        this(skills, model, List.of());
    }

    private SkillCheck(SkillSet skills, @Nullable SentenceModel model, List<String> own) {
        this.own = List.copyOf(own);
        understanding = new Understanding(skills);
        if (model != null) {
            understanding.learn(model);
        }
    }

    /**
     * For the built-in skills and those of one file, in the language that the file is in. Blocks.
     *
     * @throws IOException when the file cannot be read
     * @throws SkillException when the file says something that cannot be used
     */
    public static SkillCheck withFile(Path file, @Nullable SentenceModel model)
            throws IOException, SkillException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        YamlSource source = new YamlSource(String.valueOf(file.getFileName()), text);
        List<String> problems = new ArrayList<>();
        YamlNode read = YamlNode.read(source, problems);
        if (!problems.isEmpty()) {
            throw new SkillException(problems);
        }
        Language language =
                read.text("language")
                        .flatMap(line -> Language.of(line.text()))
                        .orElse(Language.ENGLISH);
        List<YamlSource> sources = new ArrayList<>(SkillFiles.builtInSources(language));
        sources.add(source);
        List<String> own =
                read.nodes("skills").stream()
                        .flatMap(skill -> skill.text("skill").stream())
                        .map(YamlNode.Line::text)
                        .toList();
        return new SkillCheck(SkillFiles.of(sources, language), model, own);
    }

    /** What a sentence would be taken for if nothing had been said before. */
    public Taken taken(String sentence) {
        List<Token> words = understanding.words(sentence);
        Optional<Match> match =
                understanding
                        .skills()
                        .match(words, Strictness.FORGIVING)
                        .filter(found -> !found.intent().id().equals(QuizMaster.ANSWER));
        if (match.isPresent()) {
            return new Taken(Way.PHRASE, named(match.get()), 1);
        }
        Guess guess = understanding.guess(words);
        Match meant = guess.match();
        if (meant == null) {
            return new Taken(Way.REFUSED, "", guess.similarity());
        }
        return new Taken(
                guess.sureness() == Sureness.SURE ? Way.MEANING : Way.ASKED,
                named(meant),
                guess.similarity());
    }

    /**
     * What the file's skills say they take, with the intent: their examples, and a sentence or two
     * of each phrase. Of the built-in skills, where there is no file.
     */
    public List<Example> examples() {
        return understanding.skills().skills().stream()
                .filter(skill -> own.isEmpty() || own.contains(skill.id()))
                .flatMap(skill -> skill.intents().stream())
                .flatMap(intent ->
                        Stream.concat(
                                        intent.guide().examples().stream(),
                                        intent.phrases().stream()
                                                .flatMap(phrase ->
                                                        Expansions.of(phrase, 2).stream()))
                                .distinct()
                                .map(sentence -> new Example(sentence, intent.id())))
                .toList();
    }

    /** Whether an intent is one of the file's skills. */
    public boolean isOwn(String intent) {
        return own.stream().anyMatch(skill -> intent.startsWith(skill + "."));
    }

    private static String named(Match match) {
        Object topic = match.intent().fixed().get("topic");
        return match.intent().id() + (topic == null ? "" : " " + topic);
    }

    /** How a sentence is taken. */
    public enum Way {
        /** Its words fit a phrase. */
        PHRASE,
        /** It means the same as an example. */
        MEANING,
        /** It may, so the caller is asked. */
        ASKED,
        /** It is outside of what the skills can do. */
        REFUSED
    }

    /**
     * What a sentence is taken for.
     *
     * @param intent the skill's id, a dot and the intent's name, and the topic of a question about
     *     one; empty when it is refused
     * @param similarity to the nearest example, 1 for a phrase, 0 when none is near
     */
    public record Taken(Way way, String intent, double similarity) {}

    /** A sentence and the intent it is an example of. */
    public record Example(String sentence, String intent) {}
}
