package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.agent.browser.PageMessage.Caption;
import dev.charla.client.CloseCause;
import dev.charla.protocol.ConversationItemRequest;
import dev.charla.protocol.ResponseStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever both sides do, in whatever order, some things always hold. */
class RandomTalkTest {
    private static final int TALKS = 150;
    private static final int STEPS = 250;

    @Test
    void whateverBothSidesDoTheInvariantsHold() {
        for (long seed = 1; seed <= TALKS; seed++) {
            try {
                new Walk(seed).go();
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** One talk. {@link FakePage} itself checks that no stopped playout gets audio. */
    private static final class Walk {
        private final Random random;
        private final Talk talk;
        private final Map<String, Integer> receivedMs = new HashMap<>();
        private int responses;
        private int items;
        private int userItems;

        Walk(long seed) {
            random = new Random(seed);
            var options = ConversationOptions.builder();
            talk =
                    new Talk(
                            random.nextInt(10) == 0
                                    ? options.eventLog(false).build()
                                    : options.build());
        }

        void go() {
            talk.start();
            if (random.nextInt(20) > 0) {
                talk.run(talk.service::ready);
            }
            for (int i = 0; i < STEPS && talk.page.closes == 0; i++) {
                if (talk.conversation.shown() == CallerState.RECONNECTING) {
                    talk.run(this::serviceComesBack);
                }
                if (random.nextBoolean()) {
                    talk.run(this::serviceDoes);
                } else {
                    callerDoes();
                }
                talk.passes(random.nextInt(5) == 0 ? random.nextInt(1_500) : random.nextInt(60));
                check();
            }
            finish();
        }

        private void serviceComesBack() {
            if (talk.service.legs.getLast().over) {
                return; // between two attempts
            }
            switch (random.nextInt(4)) {
                case 0 -> talk.service.breaks(CloseCause.UNREACHABLE);
                case 1 -> {} // it takes its time
                default -> talk.service.ready();
            }
        }

        private void serviceDoes() {
            var response = "resp_" + (responses - random.nextInt(2));
            var item = "item_a" + (items - random.nextInt(2));
            var user = "item_u" + userItems;
            switch (random.nextInt(20)) {
                case 0, 1 -> talk.service.hears("item_u" + ++userItems);
                case 2, 3 -> talk.service.hearsTheEnd(user);
                case 4 -> talk.service.understands(user, random.nextBoolean() ? "words" : "");
                case 5 -> talk.service.doesNotUnderstand(user);
                case 6, 7, 8 -> talk.service.begins("resp_" + ++responses);
                case 9 -> talk.service.beginsItem(response, "item_a" + ++items);
                case 10, 11 -> talk.service.speaks(response, item, "word ");
                case 12, 13, 14 -> sounds(response, item);
                case 15 -> talk.service.endsItem(response, item, "words of it");
                case 16 -> talk.service.ends(response);
                case 17 -> talk.service.cancels(response);
                case 18 -> complains();
                default -> answers();
            }
        }

        private void sounds(String response, String item) {
            int millis = 20 + random.nextInt(400);
            receivedMs.merge(item, millis, Integer::sum);
            talk.service.sounds(response, item, millis);
        }

        private void answers() {
            responses++;
            items++;
            int millis = 100 + random.nextInt(2_000);
            receivedMs.merge("item_a" + items, millis, Integer::sum);
            talk.service.answers("resp_" + responses, "item_a" + items, "some words", millis);
        }

        private void complains() {
            switch (random.nextInt(30)) {
                case 0 -> talk.service.complains("session_expired", null, null);
                case 1 -> {
                    if (!talk.service.legs.getLast().over) {
                        talk.service.breaks(CloseCause.LOST);
                    }
                }
                case 2, 3, 4, 5 ->
                        talk.service.complains(
                                "conversation_already_has_active_response", null, null);
                case 6, 7, 8, 9 -> talk.service.complains("response_cancel_not_active", null, null);
                case 10 -> talk.service.ends("resp_" + responses, ResponseStatus.FAILED, null);
                default -> talk.service.complains("item_already_truncated", null, null);
            }
        }

        private void callerDoes() {
            long playout = random.nextInt(Math.max(1, items + 2));
            switch (random.nextInt(16)) {
                case 0, 1 -> talk.types("typed words");
                case 2, 3 -> talk.page(new CallerMessage.Interrupt());
                case 4 -> talk.page(new CallerMessage.Mute(random.nextBoolean()));
                case 5 -> talk.page(new CallerMessage.PlaybackStopped(playout, random.nextLong()));
                case 6 -> talk.page(new CallerMessage.PlaybackProgress(playout, random.nextInt()));
                case 7 -> talk.page.takesAudio = random.nextInt(4) > 0;
                case 8 -> talk.page.answersStops = random.nextInt(4) > 0;
                case 9 -> talk.page.plays = random.nextInt(4) > 0;
                case 10 -> {
                    if (random.nextInt(40) == 0) {
                        talk.page(new CallerMessage.End());
                    }
                }
                default -> talk.speaks(1 + random.nextInt(5));
            }
        }

        private void check() {
            var shown = talk.conversation.shown();
            assertThat(talk.page.state()).isEqualTo(shown);
            if (shown == CallerState.SPEAKING) {
                assertThat(talk.conversation.snapshot().unfinishedPlayouts()).isPositive();
            }
        }

        private void finish() {
            if (talk.page.closes == 0
                    && talk.conversation.shown() != CallerState.RECONNECTING
                    && !talk.page.states().getLast().equals(CallerState.CONNECTING)) {
                aPlainTurnStillWorks();
            }
            talk.run(() -> talk.conversation.end(Ending.SHUTTING_DOWN));
            talk.passes(2_000);
            assertThat(talk.page.all(PageMessage.Ended.class)).hasSize(1);
            assertThat(talk.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
            assertThat(talk.observer.ended).isEqualTo(1);
            assertThat(talk.page.closes).isEqualTo(1);
            assertThat(talk.service.legs).allMatch(leg -> leg.over);
            assertThat(talk.loop.timersWaiting()).isZero();
            truncations();
            captions();
            stops();
        }

        /** Whatever went before, the talk is not stuck. */
        private void aPlainTurnStillWorks() {
            talk.page.takesAudio = true;
            talk.page.plays = true;
            talk.page.answersStops = true;
            talk.run(() -> talk.service.hears("item_last"));
            talk.passes(2_000);
            talk.run(() -> {
                talk.service.hearsTheEnd("item_last");
                talk.service.understands("item_last", "Hello?");
                talk.service.answers("resp_last", "item_answer", "Hello.", 500);
            });
            receivedMs.put("item_answer", 500);
            talk.passes(1_500);
            assertThat(talk.page.caption("item_answer").heard()).isNull();
            assertThat(talk.page.all(PageMessage.PlaybackEnd.class).getLast().samples())
                    .isEqualTo(12_000);
            assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        }

        private void truncations() {
            var cut = new HashSet<String>();
            for (var truncation : talk.service.all(ConversationItemRequest.Truncate.class)) {
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
            for (Caption caption : talk.page.captions()) {
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
            var stops = talk.page.all(PageMessage.PlaybackStop.class);
            assertThat(new HashSet<>(stops)).hasSize(stops.size());
        }
    }
}
