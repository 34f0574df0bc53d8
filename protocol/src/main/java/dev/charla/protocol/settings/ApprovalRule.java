package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which calls of an MCP server's tools need the client's consent. */
public sealed interface ApprovalRule {

    /** The same for all tools. */
    record Mode(@JsonValue String value) implements ApprovalRule {
        /** None needs it. */
        public static final Mode NEVER = new Mode("never");

        /** All need it. */
        public static final Mode ALWAYS = new Mode("always");
    }

    /** By name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PerTool(@Nullable List<String> never, @Nullable List<String> always)
            implements ApprovalRule {
        public PerTool {
            never = never == null ? null : List.copyOf(never);
            always = always == null ? null : List.copyOf(always);
        }

        /** Without the optional members. */
        public PerTool() {
            this(null, null);
        }
    }
}
