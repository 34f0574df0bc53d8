package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.ProtocolException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Audio formats: {@code {"type":"audio/pcm","rate":24000}} there, {@code pcm16} here. */
final class GaFormats {
    private static final int USUAL_RATE = 24_000;
    private static final int G711_RATE = 8_000;

    private static final Set<String> MEMBERS = Set.of("type", "rate");

    private GaFormats() {}

    /**
     * The name of a format here, without its rate.
     *
     * @param param path of the format, for the refusal
     */
    static String name(JsonNode format, String param) throws ProtocolException {
        for (String member : format.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw ProtocolException.unknownParameter(param + "." + member);
            }
        }
        String type = format.isString() ? format.stringValue() : Trees.text(format, "type");
        return switch (type == null ? "" : type) {
            case "audio/pcm" -> "pcm16";
            case "audio/pcmu" -> "g711_ulaw";
            case "audio/pcma" -> "g711_alaw";
            default ->
                    throw new ProtocolException(
                            ProtocolException.Code.INVALID_VALUE,
                            param + ".type",
                            null,
                            "Invalid value. Supported values are: 'audio/pcm', 'audio/pcmu',"
                                    + " 'audio/pcma'.");
        };
    }

    static int rate(JsonNode format) {
        JsonNode rate = format.get("rate");
        return rate != null && rate.isInt() ? rate.intValue() : USUAL_RATE;
    }

    /** As {@code output_audio_format}, which has the rate in its name. */
    static String outputName(JsonNode format, String param) throws ProtocolException {
        String name = name(format, param);
        int rate = rate(format);
        return name.equals("pcm16") && rate != USUAL_RATE ? "pcm16_" + rate + "hz" : name;
    }

    /**
     * The format there of one here.
     *
     * @param format null for {@code pcm16}
     * @param rate null for the one in the name
     */
    static void write(
            ObjectNode holder, String member, @Nullable String format, @Nullable Integer rate) {
        ObjectNode written = holder.putObject(member);
        String name = format == null ? "pcm16" : format;
        if (name.startsWith("g711_")) {
            written.put("type", name.equals("g711_ulaw") ? "audio/pcmu" : "audio/pcma");
            return;
        }
        written.put("type", "audio/pcm");
        written.put("rate", rate == null ? rateIn(name) : rate.intValue());
    }

    private static int rateIn(String name) {
        String digits = name.replaceAll("pcm16_?|hz", "");
        return digits.isEmpty() ? USUAL_RATE : Integer.parseInt(digits);
    }

    static int usualRate(String name) {
        return name.startsWith("g711_") ? G711_RATE : USUAL_RATE;
    }
}
