package dev.charla.engine.reply;

import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Entry;
import dev.charla.engine.reply.ReplyRequest.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history of a conversation in the form that strict chat servers require: the calls of one
 * answer are followed by their results and nothing else, each call has exactly one result, and each
 * result has a call. Voice Live allows more: a client may answer a call late or never, and may
 * delete either.
 *
 * <p>A pending call stays where it is, with a result that says that it is pending; if the model did
 * not see the call, it would call again. A call whose result came later moves to where the result
 * came, so that the model reacts to the result next. A result without a call is dropped.
 */
final class PairedCalls {
    private static final String WAITING =
            "The result is not there yet. Do not call again and do not make a result up; it will"
                    + " follow.";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PairedCalls() {}

    static List<Entry> of(List<Entry> all) {
        // A blank line contains nothing, so it does not separate calls from results.
        List<Entry> history =
                all.stream()
                        .filter(entry ->
                                !(entry instanceof ReplyRequest.Line(_, var text)
                                        && text.isBlank()))
                        .toList();
        Map<String, Integer> lastCall = new LinkedHashMap<>();
        Map<String, Integer> lastResult = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof Call call) {
                lastCall.put(call.id(), i);
            } else if (history.get(i) instanceof Result result) {
                lastResult.put(result.id(), i);
            }
        }
        return new Pairing(history, lastCall, lastResult).paired();
    }

    private record Pairing(
            List<Entry> history, Map<String, Integer> lastCall, Map<String, Integer> lastResult) {
        List<Entry> paired() {
            List<Entry> paired = new ArrayList<>();
            Set<String> done = new HashSet<>();
            int at = 0;
            while (at < history.size()) {
                if (history.get(at) instanceof ReplyRequest.Line) {
                    paired.add(history.get(at++));
                    continue;
                }
                // Calls and results without words between them belong together.
                int end = at;
                while (end < history.size() && !(history.get(end) instanceof ReplyRequest.Line)) {
                    end++;
                }
                step(at, end, done, paired);
                at = end;
            }
            return paired;
        }

        /** Adds the steps between two lines: for each answer its calls, then their results. */
        private void step(int from, int to, Set<String> done, List<Entry> paired) {
            List<Call> calls = new ArrayList<>();
            List<Result> results = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int place = i;
                Entry entry = history.get(i);
                if (entry instanceof Call && !calls.isEmpty() && results.size() == calls.size()) {
                    paired.addAll(calls);
                    paired.addAll(results);
                    calls.clear();
                    results.clear();
                }
                switch (entry) {
                    case Call call when isThePlace(call, place, to, done) -> calls.add(well(call));
                    case Result result when isThePlace(result, place, done) -> {
                        done.add(result.id());
                        if (calls.stream().noneMatch(call -> call.id().equals(result.id()))) {
                            calls.add(well(call(result.id())));
                        }
                        results.add(result);
                    }
                    default -> {
                        // Its call is elsewhere, or missing.
                    }
                }
            }
            for (Call call : calls) {
                if (results.stream().noneMatch(result -> result.id().equals(call.id()))) {
                    results.add(new Result(call.id(), WAITING));
                }
            }
            paired.addAll(calls);
            paired.addAll(results);
        }

        /** Whether a call is shown here: its result is in the same step, or nowhere. */
        private boolean isThePlace(Call call, int at, int end, Set<String> done) {
            if (lastCall.getOrDefault(call.id(), -1) != at || done.contains(call.id())) {
                return false;
            }
            Integer result = lastResult.get(call.id());
            return result == null || (result > at && result < end);
        }

        /** A client may also put the result before its call: both are still kept together. */
        private boolean isThePlace(Result result, int at, Set<String> done) {
            return lastResult.getOrDefault(result.id(), -1) == at
                    && lastCall.containsKey(result.id())
                    && !done.contains(result.id());
        }

        private Call call(String id) {
            return (Call) history.get(Objects.requireNonNull(lastCall.get(id)));
        }
    }

    /**
     * Servers that parse the arguments refuse anything but a JSON object; a model may write
     * anything.
     */
    private static Call well(Call call) {
        return isObject(call.arguments()) ? call : new Call(call.id(), call.name(), "{}");
    }

    private static boolean isObject(String json) {
        try {
            return JSON.readTree(json).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }
}
