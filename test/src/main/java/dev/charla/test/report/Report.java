package dev.charla.test.report;

import dev.charla.audio.WavWriter;
import dev.charla.test.report.Recording.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Leaves a conversation as a stereo WAV, as JSON, and as a page that holds all of it. */
public final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Recording recording;
    private final String name;

    /**
     * A report of a conversation.
     *
     * @param name of its files
     */
    public Report(Recording recording, String name) {
        this.recording = recording;
        this.name = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** Its time line. */
    public String timeline() {
        return Timeline.of(recording.entries());
    }

    /**
     * Writes the files into {@code folder}, which is made where it is not there.
     *
     * @return the time line, and where the files are, or why there are none
     */
    public String keepIn(Path folder) {
        try {
            Files.createDirectories(folder);
            var sound = wav();
            Files.write(folder.resolve(name + ".wav"), sound);
            Files.writeString(folder.resolve(name + ".json"), json());
            var page = folder.resolve(name + ".html");
            Files.writeString(page, new ReportPage(recording, name).html(sound));
            return timeline() + "\n\nTo look at and listen to: " + page.toUri();
        } catch (IOException e) {
            return timeline() + "\n\nThe report could not be written: " + e.getMessage();
        }
    }

    /** The sound: the caller on the left, the agent as the caller heard it on the right. */
    public byte[] wav() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var wav = WavWriter.to(bytes, Recording.RATE_HZ, 2)) {
            var both = new short[2 * Recording.FRAME_SAMPLES];
            for (int frame = 0; frame < recording.frames(); frame++) {
                var left = recording.said(frame);
                var right = recording.heard(frame);
                for (int i = 0; i < left.length; i++) {
                    both[2 * i] = left[i];
                    both[2 * i + 1] = right[i];
                }
                wav.write(both, 0, both.length);
            }
        }
        return bytes.toByteArray();
    }

    private String json() {
        var top = JSON.createObjectNode().put("name", name);
        top.put("lasts_ms", Recording.at(recording.frames()).toMillis());
        var all = top.putArray("entries");
        for (Entry entry : recording.entries()) {
            var one = all.addObject().put("from_ms", entry.from().toMillis());
            var to = entry.to();
            if (to != null) {
                one.put("to_ms", to.toMillis());
            }
            one.put("lane", entry.lane().name().toLowerCase(Locale.ROOT));
            one.put("text", entry.text());
        }
        var words = top.putArray("heard_words");
        for (var word : recording.words()) {
            words.addObject()
                    .put("text", word.text())
                    .put("from_ms", word.from().toMillis())
                    .put("to_ms", word.to().toMillis());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(top);
    }

    /**
     * A digest of the sound and the time line: two conversations with the same one were the same.
     */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(wav());
            digest.update(timeline().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
