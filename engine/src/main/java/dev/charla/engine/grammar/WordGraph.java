package dev.charla.engine.grammar;

import edu.cmu.sphinx.linguist.language.grammar.GrammarArc;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The sentences of a grammar as a graph whose arcs are words: from a state at most one arc has a
 * given word, and no two states lead to the same rests of sentences. State 0 is the beginning.
 *
 * <p>A grammar's text repeats itself in each place where a rule stands; this graph holds every rest
 * of a sentence once. Immutable.
 */
final class WordGraph {
    /**
     * One state.
     *
     * @param end whether a sentence may end here
     * @param arcs the state after each word that may come next
     */
    record State(boolean end, Map<String, Integer> arcs) {}

    private final List<State> states;

    private WordGraph(List<State> states) {
        this.states = List.copyOf(states);
    }

    /**
     * @param beginning of a grammar as Sphinx4 parsed it, a node holding at most one word
     */
    static WordGraph of(GrammarNode beginning) {
        return new WordGraph(merge(new Determinizer().states(beginning)));
    }

    List<State> states() {
        return states;
    }

    int arcs() {
        return states.stream().mapToInt(state -> state.arcs().size()).sum();
    }

    /**
     * Merges states that nothing later tells apart: as long as it finds any difference, it splits.
     */
    private static List<State> merge(List<State> states) {
        int[] kind = new int[states.size()];
        int kinds = 0;
        while (true) {
            Map<List<Object>, Integer> found = new HashMap<>();
            int[] next = new int[kind.length];
            for (int i = 0; i < kind.length; i++) {
                next[i] = found.computeIfAbsent(signature(states.get(i), kind), _ -> found.size());
            }
            kind = next;
            if (found.size() == kinds) {
                return quotient(states, kind, kinds);
            }
            kinds = found.size();
        }
    }

    private static List<Object> signature(State state, int[] kind) {
        List<Object> signature = new ArrayList<>();
        signature.add(state.end());
        state.arcs()
                .forEach((word, target) -> {
                    signature.add(word);
                    signature.add(kind[target]);
                });
        return signature;
    }

    /** Kinds are numbered as they first appear, so the beginning stays state 0. */
    private static List<State> quotient(List<State> states, int[] kind, int kinds) {
        State[] merged = new State[kinds];
        for (int i = states.size() - 1; i >= 0; i--) {
            Map<String, Integer> arcs = new TreeMap<>();
            states.get(i).arcs().forEach((word, target) -> arcs.put(word, kind[target]));
            merged[kind[i]] = new State(states.get(i).end(), arcs);
        }
        return Arrays.asList(merged);
    }

    /** Follows all ways through the grammar at once. */
    private static final class Determinizer {
        /** Stands among the nodes that may come next for an end that may come next. */
        private static final int END = 0;

        /** What may come next, as sorted numbers of nodes with a word. */
        private final Map<IntBuffer, Integer> numbers = new HashMap<>();

        private final Map<GrammarNode, Integer> nodeNumbers = new HashMap<>();
        private final List<GrammarNode> nodes = new ArrayList<>();
        private final Map<Integer, int[]> afterNode = new HashMap<>();
        private final Deque<IntBuffer> waiting = new ArrayDeque<>();

        List<State> states(GrammarNode beginning) {
            nodes.add(beginning);
            number(next(List.of(beginning)));
            List<State> states = new ArrayList<>();
            while (!waiting.isEmpty()) {
                states.add(follow(waiting.remove().array()));
            }
            return states;
        }

        private State follow(int[] next) {
            Map<String, Set<Integer>> byWord = new TreeMap<>();
            for (int node : next) {
                if (node != END) {
                    String word = nodes.get(node).getWord().getSpelling();
                    byWord.computeIfAbsent(word, _ -> new TreeSet<>()).add(node);
                }
            }
            Map<String, Integer> arcs = new TreeMap<>();
            byWord.forEach((word, said) -> arcs.put(word, number(after(said))));
            return new State(next.length > 0 && next[0] == END, arcs);
        }

        private int number(int[] next) {
            return numbers.computeIfAbsent(
                    IntBuffer.wrap(next),
                    set -> {
                        waiting.add(set);
                        return numbers.size();
                    });
        }

        private int[] after(Set<Integer> said) {
            return said.stream()
                    .flatMapToInt(node -> Arrays.stream(after(node)))
                    .sorted()
                    .distinct()
                    .toArray();
        }

        private int[] after(int said) {
            int[] known = afterNode.get(said);
            if (known == null) {
                GrammarNode node = nodes.get(said);
                List<GrammarNode> successors = new ArrayList<>();
                for (GrammarArc arc : node.getSuccessors()) {
                    successors.add(arc.getGrammarNode());
                }
                known = next(successors);
                if (node.isFinalNode()) {
                    known =
                            IntStream.concat(IntStream.of(END), Arrays.stream(known))
                                    .distinct()
                                    .toArray();
                }
                afterNode.put(said, known);
            }
            return known;
        }

        /** These nodes, or what comes after them where they have no word. */
        private int[] next(List<GrammarNode> first) {
            Deque<GrammarNode> open = new ArrayDeque<>(first);
            Set<GrammarNode> seen = new HashSet<>();
            Set<Integer> next = new TreeSet<>();
            while (!open.isEmpty()) {
                GrammarNode node = open.remove();
                if (!seen.add(node)) {
                    continue;
                }
                if (!node.isEmpty() && !node.getWord().isFiller()) {
                    next.add(nodeNumbers.computeIfAbsent(node, this::added));
                    continue;
                }
                if (node.isFinalNode()) {
                    next.add(END);
                }
                for (GrammarArc arc : node.getSuccessors()) {
                    open.add(arc.getGrammarNode());
                }
            }
            return next.stream().mapToInt(number -> number).toArray();
        }

        private int added(GrammarNode node) {
            nodes.add(node);
            return nodes.size() - 1;
        }
    }
}
