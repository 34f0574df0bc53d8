package dev.charla.boot.service;

import dev.charla.boot.flow.Exit;
import dev.charla.boot.flow.Flow;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.AgentTools;
import dev.charla.boot.tools.StepMethod;
import dev.charla.boot.tools.StepMethods;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.function.ToolCall;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ReflectionUtils;

/** The flows of agents that are classes, made ready when the server starts. Then any thread. */
final class AgentFlows {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFlows.class);

    /** What a model reads in place of something that a step does not know yet. */
    private static final String UNKNOWN = "unknown";

    private final @Nullable StepMethods methods;
    private final AgentTools tools;
    private final Function<String, Object> beans;
    private final ResourceLoader files;
    private final Map<Class<?>, Flow> flows = new HashMap<>();
    private final Map<Class<?>, Ready> steps = new HashMap<>();

    /** A kind of step that is ready to be used. */
    private record Ready(
            Flow flow,
            Flow.Node node,
            String instructions,
            List<StepMethod> tools,
            List<StepMethod> exits,
            List<FunctionTool> named) {}

    /** Where an agent begins, and its ways into flows. */
    record OfAgent(@Nullable FlowStep beginning, List<ExitTool> entries) {
        static final OfAgent NONE = new OfAgent(null, List.of());
    }

    /**
     * @param methods null where Spring AI is not there
     * @param beans by their names
     */
    AgentFlows(
            @Nullable StepMethods methods,
            AgentTools tools,
            Function<String, Object> beans,
            ResourceLoader files) {
        this.methods = methods;
        this.tools = tools;
        this.beans = beans;
        this.files = files;
    }

    /**
     * Those of an agent.
     *
     * @param handOffs its ways to other agents, which it has in each step as well
     * @throws SettingException if one of its flows cannot be used
     */
    OfAgent of(@Nullable AgentClass agent, List<HandOffTool> handOffs) {
        if (agent == null) {
            return OfAgent.NONE;
        }
        Class<?> begins = agent.agent().flow();
        List<ExitTool> entries = new ArrayList<>();
        Set<Flow> used = new HashSet<>();
        for (Method method : Flow.exitsOf(agent.type())) {
            entries.add(entry(agent, method, used));
        }
        FlowStep beginning = null;
        if (begins != void.class) {
            Flow flow = ready(begins, agent.place());
            used.add(flow);
            beginning = beginning(flow, agent);
        }
        used.forEach(flow -> checkNames(flow, agent, handOffs));
        return new OfAgent(beginning, entries);
    }

    private ExitTool entry(AgentClass agent, Method method, Set<Flow> used) {
        String where = "@Exit on " + Flow.place(method);
        if (method.getReturnType() == void.class) {
            throw new SettingException(
                    where + " leads nowhere.", "Have it return a step of the flow that begins.");
        }
        Flow flow = ready(Flow.around(method.getReturnType(), where).type(), where);
        used.add(flow);
        Exit exit = Objects.requireNonNull(method.getAnnotation(Exit.class));
        StepMethod made = methods(where).exit(method, exit.description());
        Object bean = beans.apply(agent.bean());
        return made.exit(bean, (next, call) -> new Lead.To(step(called(next), call)));
    }

    private FlowStep beginning(Flow flow, AgentClass agent) {
        Class<?> first = flow.first().type();
        if (first.getRecordComponents().length > 0) {
            throw new SettingException(
                    "%s begins with the step %s, whose components nobody knows by then."
                            .formatted(agent.place(), flow.first().name()),
                    "Take the components out, or lead into the flow by a method with @Exit.");
        }
        Ready ready = Objects.requireNonNull(steps.get(first));
        // What is in braces is known once a caller is there.
        return made(ready, instance(first), ready.instructions());
    }

    private static Object instance(Class<?> record) {
        try {
            var constructor = record.getDeclaredConstructor();
            ReflectionUtils.makeAccessible(constructor);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SettingException(
                    "The step %s cannot be made: %s."
                            .formatted(record.getName(), String.valueOf(e.getCause())),
                    "Correct its constructor.");
        }
    }

    private Flow ready(Class<?> type, String where) {
        Flow before = flows.get(type);
        if (before != null) {
            return before;
        }
        Flow flow = Flow.of(type);
        for (Flow.Node node : flow.nodes()) {
            steps.put(node.type(), ready(flow, node, where));
        }
        flows.put(type, flow);
        LOG.atDebug()
                .addKeyValue("flow", flow.name())
                .addKeyValue("diagram", flow::diagram)
                .log("a flow is ready");
        return flow;
    }

    private Ready ready(Flow flow, Flow.Node node, String where) {
        String place = "@Step of " + node.type().getName();
        String instructions =
                Objects.requireNonNull(Instructions.read(node.step().instructions(), place, files));
        List<StepMethod> own = methods(where).toolsOf(node.type());
        for (StepMethod tool : own) {
            if (steps(flow).contains(tool.result())) {
                throw new SettingException(
                        "%s is a tool and returns a step.".formatted(tool.where()),
                        "Annotate it with @Exit in place of @Tool, so that it leads on.");
            }
        }
        return new Ready(
                flow,
                node,
                instructions,
                own,
                node.ways().stream()
                        .map(way -> methods(where).exit(way.method(), way.exit().description()))
                        .toList(),
                tools.named(place, List.of(node.step().tools())).tools());
    }

    private static List<Class<?>> steps(Flow flow) {
        List<Class<?>> types = new ArrayList<>(flow.nodes().stream().map(Flow.Node::type).toList());
        types.add(flow.type());
        return types;
    }

    private StepMethods methods(String where) {
        if (methods == null) {
            throw new SettingException(
                    "%s is about a flow, which needs Spring AI.".formatted(where),
                    "Add the dependency org.springframework.ai:spring-ai-model.");
        }
        return methods;
    }

    private void checkNames(Flow flow, AgentClass agent, List<HandOffTool> handOffs) {
        for (Flow.Node node : flow.nodes()) {
            Ready ready = Objects.requireNonNull(steps.get(node.type()));
            List<String> names = new ArrayList<>();
            ready.tools().forEach(each -> names.add(each.name()));
            ready.exits().forEach(each -> names.add(each.name()));
            ready.named().forEach(each -> names.add(each.name()));
            handOffs.forEach(each -> names.add(each.name()));
            Set<String> seen = new HashSet<>();
            for (String name : names) {
                if (!seen.add(name)) {
                    throw new SettingException(
                            "The step %s has two tools '%s' in the agent '%s'; exits, and hand-offs of the agent, are tools as well."
                                    .formatted(node.name(), name, agent.agent().name()),
                            "Give one of them another name.");
                }
            }
        }
    }

    private static Object called(@Nullable Object next) {
        if (next == null) {
            throw new IllegalStateException("The exit led to no step.");
        }
        return next;
    }

    private FlowStep step(Object record, ToolCall call) {
        Ready ready = steps.get(record.getClass());
        if (ready == null) {
            throw new IllegalStateException("The exit led to no step of the flow.");
        }
        Map<String, Object> known;
        Map<String, Object> attributes = call.conversation().attributes();
        synchronized (attributes) { // the map's own lock, which its iteration needs
            known = new HashMap<>(attributes);
        }
        for (RecordComponent each : record.getClass().getRecordComponents()) {
            Method accessor = each.getAccessor();
            ReflectionUtils.makeAccessible(accessor);
            Object value = ReflectionUtils.invokeMethod(accessor, record);
            known.put(each.getName(), value == null ? UNKNOWN : value);
        }
        return made(
                ready,
                record,
                Objects.requireNonNull(
                        Instructions.of(ready.instructions(), call.caller(), known)));
    }

    private FlowStep made(Ready of, Object record, String instructions) {
        List<FunctionTool> all = new ArrayList<>();
        of.tools().forEach(tool -> all.add(tool.tool(record)));
        for (int i = 0; i < of.exits().size(); i++) {
            boolean out = of.node().ways().get(i).to().isEmpty();
            all.add(of.exits().get(i).exit(record, (next, call) -> lead(record, out, next, call)));
        }
        all.addAll(of.named());
        return new FlowStep(
                of.flow().name(), of.node().name(), instructions, all, of.node().step().then());
    }

    private Lead lead(Object from, boolean out, @Nullable Object next, ToolCall call) {
        if (out) {
            return new Lead.Back();
        }
        Object to = called(next);
        return to.equals(from) ? new Lead.Stay() : new Lead.To(step(to, call));
    }
}
