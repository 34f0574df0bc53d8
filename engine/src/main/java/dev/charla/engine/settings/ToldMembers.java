package dev.charla.engine.settings;

import dev.charla.protocol.settings.AgentReference;
import dev.charla.protocol.settings.SessionSettings;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Fields of a session that the service sends and no client can change. Some clients send back
 * everything they received; that is accepted if it is unchanged.
 */
final class ToldMembers {
    private static final Set<String> FIXED =
            Set.of("object", "id", "expires_at", "truncation_strategy", "agent");

    private ToldMembers() {}

    /**
     * @param extra members of an update that are no settings
     * @throws RefusedException when one is not known, or was told differently
     */
    static void check(Map<String, JsonNode> extra, SessionSettings current)
            throws RefusedException {
        for (Map.Entry<String, JsonNode> member : extra.entrySet()) {
            String param = "session." + member.getKey();
            if (!FIXED.contains(member.getKey())) {
                throw new RefusedException(
                        "unknown_parameter", param, "Unknown parameter: '%s'.".formatted(param));
            }
            if (!isAsTold(member.getKey(), member.getValue(), current)) {
                throw new RefusedException(
                        "invalid_value",
                        param,
                        "'%s' cannot be changed. Leave it out, or send it as the service told it."
                                .formatted(param));
            }
        }
    }

    private static boolean isAsTold(String name, JsonNode sent, SessionSettings current) {
        return switch (name) {
            case "object" -> sent.asString("").equals(current.object());
            case "id" -> sent.asString("").equals(current.id().value());
            case "expires_at" -> {
                Instant expires = current.expiresAt();
                yield expires != null
                        && sent.isIntegralNumber()
                        && sent.longValue() == expires.getEpochSecond();
            }
            case "agent" -> {
                AgentReference agent = current.agent();
                yield agent == null
                        ? sent.isNull()
                        : sent.path("name").asString("").equals(agent.name());
            }
            default -> sent.isNull();
        };
    }
}
