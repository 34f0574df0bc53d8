package dev.charla.engine.server;

import dev.charla.engine.session.SessionRequested;
import dev.charla.engine.settings.Family;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.dialect.Dialect;
import dev.charla.protocol.settings.AgentReference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade request asks for.
 *
 * @param dialect the client's dialect
 * @param subProtocol the one to confirm; null for none
 */
record ConnectionRequest(
        SessionRequested session,
        Function<ProtocolCodec, Dialect> dialect,
        @Nullable String subProtocol) {
    /** Path of Voice Live. */
    static final String VOICE_LIVE = "/voice-live/realtime";

    /** Path of OpenAI's API. */
    static final String OPENAI = "/v1/realtime";

    /** Path of Azure OpenAI's generally available API. */
    static final String AZURE_OPENAI = "/openai/v1/realtime";

    /** Path of Azure OpenAI's earlier API. */
    static final String AZURE_OPENAI_BETA = "/openai/realtime";

    static final List<String> PATHS = List.of(VOICE_LIVE, OPENAI, AZURE_OPENAI, AZURE_OPENAI_BETA);

    private static final Pattern VERSION =
            Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?|v1");

    private static final String USUAL_MODEL = "gpt-realtime";
    private static final String SUB_PROTOCOL = "realtime";
    private static final String BETA_SUB_PROTOCOL = "openai-beta.realtime-v1";

    static ConnectionRequest of(ClientRequest request) throws ConnectionRefusedException {
        // A server may serve everything below a base path.
        String path = request.path();
        List<String> offered = request.offered();
        String confirmed = offered.contains(SUB_PROTOCOL) ? SUB_PROTOCOL : null;
        if (path.endsWith(VOICE_LIVE)) {
            return voiceLive(request, confirmed);
        }
        boolean beta =
                path.endsWith(AZURE_OPENAI_BETA)
                        || request.header("openai-beta") != null
                        || offered.contains(BETA_SUB_PROTOCOL);
        String model = request.query("model", "deployment");
        return new ConnectionRequest(
                // All of OpenAI's realtime models process audio natively.
                new SessionRequested(model == null ? USUAL_MODEL : model, Family.NATIVE, null),
                beta ? Dialect::openAiBeta : Dialect::openAi,
                confirmed);
    }

    private static ConnectionRequest voiceLive(ClientRequest request, @Nullable String confirmed)
            throws ConnectionRefusedException {
        String version = request.query("api-version");
        if (version == null) {
            throw new ConnectionRefusedException(
                    400, "The query parameter api-version is missing. Use 2026-07-15.");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new ConnectionRefusedException(
                    400, "The api-version is not a version of Voice Live. Use 2026-07-15.");
        }
        return new ConnectionRequest(
                session(request),
                version.equals("v1") ? Dialect::openAi : Dialect::voiceLive,
                confirmed);
    }

    private static SessionRequested session(ClientRequest request)
            throws ConnectionRefusedException {
        String model = request.query("model");
        String agent = request.query("agent-name", "agent-id", "agent_id");
        if (agent != null) {
            return new SessionRequested(
                    model == null ? agent : model,
                    Family.CASCADED,
                    new AgentReference(
                            "agent",
                            agent,
                            null,
                            agent,
                            request.query("conversation-id"),
                            Map.of()));
        }
        if (model == null) {
            throw new ConnectionRefusedException(
                    400,
                    "The query parameter model is missing. The offline service takes any name.");
        }
        return SessionRequested.model(model);
    }
}
