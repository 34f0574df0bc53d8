package dev.charla.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PhoneGraphTest {
    private static final AcousticModel MODEL = AcousticModel.shared();
    private static final Map<String, String> SAID =
            Map.of(
                    "set", "S EH T",
                    "a", "AH",
                    "the", "DH AH",
                    "then", "DH EH N",
                    "timer", "T AY M ER",
                    "time", "T AY M");

    private static PhoneGraph graph(WordGraph words) {
        Map<String, List<int[]>> pronunciations =
                SAID.entrySet().stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Map.Entry::getKey, e -> List.of(phones(e.getValue()))));
        return new PhoneGraphBuilder(MODEL, words, pronunciations).build();
    }

    private static int[] phones(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(MODEL::number).toArray();
    }

    @Test
    void everySentenceHasAWayWithAndWithoutSilences() throws Exception {
        WordGraph words = WordGraphTest.graph("public <a> = set (a | the) (timer | time) [then];");
        PhoneGraph graph = graph(words);

        for (String sentence : WordGraphTest.sentences(words, 5)) {
            List<String> spelled = Arrays.stream(sentence.split(" ")).map(SAID::get).toList();
            assertThat(hasWay(graph, String.join(" ", spelled))).as(sentence).isTrue();
            assertThat(hasWay(graph, "SIL " + String.join(" SIL ", spelled) + " SIL"))
                    .as(sentence)
                    .isTrue();
        }
        assertThat(hasWay(graph, "S EH T T AY M")).isFalse();
        assertThat(hasWay(graph, "S EH T AH")).isFalse();
    }

    @Test
    void everyWayIsASentence() throws Exception {
        WordGraph words = WordGraphTest.graph("public <a> = set (a | the) (timer | time) [then];");
        PhoneGraph graph = graph(words);
        Set<String> sentences = WordGraphTest.sentences(words, 5);
        Random random = new Random(1);
        Set<String> seen = new TreeSet<>();

        for (int walk = 0; walk < 500; walk++) {
            int node = graph.starts()[random.nextInt(graph.starts().length)];
            List<String> said = new ArrayList<>();
            while (true) {
                if (graph.word()[node] >= 0) {
                    said.add(graph.words()[graph.word()[node]]);
                }
                if (graph.end()[node]) {
                    seen.add(String.join(" ", said));
                }
                int from = graph.firstFollower()[node];
                int count = graph.firstFollower()[node + 1] - from;
                if (count == 0) {
                    break;
                }
                node = graph.followers()[from + random.nextInt(count)];
            }
        }

        assertThat(seen).isEqualTo(sentences);
    }

    @Test
    void aPhoneSoundsAsItsNeighboursMakeIt() throws Exception {
        PhoneGraph graph = graph(WordGraphTest.graph("public <a> = set (a | the) time;"));
        int t = MODEL.number("T");
        Set<Integer> ends = new HashSet<>();

        for (int node = 0; node < graph.nodes(); node++) {
            if (graph.word()[node] >= 0 && graph.words()[graph.word()[node]].equals("set")) {
                assertThat(graph.phone()[node]).isEqualTo((byte) t);
                ends.add(graph.sequence()[node]);
            }
        }

        // The t of "set" before "a", before "the" and before silence.
        assertThat(ends)
                .contains(
                        sequence("T", "EH", "AH"),
                        sequence("T", "EH", "DH"),
                        sequence("T", "EH", "SIL"));
    }

    private static int sequence(String phone, String left, String right) {
        return MODEL.sequence(
                MODEL.number(phone),
                MODEL.number(left),
                MODEL.number(right),
                AcousticModel.Position.END);
    }

    private static boolean hasWay(PhoneGraph graph, String phones) {
        Set<Integer> at = new HashSet<>();
        Arrays.stream(graph.starts()).forEach(at::add);
        int[] spelled = phones(phones);
        for (int i = 0; i < spelled.length; i++) {
            int phone = spelled[i];
            at.removeIf(node -> graph.phone()[node] != phone);
            if (i < spelled.length - 1) {
                Set<Integer> next = new HashSet<>();
                for (int node : at) {
                    for (int f = graph.firstFollower()[node];
                            f < graph.firstFollower()[node + 1];
                            f++) {
                        next.add(graph.followers()[f]);
                    }
                }
                at = next;
            }
        }
        return at.stream().anyMatch(node -> graph.end()[node]);
    }
}
