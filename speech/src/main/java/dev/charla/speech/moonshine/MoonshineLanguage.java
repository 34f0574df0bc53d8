package dev.charla.speech.moonshine;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What differs between models of the family.
 *
 * @param tag BCP 47
 * @param tokensASecond more is a text that went astray
 * @param letters what a single word is made of; other signs, such as notes of music, are no words
 */
record MoonshineLanguage(String tag, double tokensASecond, Pattern letters) {
    /** Nobody speaks faster. */
    static final MoonshineLanguage ENGLISH =
            new MoonshineLanguage("en-US", 6.5, Pattern.compile("[\\x00-\\x7e]*"));

    /**
     * 135 prompts of a person's Spanish need less than 6.5, and hurried people more. The vocabulary
     * was made for English: other scripts are written byte by byte.
     */
    private static final double TOKENS_A_SECOND = 13;

    private static final Pattern LATIN =
            Pattern.compile("[\\x00-\\x7e\\p{IsLatin}\\u00a1\\u00bf\\u2019]*");
    private static final Pattern ANY = Pattern.compile("[\\x00-\\x7e\\p{L}\\p{M}\\p{N}\\p{P}]*");

    /** Languages of Europe; a sign of another script is a noise there. */
    private static final Pattern EUROPEAN = Pattern.compile("es|pt|fr|de|it|nl|ca|gl");

    /** The language of a model that was fetched. */
    static MoonshineLanguage of(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        if (language.equals("en")) {
            return new MoonshineLanguage(tag, ENGLISH.tokensASecond, ENGLISH.letters);
        }
        boolean latin = EUROPEAN.matcher(language).matches();
        return new MoonshineLanguage(tag, TOKENS_A_SECOND, latin ? LATIN : ANY);
    }
}
