package dev.charla.app.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks for what keeps people out, with axe-core: WCAG 2.2 to level AA, and good practice. */
final class Axe {
    private static final String SCRIPT = script();

    private static final String RUN =
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run(document, {
                runOnly: { type: 'tag', values: tags },
                resultTypes: ['violations'],
                // It would copy the style sheets inline, which the page's policy forbids.
                preload: false,
              });
              return found.violations.flatMap(({ id, help, nodes }) =>
                nodes.map(({ target, html, failureSummary }) =>
                  `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 200)}: ${failureSummary}`));
            }
            """;

    private Axe() {}

    /** What is wrong with the page as it is now; one line each. */
    static List<?> violations(Page page) {
        page.evaluate(SCRIPT);
        return (List<?>) page.evaluate(RUN);
    }

    private static String script() {
        try (InputStream source = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
