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
 * The history of a conversation as strict chat servers want it: behind the calls of one answer
 * stand their results and nothing else, each call has one result, and no result is without its
 * call. The protocol allows a client more: to answer a call late or never, and to delete either.
 *
 * <p>A call that waits stays where it is, with a result that says so: a model that were not told of
 * it would call again. A call whose result came later stands where the result came, so that the
 * result is what is answered next. A result without its call is left out.
 */
final class PairedCalls {
    private static final String WAITING =
            "The result is not there yet. Do not call again and do not make a result up; it will"
                    + " follow.";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PairedCalls() {}

    static List<Entry> of(List<Entry> all) {
        // Nothing was made out of a blank line, so that it separates nothing.
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

        /** Adds what stands between two lines: one answer after another, calls and then results. */
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
                        // It stands elsewhere, or for nothing.
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

        /** Whether a call is told of here: its result is in the same step, or nowhere. */
        private boolean isThePlace(Call call, int at, int end, Set<String> done) {
            if (lastCall.getOrDefault(call.id(), -1) != at || done.contains(call.id())) {
                return false;
            }
            Integer result = lastResult.get(call.id());
            return result == null || (result > at && result < end);
        }

        /** Also before its call, where a client puts it: they stand together all the same. */
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
     * Servers that read the arguments refuse what is no JSON object; a model may write anything.
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
