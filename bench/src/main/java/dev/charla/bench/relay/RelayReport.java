package dev.charla.bench.relay;

import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All that was measured, for programs. */
record RelayReport(Machine machine, List<Step> steps, List<Ending> endings, List<String> failures) {
    RelayReport {
        steps = List.copyOf(steps);
        endings = List.copyOf(endings);
        failures = List.copyOf(failures);
    }

    String json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }
}
