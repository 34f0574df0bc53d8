package dev.charla.conversation.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses. */
final class EmailReader {
    /** As people have them: the standard allows more, which nobody can say. */
    private static final String LOCAL = "[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9])?";

    private static final String DOMAIN = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}";

    private static final Pattern ADDRESS = Pattern.compile(LOCAL + "@" + DOMAIN);

    private EmailReader() {}

    static Optional<String> read(String said, Words words) {
        var written = ADDRESS.matcher(said.toLowerCase(Locale.ROOT));
        if (written.find()) {
            return valid(written.group());
        }
        var read = words.read(said);
        int at = read.lastIndexOf("@");
        if (at < 1) {
            return Optional.empty();
        }
        return valid(
                String.join("", local(read.subList(0, at), words))
                        + "@"
                        + String.join("", read.subList(at + 1, read.size())));
    }

    /** Behind the words that lead to it. */
    private static List<String> local(List<String> read, Words words) {
        int from = 0;
        for (int i = 0; i < read.size() - 1; i++) {
            if (words.filler(read.get(i)) && read.get(i).length() > 1) {
                from = i + 1;
            }
        }
        return new ArrayList<>(read.subList(from, read.size()));
    }

    private static Optional<String> valid(String address) {
        return address.length() <= 254
                        && !address.contains("..")
                        && ADDRESS.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }

    /** Letter by letter up to the domain, of which the parts are words. */
    static String spelled(String address, Words words) {
        int at = address.lastIndexOf('@');
        var parts = new ArrayList<String>();
        for (char sign : address.substring(0, at).toCharArray()) {
            parts.add(words.name(sign));
        }
        parts.add(words.name('@'));
        var domain = new StringBuilder();
        for (char sign : address.substring(at + 1).toCharArray()) {
            var name = words.name(sign);
            domain.append(name.length() > 1 ? " " + name + " " : name);
        }
        return String.join(", ", parts) + ", " + domain.toString().strip();
    }
}
