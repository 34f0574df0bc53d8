package dev.charla.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProseTest {
    static List<Arguments> texts() {
        return Arrays.asList(
                Arguments.of("Plain words, as they are.", "Plain words, as they are."),
                Arguments.of("Two lines,\nas they are.", "Two lines,\nas they are."),
                // Emphasis, and what only looks like it.
                Arguments.of("It is **very** *old*, ***really***.", "It is very old, really."),
                Arguments.of("It is __very__ _old_ and ~~young~~.", "It is very old and young."),
                Arguments.of("**Rome:** a city.", "Rome: a city."),
                Arguments.of(
                        "5 * 3 and 5*3 and 2 ** 3 are sums.", "5 * 3 and 5*3 and 2 ** 3 are sums."),
                Arguments.of("Call snake_case_name now.", "Call snake_case_name now."),
                Arguments.of("A \\*star\\* stays.", "A *star* stays."),
                // Code.
                Arguments.of("Run `ls -l` now.", "Run ls -l now."),
                Arguments.of(
                        "Look:\n```python\nprint('# no')\n\n- x\n```\nThat is all.",
                        "Look:\nThat is all."),
                Arguments.of("~~~\ncode\n~~~\nDone.", "Done."),
                Arguments.of("```\ncode without an end", ""),
                Arguments.of("```ls``` lists.", "ls lists."),
                // Links and addresses.
                Arguments.of(
                        "See [the page](https://example.org/a_b?c=d) now.", "See the page now."),
                Arguments.of(
                        "See [Rome (city)](https://example.org/Rome_(city) \"A title\").",
                        "See Rome (city)."),
                Arguments.of("An image ![of a cat](cat.png) here.", "An image of a cat here."),
                Arguments.of("See [the page][1].", "See the page."),
                Arguments.of(
                        "At https://www.example.org/a/b?c=d#e, or <https://example.com>.",
                        "At example.org, or example.com."),
                Arguments.of("[https://example.org/x](https://example.org/x)", "example.org"),
                Arguments.of(
                        "An array[0] and [brackets] stay.", "An array[0] and [brackets] stay."),
                // Lines.
                Arguments.of("# Rome\nOld.", "Rome.\nOld."),
                Arguments.of("### What is it?\n\nOld.", "What is it?\nOld."),
                Arguments.of(
                        "- apples\n* **pears**\n+ figs;\n  - green",
                        "apples.\npears.\nfigs;\ngreen."),
                Arguments.of("1. apples\n2) pears\n", "1. apples.\n2) pears.\n"),
                Arguments.of("> said *he*\n> > and she", "said he\nand she"),
                Arguments.of("Above\n\n---\n\nBelow\n***\nEnd\n===\n", "Above\nBelow\nEnd\n"),
                Arguments.of("#hashtag and -5 degrees.", "#hashtag and -5 degrees."),
                Arguments.of("Wait<br>for <b>it</b>, a < b > c.", "Wait for it, a < b > c."),
                // Tables.
                Arguments.of(
                        "| City | Age |\n|:---|---:|\n| **Rome** | old |\n| Bonn | |\nThat is it.",
                        "City, Age.\nRome, old.\nBonn.\nThat is it."),
                Arguments.of(
                        "City | Age\n--- | ---:\n**Rome** | old\nThat is it.",
                        "City \u2013 Age.\nRome \u2013 old.\nThat is it."),
                Arguments.of("a\r\n- b\r\n", "a\nb.\n"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void marksGoAndWordsStayHoweverTheTextIsDealtOut(String text, String words) {
        assertThat(prose(text, text.length())).isEqualTo(words);
        assertThat(prose(text, 1)).isEqualTo(words);
        assertThat(prose(text, 3)).isEqualTo(words);
    }

    @Test
    void wordsDoNotWaitForTheEndOfTheLine() {
        Prose prose = new Prose();

        assertThat(prose.add("It is old. ")).isEqualTo("It is old. ");
        assertThat(prose.add("See [the")).isEqualTo("See ");
        assertThat(prose.add(" page](https://example.org) ")).isEqualTo("the page ");
    }

    @Test
    void nothingIsHeldForEverAndNothingRecursesOverTheText() {
        for (String odd :
                List.of(
                        "[",
                        "a",
                        "*",
                        "_",
                        "`",
                        "|",
                        "<",
                        "(",
                        "[a](",
                        "~",
                        "https://a/",
                        "\\",
                        "#",
                        "-",
                        "a'")) {
            String text = odd.repeat(20_000);

            prose("x " + text, 7);
            prose(text + "\n" + text, 1_000);
            assertThat(prose(text + "\n\nEnd. ", 1_000))
                    .hasSizeLessThanOrEqualTo(text.length() + 20);
        }
    }

    private static String prose(String text, int piece) {
        Prose prose = new Prose();
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            words.append(prose.add(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return words.append(prose.finish()).toString();
    }
}
