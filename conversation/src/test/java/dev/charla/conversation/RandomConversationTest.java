package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.Caption;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.response.ResponseStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever both sides do, in whatever order, some things always hold. */
class RandomConversationTest {
    private static final int CONVERSATIONS = 600;
    private static final int STEPS = 250;

    @Test
    void whateverBothSidesDoTheInvariantsHold() {
        walks(false);
    }

    @Test
    void whateverGuardsDecideTheInvariantsHold() {
        walks(true);
    }

    private static void walks(boolean guarded) {
        for (long seed = 1; seed <= CONVERSATIONS; seed++) {
            try {
                new Walk(seed, guarded).go();
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** One conversation. {@link FakePage} itself checks that no stopped playout gets audio. */
    private static final class Walk {
        private final Random random;
        private final ConversationRig conversation;
        private final Map<String, Integer> receivedMs = new HashMap<>();
        private int responses;
        private int items;
        private int userItems;
        private final ScriptedTools threads = new ScriptedTools();
        private final boolean guarded;
        private boolean calm;

        Walk(long seed, boolean guarded) {
            random = new Random(seed);
            this.guarded = guarded;
            var options =
                    ConversationOptions.builder()
                            .continuity(
                                    Continuity.DEFAULTS.with(
                                            InstantSource.fixed(Instant.EPOCH),
                                            random::nextDouble));
            if (guarded) {
                options.guards(
                        new Guards(
                                List.of(
                                        new Moody(Guarded.AGENT_SPEECH),
                                        new Moody(Guarded.CALLER_WORDS)),
                                random.nextInt(4) > 0,
                                threads));
            }
            conversation =
                    new ConversationRig(
                            random.nextInt(10) == 0
                                    ? options.eventLog(false).build()
                                    : options.build());
            threads.on(conversation.loop);
            conversation.service.orderly = false;
        }

        /** Decides as it likes, and takes as long. */
        private final class Moody implements WordGuard {
            private final Guarded on;

            Moody(Guarded on) {
                this.on = on;
            }

            @Override
            public String name() {
                return on.name();
            }

            @Override
            public Guarded on() {
                return on;
            }

            @Override
            public Verdict check(SoFar words) {
                return switch (calm ? 9 : random.nextInt(30)) {
                    case 0 -> Verdict.stop("No.");
                    case 1 -> Verdict.stop("No.", "Something else.");
                    case 2 -> Verdict.replace("Other words.");
                    case 3, 4, 5 -> Verdict.undecided();
                    case 6 -> throw new IllegalStateException("moody");
                    default -> Verdict.pass();
                };
            }
        }

        void go() {
            conversation.start();
            if (random.nextInt(20) > 0) {
                conversation.run(conversation.service::ready);
            }
            for (int i = 0; i < STEPS && conversation.page.closes == 0; i++) {
                if (guarded) {
                    threads.takes =
                            Duration.ofMillis(random.nextInt(10) == 0 ? 700 : random.nextInt(60));
                }
                if (conversation.conversation.shown() == CallerState.RECONNECTING) {
                    conversation.run(this::serviceComesBack);
                }
                if (random.nextBoolean()) {
                    conversation.run(this::serviceDoes);
                } else {
                    callerDoes();
                }
                conversation.passes(
                        random.nextInt(5) == 0 ? random.nextInt(1_500) : random.nextInt(60));
                check();
            }
            finish();
        }

        private void serviceComesBack() {
            if (conversation.service.legs.getLast().over) {
                return; // between two attempts
            }
            switch (random.nextInt(4)) {
                case 0 -> conversation.service.breaks(CloseCause.UNREACHABLE);
                case 1 -> {} // it takes its time
                default -> conversation.service.ready();
            }
        }

        private void serviceDoes() {
            var response = "resp_" + (responses - random.nextInt(2));
            var item = "item_a" + (items - random.nextInt(2));
            var user = "item_u" + userItems;
            switch (random.nextInt(20)) {
                case 0, 1 -> conversation.service.hears("item_u" + ++userItems);
                case 2, 3 -> conversation.service.hearsTheEnd(user);
                case 4 ->
                        conversation.service.understands(user, random.nextBoolean() ? "words" : "");
                case 5 -> conversation.service.doesNotUnderstand(user);
                case 6, 7, 8 -> conversation.service.begins("resp_" + ++responses);
                case 9 -> conversation.service.beginsItem(response, "item_a" + ++items);
                case 10, 11 -> conversation.service.speaks(response, item, "word ");
                case 12, 13, 14 -> sounds(response, item);
                case 15 -> conversation.service.endsItem(response, item, "words of it");
                case 16 -> conversation.service.ends(response);
                case 17 -> conversation.service.cancels(response);
                case 18 -> complains();
                default -> answers();
            }
        }

        private void sounds(String response, String item) {
            int millis = 20 + random.nextInt(400);
            receivedMs.merge(item, millis, Integer::sum);
            conversation.service.sounds(response, item, millis);
        }

        private void answers() {
            responses++;
            items++;
            int millis = 100 + random.nextInt(2_000);
            receivedMs.merge("item_a" + items, millis, Integer::sum);
            conversation.service.answers(
                    "resp_" + responses, "item_a" + items, "some words", millis);
        }

        private void complains() {
            switch (random.nextInt(30)) {
                case 0 -> conversation.service.complains("session_expired", null, null);
                case 1 -> {
                    if (!conversation.service.legs.getLast().over) {
                        conversation.service.breaks(CloseCause.LOST);
                    }
                }
                case 2, 3, 4, 5 ->
                        conversation.service.complains(
                                "conversation_already_has_active_response", null, null);
                case 6, 7, 8, 9 ->
                        conversation.service.complains("response_cancel_not_active", null, null);
                case 10 ->
                        conversation.service.ends("resp_" + responses, ResponseStatus.FAILED, null);
                default -> conversation.service.complains("item_already_truncated", null, null);
            }
        }

        private void callerDoes() {
            long playout = random.nextInt(Math.max(1, items + 2));
            switch (random.nextInt(16)) {
                case 0, 1 -> conversation.types("typed words");
                case 2, 3 -> conversation.page(new CallerMessage.Interrupt());
                case 4 -> conversation.page(new CallerMessage.Mute(random.nextBoolean()));
                case 5 ->
                        conversation.page(
                                new CallerMessage.PlaybackStopped(playout, random.nextLong()));
                case 6 ->
                        conversation.page(
                                new CallerMessage.PlaybackProgress(playout, random.nextInt()));
                case 7 -> conversation.page.takesAudio = random.nextInt(4) > 0;
                case 8 -> conversation.page.answersStops = random.nextInt(4) > 0;
                case 9 -> conversation.page.plays = random.nextInt(4) > 0;
                case 10 -> {
                    if (random.nextInt(40) == 0) {
                        conversation.page(new CallerMessage.End());
                    }
                }
                default -> conversation.speaks(1 + random.nextInt(5));
            }
        }

        private void check() {
            var shown = conversation.conversation.shown();
            assertThat(conversation.page.state()).isEqualTo(shown);
            if (shown == CallerState.SPEAKING) {
                assertThat(conversation.conversation.snapshot().unfinishedPlayouts()).isPositive();
            }
        }

        private void finish() {
            if (conversation.page.closes == 0
                    && conversation.conversation.shown() != CallerState.RECONNECTING
                    && !conversation.page.states().getLast().equals(CallerState.CONNECTING)) {
                aPlainTurnStillWorks();
            }
            conversation.run(() -> conversation.conversation.end(Ending.SHUTTING_DOWN));
            conversation.passes(2_000);
            assertThat(conversation.page.all(PageMessage.Ended.class)).hasSize(1);
            assertThat(conversation.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
            assertThat(conversation.observer.ended).isEqualTo(1);
            assertThat(conversation.page.closes).isEqualTo(1);
            assertThat(conversation.service.legs).allMatch(leg -> leg.over);
            assertThat(conversation.loop.timersWaiting()).isZero();
            truncations();
            captions();
            stops();
        }

        /** Whatever went before, the conversation is not stuck. */
        private void aPlainTurnStillWorks() {
            calm = true;
            threads.takes = Duration.ZERO;
            conversation.page.takesAudio = true;
            conversation.page.plays = true;
            conversation.page.answersStops = true;
            conversation.run(() -> conversation.service.hears("item_last"));
            conversation.passes(2_000);
            conversation.run(() -> {
                conversation.service.hearsTheEnd("item_last");
                conversation.service.understands("item_last", "Hello?");
                conversation.service.answers("resp_last", "item_answer", "Hello.", 500);
            });
            receivedMs.put("item_answer", 500);
            conversation.passes(1_500);
            assertThat(conversation.page.caption("item_answer").heard()).isNull();
            assertThat(conversation.page.all(PageMessage.PlaybackEnd.class).getLast().samples())
                    .isEqualTo(12_000);
            assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        }

        private void truncations() {
            var cut = new HashSet<String>();
            for (var truncation :
                    conversation.service.all(ConversationItemRequest.Truncate.class)) {
                var item = truncation.itemId().value();
                assertThat(truncation.audioEndMs())
                        .as("%s", item)
                        .isBetween(0, receivedMs.getOrDefault(item, 0));
                assertThat(cut.add(item + " " + truncation.contentIndex()))
                        .as("%s is cut twice", item)
                        .isTrue();
            }
        }

        private void captions() {
            var orders = new HashMap<String, Long>();
            for (Caption caption : conversation.page.captions()) {
                var before = orders.put(caption.item(), caption.order());
                assertThat(before == null || before == caption.order()).isTrue();
                var heard = caption.heard();
                if (heard != null) {
                    assertThat(heard.intValue()).isBetween(0, caption.text().length());
                }
            }
            assertThat(new HashSet<>(orders.values())).hasSize(orders.size());
        }

        private void stops() {
            var stops = conversation.page.all(PageMessage.PlaybackStop.class);
            assertThat(new HashSet<>(stops)).hasSize(stops.size());
        }
    }
}
