package dev.charla.engine.grammar;

import dev.charla.engine.grammar.AcousticModel.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Spells a {@link WordGraph} out in phones. The words that may follow a state share the phones that
 * they begin with; a phone between two others becomes a node for each way in which it then sounds,
 * across the bounds of words too. Before each word and after the last there may be silence.
 */
final class PhoneGraphBuilder {
    private final AcousticModel model;
    private final WordGraph graph;
    private final Map<String, List<int[]>> pronunciations;

    private final Map<String, Integer> wordNumbers = new LinkedHashMap<>();
    private final List<Tree> trees = new ArrayList<>();

    private final List<Node> nodes = new ArrayList<>();

    /**
     * @param pronunciations for every word of the graph at least one, in phones of the model
     */
    PhoneGraphBuilder(
            AcousticModel model, WordGraph graph, Map<String, List<int[]>> pronunciations) {
        this.model = model;
        this.graph = graph;
        this.pronunciations = pronunciations;
    }

    /** A phone of the words after a state, not yet in context. */
    private static final class Branch {
        final int phone;
        final Position position;

        /** Of the word that ends here, else -1. */
        final int word;

        /** The state after that word. */
        final int target;

        final Map<Integer, Branch> shared = new LinkedHashMap<>();
        final List<Branch> children = new ArrayList<>();

        /** By left phone the nodes that it is entered by. */
        final Map<Integer, Set<Node>> entries = new HashMap<>();

        final Map<Integer, Node> bySequence = new HashMap<>();

        Branch(int phone, Position position, int word, int target) {
            this.phone = phone;
            this.position = position;
            this.word = word;
            this.target = target;
        }
    }

    /** The words after one state. */
    private static final class Tree {
        final Branch root = new Branch(-1, Position.SINGLE, -1, -1);

        /** The last phones of the words before, silence among them. */
        final BitSet lefts = new BitSet();

        @Nullable Node silence;
    }

    private static final class Node implements Comparable<Node> {
        final int number;
        final int phone;
        final int sequence;
        final @Nullable Branch branch;
        final int state;

        /** The phones that may come next. */
        final BitSet rights = new BitSet();

        Node(int number, int phone, int sequence, @Nullable Branch branch, int state) {
            this.number = number;
            this.phone = phone;
            this.sequence = sequence;
            this.branch = branch;
            this.state = state;
        }

        @Override
        public int compareTo(Node other) {
            return Integer.compare(number, other.number);
        }
    }

    PhoneGraph build() {
        for (WordGraph.State state : graph.states()) {
            trees.add(tree(state));
        }
        trees.getFirst().lefts.set(model.silence);
        for (Tree tree : trees) {
            noteLefts(tree.root);
        }
        for (int state = 0; state < trees.size(); state++) {
            Tree tree = trees.get(state);
            if (tree.lefts.get(model.silence)) {
                tree.silence =
                        add(model.silence, model.contextFreeSequence(model.silence), null, state);
            }
            for (Branch branch : tree.root.children) {
                tree.lefts.stream().forEach(left -> expand(branch, left));
            }
        }
        return flatten();
    }

    private Tree tree(WordGraph.State state) {
        Tree tree = new Tree();
        state.arcs()
                .forEach((word, target) -> {
                    int number = wordNumbers.computeIfAbsent(word, _ -> wordNumbers.size());
                    for (int[] phones : pronunciations.getOrDefault(word, List.of())) {
                        hang(tree.root, phones, number, target);
                    }
                });
        return tree;
    }

    private static void hang(Branch root, int[] phones, int word, int target) {
        Branch at = root;
        int last = phones.length - 1;
        for (int i = 0; i < last; i++) {
            Position position = i == 0 ? Position.BEGIN : Position.INTERNAL;
            Branch parent = at;
            at =
                    at.shared.computeIfAbsent(
                            phones[i],
                            phone -> {
                                Branch added = new Branch(phone, position, -1, -1);
                                parent.children.add(added);
                                return added;
                            });
        }
        Position position = last == 0 ? Position.SINGLE : Position.END;
        boolean known =
                at.children.stream()
                        .anyMatch(branch -> branch.word == word && branch.phone == phones[last]);
        if (!known) {
            at.children.add(new Branch(phones[last], position, word, target));
        }
    }

    private void noteLefts(Branch branch) {
        for (Branch child : branch.children) {
            if (child.word >= 0) {
                BitSet lefts = trees.get(child.target).lefts;
                lefts.set(child.phone);
                lefts.set(model.silence);
            }
            noteLefts(child);
        }
    }

    /** Makes the nodes of a branch and all below it, for one phone before it. */
    private void expand(Branch branch, int left) {
        if (branch.entries.containsKey(left)) {
            return;
        }
        Set<Node> entries = new TreeSet<>();
        branch.entries.put(left, entries);
        rights(branch).stream()
                .forEach(right -> {
                    int sequence = model.sequence(branch.phone, left, right, branch.position);
                    Node node =
                            branch.bySequence.computeIfAbsent(
                                    sequence, s -> add(branch.phone, s, branch, branch.target));
                    node.rights.set(right);
                    entries.add(node);
                });
        branch.children.forEach(child -> expand(child, branch.phone));
    }

    private BitSet rights(Branch branch) {
        BitSet rights = new BitSet();
        List<Branch> next =
                branch.word < 0 ? branch.children : trees.get(branch.target).root.children;
        next.forEach(child -> rights.set(child.phone));
        if (branch.word >= 0) {
            rights.set(model.silence);
        }
        return rights;
    }

    private Node add(int phone, int sequence, @Nullable Branch branch, int state) {
        Node node = new Node(nodes.size(), phone, sequence, branch, state);
        nodes.add(node);
        return node;
    }

    private PhoneGraph flatten() {
        int count = nodes.size();
        byte[] phone = new byte[count];
        int[] sequence = new int[count];
        int[] word = new int[count];
        boolean[] end = new boolean[count];
        int[] firstFollower = new int[count + 1];
        int[] followers = new int[4 * count];
        int used = 0;
        for (Node node : nodes) {
            Branch branch = node.branch;
            phone[node.number] = (byte) node.phone;
            sequence[node.number] = node.sequence;
            word[node.number] = branch == null ? -1 : branch.word;
            end[node.number] = node.state >= 0 && graph.states().get(node.state).end();
            firstFollower[node.number] = used;
            Set<Node> next = followers(node);
            followers =
                    used + next.size() > followers.length
                            ? Arrays.copyOf(followers, 2 * (used + next.size()))
                            : followers;
            for (Node follower : next) {
                followers[used++] = follower.number;
            }
        }
        firstFollower[count] = used;
        return new PhoneGraph(
                wordNumbers.keySet().toArray(String[]::new),
                phone,
                sequence,
                word,
                end,
                firstFollower,
                Arrays.copyOf(followers, used),
                starts());
    }

    private Set<Node> followers(Node node) {
        Set<Node> found = new TreeSet<>();
        Branch branch = node.branch;
        List<Branch> next =
                branch != null && branch.word < 0
                        ? branch.children
                        : trees.get(node.state).root.children;
        for (Branch child : next) {
            if (branch == null || node.rights.get(child.phone)) {
                found.addAll(child.entries.getOrDefault(node.phone, Set.of()));
            }
        }
        Node silence = branch != null && branch.word >= 0 ? trees.get(node.state).silence : null;
        if (silence != null && node.rights.get(model.silence)) {
            found.add(silence);
        }
        return found;
    }

    private int[] starts() {
        Tree first = trees.getFirst();
        Set<Node> found = new TreeSet<>();
        if (first.silence != null) {
            found.add(first.silence);
        }
        for (Branch branch : first.root.children) {
            found.addAll(branch.entries.getOrDefault(model.silence, Set.of()));
        }
        return found.stream().mapToInt(node -> node.number).toArray();
    }
}
