package dev.charla.boot.flow;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.flow.Then;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A flow as its classes say it: its steps and the ways between them. Checked when it is made.
 * Immutable.
 */
public final class Flow {
    private final Class<?> type;
    private final Map<Class<?>, Node> nodes;
    private final Node first;

    /**
     * A step.
     *
     * @param type the record
     * @param step what stands beside it
     * @param ways by the names of their methods
     */
    public record Node(Class<?> type, Step step, List<Way> ways) {
        public Node {
            ways = List.copyOf(ways);
        }

        /** What the step is called in its flow. */
        public String name() {
            return type.getSimpleName();
        }
    }

    /**
     * A way from a step, or from an agent into a flow.
     *
     * @param method what is called when it is taken
     * @param exit what stands beside the method
     * @param to the records that it may lead to; empty for the way out of the flow
     */
    public record Way(Method method, Exit exit, List<Class<?>> to) {
        public Way {
            to = List.copyOf(to);
        }
    }

    private Flow(Class<?> type, Map<Class<?>, Node> nodes, Node first) {
        this.type = type;
        this.nodes = nodes;
        this.first = first;
    }

    /**
     * The flow that a sealed interface is.
     *
     * @throws SettingException if it cannot be one; it says where the mistake is and what to do
     */
    public static Flow of(Class<?> type) {
        var nodes = new LinkedHashMap<Class<?>, Node>();
        var names = new HashMap<String, Class<?>>();
        for (Class<?> record : FlowTypes.steps(type)) {
            var step = record.getAnnotation(Step.class);
            if (step == null) {
                throw new SettingException(
                        "%s is in the flow %s and is no step."
                                .formatted(record.getName(), type.getSimpleName()),
                        "Annotate it with @Step and say what the agent is to do in it.");
            }
            var other = names.put(record.getSimpleName(), record);
            if (other != null) {
                throw new SettingException(
                        "The flow %s has two steps '%s': %s and %s."
                                .formatted(
                                        type.getSimpleName(),
                                        record.getSimpleName(),
                                        other.getName(),
                                        record.getName()),
                        "Give one of them another name.");
            }
            nodes.put(record, new Node(record, step, ways(record, step, type)));
        }
        nodes.values().forEach(Flow::check);
        var flow = new Flow(type, nodes, first(type, nodes));
        flow.checkReached();
        return flow;
    }

    /**
     * The flow that a step belongs to, or several of its steps.
     *
     * @param where what names it, for who has to mend it
     * @throws SettingException if there is none
     */
    public static Flow around(Class<?> steps, String where) {
        return of(FlowTypes.around(steps, where));
    }

    private static List<Way> ways(Class<?> record, Step step, Class<?> flow) {
        var all = new HashSet<>(FlowTypes.steps(flow));
        boolean last = step.then() != Then.EXITS;
        return exitsOf(record).stream()
                // What the interface has for all its steps is for those that go on.
                .filter(method -> !last || method.getDeclaringClass() == record)
                .map(method -> {
                    var to = method.getReturnType();
                    List<Class<?>> steps = to == void.class ? List.of() : FlowTypes.below(to);
                    if (to != void.class && (steps.isEmpty() || !all.containsAll(steps))) {
                        throw new SettingException(
                                "@Exit on %s leads to %s, which is no step of the flow %s."
                                        .formatted(
                                                place(method),
                                                to.getSimpleName(),
                                                flow.getSimpleName()),
                                "Have it return a step of the flow, or nothing to leave the flow.");
                    }
                    return new Way(method, exit(method), steps);
                })
                .toList();
    }

    /**
     * Methods of a class, and of its interfaces, that are annotated with {@link Exit}, by their
     * names.
     *
     * @throws SettingException if two have the same name, or one is not described
     */
    public static List<Method> exitsOf(Class<?> type) {
        var exits = new ArrayList<Method>();
        for (Method method : methodsOf(type)) {
            if (method.isAnnotationPresent(Exit.class)) {
                exits.add(method);
            }
        }
        exits.sort(Comparator.comparing(Method::getName));
        for (int i = 0; i < exits.size(); i++) {
            var method = exits.get(i);
            if (exit(method).description().isBlank()) {
                throw new SettingException(
                        "@Exit on %s has no description.".formatted(place(method)),
                        "Say when it is to be taken: the model chooses by that.");
            }
            if (i > 0 && exits.get(i - 1).getName().equals(method.getName())) {
                throw new SettingException(
                        "%s has two methods '%s' with @Exit."
                                .formatted(type.getSimpleName(), method.getName()),
                        "Give one of them another name.");
            }
        }
        return exits;
    }

    /** Methods that can be called on a type, with those that it has of its interfaces. */
    public static List<Method> methodsOf(Class<?> type) {
        return FlowTypes.methods(type);
    }

    private static Exit exit(Method method) {
        return Objects.requireNonNull(method.getAnnotation(Exit.class));
    }

    /** Where a method is, for who has to mend it. */
    public static String place(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static void check(Node node) {
        var name = node.name();
        if (node.step().instructions().isBlank()) {
            throw new SettingException(
                    "The step %s has no instructions.".formatted(name),
                    "Say in @Step what the agent is to do in it.");
        }
        boolean last = node.step().then() != Then.EXITS;
        if (!last && node.ways().isEmpty()) {
            throw new SettingException(
                    "The step %s is a dead end: nothing leads on from it.".formatted(name),
                    "Give it a method with @Exit, or make it the last one: @Step(then = Then.AGENT).");
        }
        if (last && !node.ways().isEmpty()) {
            throw new SettingException(
                    "The step %s is a last one, and @Exit on %s leads on from it."
                            .formatted(name, place(node.ways().getFirst().method())),
                    "Take the exit out, or leave out 'then'.");
        }
    }

    private static Node first(Class<?> type, Map<Class<?>, Node> nodes) {
        var firsts = nodes.values().stream().filter(node -> node.step().first()).toList();
        return switch (firsts.size()) {
            case 1 -> firsts.getFirst();
            case 0 ->
                    throw new SettingException(
                            "The flow %s has no first step.".formatted(type.getSimpleName()),
                            "Mark the step that it begins with: @Step(first = true).");
            default ->
                    throw new SettingException(
                            "The flow %s has several first steps: %s."
                                    .formatted(
                                            type.getSimpleName(),
                                            String.join(
                                                    ", ",
                                                    firsts.stream().map(Node::name).toList())),
                            "Leave 'first' at one of them.");
        };
    }

    private void checkReached() {
        Set<Class<?>> reached = new HashSet<>(Set.of(first.type()));
        var next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (Way way : node(next.remove()).ways()) {
                for (Class<?> to : way.to()) {
                    if (reached.add(to)) {
                        next.add(to);
                    }
                }
            }
        }
        for (Node node : nodes.values()) {
            if (!reached.contains(node.type())) {
                throw new SettingException(
                        "No exit leads to the step %s from the first step of the flow %s."
                                .formatted(node.name(), name()),
                        "Have an exit return it, or take it out.");
            }
        }
    }

    /** The sealed interface. */
    public Class<?> type() {
        return type;
    }

    /** What the flow is called. */
    public String name() {
        return type.getSimpleName();
    }

    /** Its steps, in the order in which the interface permits them. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The step that it begins with. */
    public Node first() {
        return first;
    }

    /** The step that a record is. */
    public Node node(Class<?> record) {
        return Objects.requireNonNull(nodes.get(record), "no step of this flow");
    }

    /** The flow as a state diagram in Mermaid's language, one line for each way. */
    public String diagram() {
        var lines = new ArrayList<String>();
        lines.add("stateDiagram-v2");
        lines.add("    [*] --> " + first.name());
        for (Node node : nodes.values()) {
            for (Way way : node.ways()) {
                var to =
                        way.to().isEmpty()
                                ? List.of("[*]")
                                : way.to().stream().map(step -> node(step).name()).toList();
                for (String each : to) {
                    lines.add(
                            "    %s --> %s: %s"
                                    .formatted(node.name(), each, way.method().getName()));
                }
            }
            if (node.step().then() != Then.EXITS) {
                lines.add("    %s --> [*]".formatted(node.name()));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
