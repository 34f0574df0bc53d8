package dev.charla.skills.tool;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Entry;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.ToolUse;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Memory.Pending;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.ToolPort;
import dev.charla.skills.set.Turn;
import dev.charla.skills.words.Variation;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tools that one conversation's skills call, and what came of it. The history is what counts:
 * which calls wait for a result, and which results the caller has heard of. Confined to the thread
 * that answers.
 */
public final class ToolCalls implements ToolPort {
    /**
     * What was asked for is kept for so many calls; those before are answered by their tool's name.
     */
    private static final int REMEMBERED = 64;

    /** A result that was interrupted before a word of it was heard is said once more. */
    private static final int MOST_TIMES = 2;

    /** So often the caller speaks while one call is waited for, questions about it included. */
    private static final int MOST_LINES = 4;

    private final ToolTrouble trouble;
    private final Variation variation;

    /** What was asked, by the call that was made of it. */
    private final Map<Made, Match> asked = new LinkedHashMap<>();

    /** How often a result was said, by its call. */
    private final Map<String, Integer> said = new HashMap<>();

    /** Calls of this answer. */
    private final List<Made> now = new ArrayList<>();

    /** Calls that wait for another one's result, as the session wants one at a time. */
    private final Deque<Made> later = new ArrayDeque<>();

    private ReplyTools tools = ReplyTools.NONE;
    private @Nullable List<Entry> history;

    public ToolCalls(ToolTrouble trouble, Variation variation) {
        this.trouble = trouble;
        this.variation = variation;
    }

    private record Made(String tool, String arguments) {}

    /** A new answer is to be made. */
    public void begin(ReplyRequest request) {
        boolean resumed = history == null;
        tools = request.tools();
        history = request.history();
        now.clear();
        if (resumed) {
            // Said in the session before this one.
            results().stream()
                    .filter(result -> isHeardOf(request.history(), result))
                    .forEach(result -> said.put(result.id(), MOST_TIMES));
        }
    }

    @Override
    public String call(Turn turn) {
        Intent intent = turn.match().intent();
        ToolUse use =
                intent.use()
                        .orElseThrow(() -> new IllegalStateException("an intent without a tool"));
        Optional<ReplyTools.Tool> tool = named(tools.callable(), use.tool());
        if (tool.isEmpty()) {
            if (named(tools.offered(), use.tool()).isPresent()) {
                trouble.forbidden(use.tool(), intent.id());
            } else {
                trouble.notOffered(use.tool(), intent.id());
            }
            return own(use.without(), turn.skills(), "tool-without");
        }
        return switch (ToolArguments.of(
                tool.get().parameters(), use, turn.match(), turn.language(), turn.now())) {
            case ToolArguments.Filled.Whole(var json) -> {
                add(new Made(use.tool(), json.toString()), turn.match());
                yield "";
            }
            case ToolArguments.Filled.Lacking(var parameter, var slot) ->
                    lacking(turn, use, parameter, slot);
        };
    }

    private String lacking(Turn turn, ToolUse use, String parameter, String slot) {
        String question = turn.match().intent().guide().asks().getOrDefault(slot, "");
        if (question.isEmpty()) {
            trouble.notFilled(use.tool(), parameter, turn.match().intent().id());
            return own("", turn.skills(), "tool-lacking");
        }
        turn.memory().question(new Pending(turn.match(), slot));
        return filled(question, turn.match(), turn.language(), turn.now());
    }

    private static Optional<ReplyTools.Tool> named(List<ReplyTools.Tool> tools, String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    private void add(Made made, Match match) {
        if (asked.size() >= REMEMBERED) {
            asked.remove(asked.keySet().iterator().next());
        }
        asked.put(made, match);
        if (now.contains(made) || later.contains(made)) {
            return;
        }
        if (now.isEmpty() || tools.parallel()) {
            now.add(made);
        } else {
            later.add(made);
        }
    }

    /** Makes the calls of this answer, after its words. */
    public void send(ReplySink sink) throws InterruptedException {
        if (now.isEmpty() && !later.isEmpty() && !isWaiting()) {
            now.add(later.remove());
        }
        for (Made made : now) {
            sink.call(made.tool(), made.arguments());
        }
    }

    /** Whether a call has no result yet. */
    public boolean isWaiting() {
        return lately().stream().anyMatch(call -> resultOf(call) < 0);
    }

    /** Whether the caller's last words were said after a call, and before its result was there. */
    public boolean isSaidMeanwhile() {
        int line = lastLine();
        return lately().stream()
                .anyMatch(call ->
                        entries().indexOf(call) < line
                                && (resultOf(call) < 0 || resultOf(call) > line));
    }

    /** Calls that may still be waited for: a client that has not answered by now never will. */
    private List<Call> lately() {
        List<Call> calls = new ArrayList<>();
        int lines = 0;
        for (Entry entry : entries().reversed()) {
            if (entry instanceof Call call && lines <= MOST_LINES) {
                calls.add(call);
            } else if (entry instanceof Line(var party, _) && party == Party.CALLER) {
                lines++;
            }
        }
        return calls;
    }

    private int resultOf(Call call) {
        List<Entry> all = entries();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Result result && result.id().equals(call.id())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the caller's last words have had neither an answer nor a call. */
    public boolean isUnanswered() {
        int line = lastLine();
        return line >= 0
                && entries().subList(line, entries().size()).stream()
                        .noneMatch(entry -> entry instanceof Call || isHeard(entry));
    }

    private int lastLine() {
        List<Entry> all = entries();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i) instanceof Line(var party, _) && party == Party.CALLER) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What came of calls, as far as the caller has not been told. In the order of the results;
     * empty when there is nothing to tell.
     */
    public List<String> told(SkillSet skills, ZonedDateTime time) {
        List<String> told = new ArrayList<>();
        for (Result result : results()) {
            int times = said.getOrDefault(result.id(), 0);
            boolean due = times == 0 ? !isPassed(result) : !isHeardOf(entries(), result);
            if (times < MOST_TIMES && due) {
                callOf(result)
                        .ifPresent(call -> {
                            told.add(told(call, result.output(), skills, time));
                            said.put(result.id(), times + 1);
                        });
            }
        }
        return told;
    }

    private String told(Call call, String output, SkillSet skills, ZonedDateTime time) {
        Match match = asked.get(new Made(call.name(), call.arguments()));
        Optional<Intent> intent =
                match == null ? caller(skills, call.name()) : Optional.of(match.intent());
        ToolResult result = ToolResult.of(output, skills.language(), time);
        Optional<ToolUse> use = intent.flatMap(Intent::use);
        if (result.isDeclined()) {
            return own("", skills, "tool-declined");
        }
        if (result.isFailure()) {
            return failed(result.error(), use.map(ToolUse::failed).orElse(""), skills);
        }
        if (result.isNothing()) {
            return own(use.map(ToolUse::nothing).orElse(""), skills, "tool-nothing");
        }
        List<String> says = intent.map(Intent::says).orElse(List.of());
        String text =
                says.isEmpty()
                        ? own("", skills, "tool-done")
                        : variation.choose(intent.map(Intent::id).orElse(""), says);
        String item = use.map(ToolUse::item).orElse("");
        Function<String, Optional<String>> values = values(call, match, skills.language(), time);
        return Wording.filled(
                text,
                name ->
                        switch (name) {
                            case "result" -> result.said("", item);
                            case "count" -> result.count();
                            default ->
                                    name.startsWith("result.")
                                            ? result.said(name.substring(7), item)
                                            : values.apply(name);
                        });
    }

    private String failed(String reason, String template, SkillSet skills) {
        if (reason.isEmpty() && Wording.names(template).contains("error")) {
            return own("", skills, "tool-failed");
        }
        String text =
                own(template, skills, reason.isEmpty() ? "tool-failed" : "tool-failed-because");
        String sentence = reason.matches(".*[.!?]") ? reason : reason + ".";
        return Wording.filled(
                text.replace("{error}.", "{error}"),
                name ->
                        name.equals("error")
                                ? Optional.of(text.contains("{error}.") ? sentence : reason)
                                : Optional.empty());
    }

    /** By slots where they are known, otherwise by the arguments. */
    private static Function<String, Optional<String>> values(
            Call call, @Nullable Match match, Language language, ZonedDateTime time) {
        SlotValues words = new SlotValues(language, time);
        return name -> {
            Object slot = match == null ? null : match.slots().get(name);
            return slot == null
                    ? ToolResult.of(call.arguments(), language, time).said(name, "")
                    : Optional.of(words.spoken(slot));
        };
    }

    /** A text with what the caller said in it. */
    public static String filled(String text, Match match, Language language, ZonedDateTime time) {
        SlotValues words = new SlotValues(language, time);
        return Wording.filled(
                text, name -> Optional.ofNullable(match.slots().get(name)).map(words::spoken));
    }

    /** Of a call that was made before this session. */
    private static Optional<Intent> caller(SkillSet skills, String tool) {
        return skills.skills().stream()
                .map(Skill::intents)
                .flatMap(List::stream)
                .filter(intent -> intent.use().filter(use -> use.tool().equals(tool)).isPresent())
                .findFirst();
    }

    private String own(String text, SkillSet skills, String key) {
        return text.isEmpty() ? variation.choose(key, skills.lines(key)) : text;
    }

    private List<Entry> entries() {
        return history == null ? List.of() : history;
    }

    private List<Result> results() {
        return entries().stream().filter(Result.class::isInstance).map(Result.class::cast).toList();
    }

    private Optional<Call> callOf(Result result) {
        return entries().stream()
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .filter(call -> call.id().equals(result.id()))
                .findFirst();
    }

    /**
     * Whether the conversation has gone on without this result: the agent said something after it,
     * such as the greeting of an agent that the call handed the caller to, and the caller spoke.
     */
    private boolean isPassed(Result result) {
        int line = lastLine();
        return line >= 0
                && entries().indexOf(result) < line
                && isHeardOf(entries().subList(0, line), result);
    }

    private static boolean isHeardOf(List<Entry> history, Result result) {
        int at = history.indexOf(result);
        return history.subList(at, history.size()).stream().anyMatch(ToolCalls::isHeard);
    }

    private static boolean isHeard(Entry entry) {
        return entry instanceof Line(var party, var text)
                && party == Party.AGENT
                && !text.isBlank();
    }
}
