package dev.charla.speech;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Several recognisers, each for languages of its own: the session's language says which one hears.
 * A session that names none is heard by the first.
 */
final class LanguageRecognizers implements Recognizer {
    private final List<Recognizer> each;

    /**
     * @param each at least one; closed along with this
     */
    LanguageRecognizers(List<Recognizer> each) {
        this.each = List.copyOf(each);
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return each.getFirst().open(listener);
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        String language = expected.language();
        Recognizer one = language == null ? each.getFirst() : of(language);
        return one.open(listener, expected);
    }

    /** The one for exactly this tag, or for its language, or the first. */
    private Recognizer of(String tag) {
        for (Recognizer one : each) {
            if (one.languages().contains(tag)) {
                return one;
            }
        }
        String language = Locale.forLanguageTag(tag).getLanguage();
        for (Recognizer one : each) {
            for (String other : one.languages()) {
                if (Locale.forLanguageTag(other).getLanguage().equals(language)) {
                    return one;
                }
            }
        }
        return each.getFirst();
    }

    @Override
    public Set<String> languages() {
        Set<String> all = new LinkedHashSet<>();
        each.forEach(one -> all.addAll(one.languages()));
        return all;
    }

    @Override
    public boolean usesPhrases() {
        return each.stream().allMatch(Recognizer::usesPhrases);
    }

    @Override
    public void warmUp() {
        each.forEach(Recognizer::warmUp);
    }

    @Override
    public boolean isReady() {
        return each.stream().allMatch(Recognizer::isReady);
    }

    @Override
    public void close() {
        each.forEach(Recognizer::close);
    }
}
