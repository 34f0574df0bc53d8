package dev.charla.test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many conversations cost little, and nothing of them is left. */
class ManyConversationsTest {
    @Test
    void conversationsOfAMinuteEndAsTheFirstDidAndLeaveNoThread() {
        conversations(4);
    }

    @Test
    @Tag("long")
    void aHundredConversationsOfAMinuteEndAsTheFirstDid() {
        conversations(4); // for the compiler
        long wall = System.nanoTime();
        long cpu = cpuNanos();
        conversations(100);
        System.out.printf(
                "100 conversations of a minute: %d ms, %d ms of it on a processor%n",
                Duration.ofNanos(System.nanoTime() - wall).toMillis(),
                Duration.ofNanos(cpuNanos() - cpu).toMillis());
    }

    private static void conversations(int count) {
        var fingerprints = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            fingerprints.add(minute());
        }

        assertThat(fingerprints).hasSize(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("synthesis") || name.startsWith("admission"));
    }

    private static long cpuNanos() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime();
    }

    private static String minute() {
        try (var rehearsal =
                Rehearsal.of(FrontDeskAgent.agent())
                        .scriptText(
                                """
                                at-the-end: start-over
                                turns:
                                  - replies:
                                      - calls: [{function: free, arguments: {day: Tuesday}}]
                                      - says: Tuesday at nine or at ten thirty.
                                """)
                        .start()) {
            var caller = rehearsal.caller();
            while (caller.now().compareTo(ofSeconds(60)) < 0) {
                caller.says("Is anything free on Tuesday?");
                caller.expectToolCall("free");
                caller.hears("ten thirty");
            }
            return rehearsal.fingerprint();
        }
    }
}
