package dev.charla.boot.engine;

import dev.charla.engine.script.ScriptException;
import dev.charla.skills.set.SkillException;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.synthesis.ProgramMissingException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says what is wrong with what a user named, without a stack trace. */
public final class UserFileFailureAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case ScriptException e -> {
                    return new FailureAnalysis(
                            "The script cannot be followed:\n\n" + e.getMessage(),
                            "Mend the lines that are named; docs/scripts.md says what may stand in"
                                    + " a script.",
                            failure);
                }
                case SkillException e -> {
                    return new FailureAnalysis(
                            "The skills cannot be used:\n\n" + e.getMessage(),
                            "Mend the lines that are named; docs/skills.md says what may stand in a"
                                    + " skill.",
                            failure);
                }
                case ProgramMissingException e -> {
                    return new FailureAnalysis(
                            e.getMessage(),
                            "docs/configuration.md describes the voices, under The engine's"
                                    + " speech.",
                            failure);
                }
                case ModelMissingException e -> {
                    return new FailureAnalysis(
                            e.getMessage(),
                            "docs/speech.md describes the models and how they are fetched.",
                            failure);
                }
                case NoSuchFileException e -> {
                    return new FailureAnalysis(
                            "There is no file " + e.getMessage(),
                            "Look at charla.engine.script and charla.engine.skills.",
                            failure);
                }
                default -> {}
            }
        }
        return null;
    }
}
