package dev.charla.conversation.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.CallerState;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final ResponseId FIRST = new ResponseId("resp_1");
    private static final ResponseId OTHER = new ResponseId("resp_2");

    private static final Generation NONE = new Generation.None();
    private static final Generation ACTIVE = new Generation.Active(FIRST);
    private static final Generation ENDING = new Generation.Ending(FIRST);
    private static final Sound SILENT = new Sound.Silent(0);
    private static final Sound PLAYING = new Sound.Playing(3);

    private static final Map<String, ConversationState> STATES =
            states(
                    "idle",
                    new ConversationState.Idle(),
                    "connecting",
                    new ConversationState.Connecting(),
                    "ready",
                    live(Floor.OPEN, NONE, SILENT),
                    "listening",
                    live(Floor.CALLER, NONE, SILENT),
                    "awaited",
                    live(Floor.AWAITED, NONE, SILENT),
                    "making",
                    live(Floor.OPEN, ACTIVE, SILENT),
                    "speaking",
                    live(Floor.OPEN, ACTIVE, PLAYING),
                    "made",
                    live(Floor.OPEN, NONE, PLAYING),
                    "lost",
                    new ConversationState.Reconnecting(PLAYING, false),
                    "owing",
                    new ConversationState.Reconnecting(SILENT, true),
                    "ended",
                    new ConversationState.Ended(),
                    "failed",
                    new ConversationState.Failed());

    private static final Map<Character, CallerState> SHOWN =
            Map.of(
                    'I', CallerState.IDLE,
                    'C', CallerState.CONNECTING,
                    'R', CallerState.READY,
                    'L', CallerState.LISTENING,
                    'P', CallerState.PROCESSING,
                    'S', CallerState.SPEAKING,
                    'X', CallerState.RECONNECTING,
                    'E', CallerState.ENDED,
                    'F', CallerState.FAILED);

    private static final Map<String, ConversationEvent> EVENTS =
            Map.ofEntries(
                    Map.entry("begin", new ConversationEvent.Begin()),
                    Map.entry("serviceReady", new ConversationEvent.ServiceReady()),
                    Map.entry("serviceLost", new ConversationEvent.ServiceLost(Debt.NONE)),
                    Map.entry("onset", new ConversationEvent.CallerOnset(true)),
                    Map.entry("overlap", new ConversationEvent.CallerOnset(false)),
                    Map.entry("offset", new ConversationEvent.CallerOffset()),
                    Map.entry("void", new ConversationEvent.TurnVoid(false)),
                    Map.entry("voidOwed", new ConversationEvent.TurnVoid(true)),
                    Map.entry("wanted", new ConversationEvent.AnswerWanted()),
                    Map.entry("toolAnswered", new ConversationEvent.ToolAnswered()),
                    Map.entry("interrupted", new ConversationEvent.Interrupted()),
                    Map.entry("began", new ConversationEvent.ResponseBegan(FIRST)),
                    Map.entry("beganOther", new ConversationEvent.ResponseBegan(OTHER)),
                    Map.entry("over", new ConversationEvent.ResponseOver(FIRST)),
                    Map.entry("overOther", new ConversationEvent.ResponseOver(OTHER)),
                    Map.entry("busy", new ConversationEvent.ResponseRefused(true)),
                    Map.entry("refused", new ConversationEvent.ResponseRefused(false)),
                    Map.entry("cancelMissed", new ConversationEvent.CancelMissed()),
                    Map.entry("sound4", new ConversationEvent.SoundBegan(4)),
                    Map.entry("soundOver3", new ConversationEvent.SoundOver(3)),
                    Map.entry("soundOver2", new ConversationEvent.SoundOver(2)),
                    Map.entry("end", new ConversationEvent.End()),
                    Map.entry("fail", new ConversationEvent.Fail()));

    /** Rows: what happens. Columns: where. Cells: what the caller is shown afterwards. */
    private static final String TABLE =
            """
            event         idle connecting ready listening awaited making speaking made lost owing ended failed
            begin         C    C          R     L         P       P      S        S    X    X     E     F
            serviceReady  I    R          R     L         P       P      S        S    S    P     E     F
            serviceLost   I    C          X     X         X       X      X        X    X    X     E     F
            onset         I    C          L     L         L       L      L        L    X    X     E     F
            overlap       I    C          L     L         L       L      S        S    X    X     E     F
            offset        I    C          R     P         P       P      S        S    X    X     E     F
            void          I    C          R     R         R       P      S        S    X    X     E     F
            voidOwed      I    C          R     P         P       P      S        S    X    X     E     F
            wanted        I    C          P     L         P       P      P        P    X    X     E     F
            toolAnswered  I    C          P     L         P       P      S        S    X    X     E     F
            interrupted   I    C          R     L         P       R      R        R    X    X     E     F
            began         I    C          P     L         P       P      S        S    X    X     E     F
            beganOther    I    C          P     L         P       P      S        S    X    X     E     F
            over          I    C          R     L         P       R      S        S    X    X     E     F
            overOther     I    C          R     L         P       P      S        S    X    X     E     F
            busy          I    C          R     L         P       P      S        S    X    X     E     F
            refused       I    C          R     L         P       P      S        S    X    X     E     F
            cancelMissed  I    C          R     L         P       P      S        S    X    X     E     F
            sound4        I    C          S     L         S       S      S        S    X    X     E     F
            soundOver3    I    C          R     L         P       P      P        R    X    X     E     F
            soundOver2    I    C          R     L         P       P      S        S    X    X     E     F
            end           E    E          E     E         E       E      E        E    E    E     E     F
            fail          F    F          F     F         F       F      F        F    F    F     E     F
            """;

    @Test
    void whatAToolBroughtIsAskedForOnceWhatIsSaidHasBeenMade() {
        var speaking =
                Transitions.next(
                        live(Floor.OPEN, ACTIVE, PLAYING), new ConversationEvent.ToolAnswered());
        assertThat(speaking.effects()).isEmpty();

        var over = Transitions.next(speaking.state(), new ConversationEvent.ResponseOver(FIRST));

        assertThat(over.effects()).contains(new ConversationEffect.RequestResponse());
        assertThat(over.effects()).noneMatch(ConversationEffect.StopPlayback.class::isInstance);
    }

    @Test
    void nothingIsAskedForWhereAnAnswerComesAnyhowOrIsNotWanted() {
        for (var before :
                List.of(
                        live(Floor.CALLER, NONE, SILENT),
                        live(Floor.AWAITED, NONE, SILENT),
                        live(Floor.OPEN, ENDING, SILENT),
                        live(Floor.OPEN, new Generation.Asked(true), SILENT))) {
            assertThat(Transitions.next(before, new ConversationEvent.ToolAnswered()))
                    .isEqualTo(Step.to(before));
        }
    }

    @Test
    void everyEventHasItsMeaningInEveryState() {
        var lines = TABLE.lines().map(line -> line.split(" +")).toList();
        var columns = lines.getFirst();
        assertThat(lines).hasSize(EVENTS.size() + 1);
        assertThat(columns).hasSize(STATES.size() + 1);

        for (var row : lines.subList(1, lines.size())) {
            for (int i = 1; i < columns.length; i++) {
                var before = Objects.requireNonNull(STATES.get(columns[i]));
                var event = Objects.requireNonNull(EVENTS.get(row[0]));

                var after = Transitions.next(before, event).state().shown();

                assertThat(after)
                        .as("%s in %s", row[0], columns[i])
                        .isEqualTo(SHOWN.get(row[i].charAt(0)));
            }
        }
    }

    @Test
    void everyCombinationIsDefinedAndShowsEachChangeOnce() {
        for (var state : everyState()) {
            for (var event : EVENTS.values()) {
                var step = Transitions.next(state, event);
                var shows =
                        step.effects().stream()
                                .filter(ConversationEffect.Show.class::isInstance)
                                .map(effect -> ((ConversationEffect.Show) effect).state())
                                .toList();

                if (step.state().shown() == state.shown()) {
                    assertThat(shows).as("%s in %s", event, state).isEmpty();
                } else {
                    assertThat(shows)
                            .as("%s in %s", event, state)
                            .containsExactly(step.state().shown());
                }
            }
        }
    }

    @Test
    void bargeInStopsTheSoundAndDropsTheResponse() {
        var step =
                Transitions.next(
                        live(Floor.OPEN, ACTIVE, PLAYING), new ConversationEvent.CallerOnset(true));

        assertThat(step.state()).isEqualTo(live(Floor.CALLER, ENDING, new Sound.Silent(3)));
        assertThat(step.effects())
                .containsExactly(
                        new ConversationEffect.Show(CallerState.LISTENING),
                        new ConversationEffect.StopPlayback(3, true),
                        new ConversationEffect.DropResponse(FIRST));
    }

    @Test
    void interruptButtonCancelsAtTheServiceToo() {
        var step =
                Transitions.next(
                        live(Floor.OPEN, ACTIVE, PLAYING), new ConversationEvent.Interrupted());

        assertThat(step.effects())
                .containsExactly(
                        new ConversationEffect.Show(CallerState.READY),
                        new ConversationEffect.StopPlayback(3, false),
                        new ConversationEffect.DropResponse(FIRST),
                        new ConversationEffect.CancelResponse(FIRST));
    }

    @Test
    void typedWordsWaitForTheEndOfTheResponseTheyInterrupt() {
        var typed =
                Transitions.next(
                        live(Floor.OPEN, ACTIVE, PLAYING), new ConversationEvent.AnswerWanted());
        var ended = Transitions.next(typed.state(), new ConversationEvent.ResponseOver(FIRST));

        assertThat(typed.effects()).doesNotContain(new ConversationEffect.RequestResponse());
        assertThat(ended.effects())
                .containsExactly(
                        new ConversationEffect.ResponseEnded(FIRST),
                        new ConversationEffect.RequestResponse());
    }

    @Test
    void aRefusalBecauseOfAnUntoldResponseIsMadeGoodWhenThatResponseEnds() {
        var asked =
                Transitions.next(
                        live(Floor.OPEN, NONE, SILENT), new ConversationEvent.AnswerWanted());
        var busy = Transitions.next(asked.state(), new ConversationEvent.ResponseRefused(true));
        var over = Transitions.next(busy.state(), new ConversationEvent.ResponseOver(OTHER));

        assertThat(busy.effects()).isEmpty();
        assertThat(over.effects()).containsExactly(new ConversationEffect.RequestResponse());
    }

    @Test
    void interruptBeforeTheResponseHasANameCancelsItAsSoonAsItHas() {
        var asked =
                Transitions.next(
                        live(Floor.OPEN, NONE, SILENT), new ConversationEvent.AnswerWanted());
        var interrupted = Transitions.next(asked.state(), new ConversationEvent.Interrupted());
        var began =
                Transitions.next(interrupted.state(), new ConversationEvent.ResponseBegan(FIRST));

        assertThat(interrupted.state().shown()).isEqualTo(CallerState.READY);
        assertThat(began.effects())
                .containsExactly(
                        new ConversationEffect.DropResponse(FIRST),
                        new ConversationEffect.CancelResponse(FIRST));
    }

    @Test
    void aRequestThatNeverBeganDoesNotEatTheAnswerToTheNextTurn() {
        var asked =
                Transitions.next(
                        live(Floor.OPEN, NONE, SILENT), new ConversationEvent.AnswerWanted());
        var onset = Transitions.next(asked.state(), new ConversationEvent.CallerOnset(true));
        var offset = Transitions.next(onset.state(), new ConversationEvent.CallerOffset());
        var began = Transitions.next(offset.state(), new ConversationEvent.ResponseBegan(FIRST));

        assertThat(began.state()).isEqualTo(live(Floor.OPEN, ACTIVE, SILENT));
        assertThat(began.effects()).isEmpty();
    }

    @Test
    void aCancelThatComesTooLateEndsTheResponse() {
        var step =
                Transitions.next(
                        live(Floor.OPEN, ENDING, SILENT), new ConversationEvent.CancelMissed());

        assertThat(step.state()).isEqualTo(live(Floor.OPEN, NONE, SILENT));
        assertThat(step.effects()).containsExactly(new ConversationEffect.ResponseEnded(FIRST));
    }

    @Test
    void aResponseThatBeginsWhileTheCallerSpeaksDoesNotTalkOverThem() {
        var step =
                Transitions.next(
                        live(Floor.CALLER, NONE, SILENT),
                        new ConversationEvent.ResponseBegan(FIRST));

        assertThat(step.state().shown()).isEqualTo(CallerState.LISTENING);
        assertThat(step.effects())
                .containsExactly(
                        new ConversationEffect.DropResponse(FIRST),
                        new ConversationEffect.CancelResponse(FIRST));
    }

    @Test
    void aLostServiceEndsTheResponseAndKeepsTheSound() {
        var lost =
                Transitions.next(
                        live(Floor.OPEN, ACTIVE, PLAYING),
                        new ConversationEvent.ServiceLost(Debt.NONE));
        var back = Transitions.next(lost.state(), new ConversationEvent.ServiceReady());

        assertThat(lost.effects())
                .containsExactly(
                        new ConversationEffect.Show(CallerState.RECONNECTING),
                        new ConversationEffect.ResponseLost(FIRST),
                        new ConversationEffect.ResponseEnded(FIRST));
        assertThat(back.state()).isEqualTo(live(Floor.OPEN, NONE, PLAYING));
        assertThat(back.effects())
                .containsExactly(new ConversationEffect.Show(CallerState.SPEAKING));
    }

    @Test
    void anAnswerThatWasOwedIsAskedForWhenTheServiceIsBack() {
        var asked =
                Transitions.next(
                        live(Floor.OPEN, NONE, SILENT), new ConversationEvent.AnswerWanted());
        var lost = Transitions.next(asked.state(), new ConversationEvent.ServiceLost(Debt.NONE));
        var back = Transitions.next(lost.state(), new ConversationEvent.ServiceReady());

        assertThat(back.effects()).contains(new ConversationEffect.RequestResponse());
        assertThat(back.state().shown()).isEqualTo(CallerState.PROCESSING);
    }

    @Test
    void anAnswerThatIsGivenUpIsNotAskedForWhenTheServiceIsBack() {
        for (var before :
                List.of(
                        live(Floor.OPEN, new Generation.Asked(true), SILENT),
                        live(Floor.OPEN, ACTIVE, SILENT).wanting(true),
                        live(Floor.AWAITED, NONE, SILENT))) {
            var lost = Transitions.next(before, new ConversationEvent.ServiceLost(Debt.GIVEN_UP));
            var back = Transitions.next(lost.state(), new ConversationEvent.ServiceReady());

            assertThat(back.effects()).doesNotContain(new ConversationEffect.RequestResponse());
            assertThat(back.state().shown()).isEqualTo(CallerState.READY);
        }
    }

    @Test
    void interruptWhileTheServiceIsLostStopsTheSoundAndForgetsTheDebt() {
        var lost = new ConversationState.Reconnecting(PLAYING, true);

        var step = Transitions.next(lost, new ConversationEvent.Interrupted());

        assertThat(step.state())
                .isEqualTo(new ConversationState.Reconnecting(new Sound.Silent(3), false));
        assertThat(step.effects()).containsExactly(new ConversationEffect.StopPlayback(3, false));
    }

    @Test
    void anythingGoesWithoutBreakingAnInvariant() {
        for (long seed = 1; seed <= 500; seed++) {
            new Walk(seed).go(300);
        }
    }

    /** A long conversation of random events. */
    private static final class Walk {
        private final long seed;
        private final Random random;
        private final HashSet<ResponseId> cancelled = new HashSet<>();
        private final HashSet<ResponseId> ended = new HashSet<>();
        private ConversationState state = new ConversationState.Idle();
        private CallerState shown = CallerState.IDLE;
        private int responses;
        private int playouts;
        private long stopped;

        Walk(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void go(int steps) {
            for (int i = 0; i < steps; i++) {
                var event = event(i);
                var step = Transitions.next(state, event);
                check(event, step);
                state = step.state();
            }
        }

        private ConversationEvent event(int i) {
            if (i < 2) {
                return i == 0
                        ? new ConversationEvent.Begin()
                        : new ConversationEvent.ServiceReady();
            }
            return switch (random.nextInt(42)) {
                case 0, 1, 2, 3 -> new ConversationEvent.CallerOnset(true);
                case 4 -> new ConversationEvent.CallerOnset(false);
                case 5, 6, 7, 8 -> new ConversationEvent.CallerOffset();
                case 9 -> new ConversationEvent.TurnVoid(random.nextBoolean());
                case 10, 11, 12 -> new ConversationEvent.AnswerWanted();
                case 13, 14 -> new ConversationEvent.Interrupted();
                case 15, 16, 17, 18, 19 ->
                        new ConversationEvent.ResponseBegan(new ResponseId("resp_" + ++responses));
                case 20, 21, 22, 23, 24, 25 ->
                        new ConversationEvent.ResponseOver(
                                new ResponseId("resp_" + (responses - random.nextInt(2))));
                case 26 -> new ConversationEvent.ResponseRefused(random.nextBoolean());
                case 27 -> new ConversationEvent.CancelMissed();
                case 28, 29, 30, 31 -> new ConversationEvent.SoundBegan(++playouts);
                case 32, 33, 34, 35 ->
                        new ConversationEvent.SoundOver(playouts - random.nextInt(2));
                case 36 -> new ConversationEvent.Begin();
                case 37, 40 -> new ConversationEvent.ServiceReady();
                case 41 ->
                        new ConversationEvent.ServiceLost(
                                List.of(Debt.values()).get(random.nextInt(3)));
                case 38 ->
                        random.nextInt(30) == 0
                                ? new ConversationEvent.End()
                                : new ConversationEvent.CallerOffset();
                default ->
                        random.nextInt(30) == 0
                                ? new ConversationEvent.Fail()
                                : new ConversationEvent.CallerOffset();
            };
        }

        private void check(ConversationEvent event, Step step) {
            var at = "seed %d: %s in %s".formatted(seed, event, state);
            if (state.over()) {
                assertThat(step).as(at).isEqualTo(new Step(state, List.of()));
            }
            for (var effect : step.effects()) {
                check(event, effect, at);
            }
            assertThat(shown).as(at).isEqualTo(step.state().shown());
            if (step.state() instanceof ConversationState.Live live) {
                assertThat(live.floor() == Floor.CALLER || !(live.sound() instanceof Sound.Playing))
                        .as(at)
                        .isEqualTo(shown != CallerState.SPEAKING);
            }
        }

        private boolean requestOutstanding() {
            return state instanceof ConversationState.Live live
                    && live.generation() instanceof Generation.Asked;
        }

        private void check(ConversationEvent event, ConversationEffect effect, String at) {
            switch (effect) {
                case ConversationEffect.Show(var next) -> {
                    assertThat(next).as(at).isNotEqualTo(shown);
                    shown = next;
                }
                case ConversationEffect.StopPlayback(var newest, _) -> {
                    assertThat(newest).as(at).isGreaterThan(stopped);
                    stopped = newest;
                }
                case ConversationEffect.CancelResponse(var id) ->
                        assertThat(cancelled.add(id)).as(at).isTrue();
                case ConversationEffect.ResponseEnded(var id) ->
                        assertThat(ended.add(id)).as(at).isTrue();
                case ConversationEffect.RequestResponse _ ->
                        assertThat(
                                        requestOutstanding()
                                                && !(event
                                                        instanceof
                                                        ConversationEvent.ResponseRefused))
                                .as(at)
                                .isFalse();
                case ConversationEffect.DropResponse _,
                        ConversationEffect.ResponseLost _,
                        ConversationEffect.Connect _,
                        ConversationEffect.Close _ -> {}
            }
        }
    }

    private static List<ConversationState> everyState() {
        var states = new ArrayList<ConversationState>(STATES.values());
        var generations =
                List.of(
                        NONE,
                        new Generation.Asked(true),
                        new Generation.Asked(false),
                        ACTIVE,
                        ENDING);
        for (var floor : Floor.values()) {
            for (var generation : generations) {
                for (var sound : List.of(SILENT, new Sound.Silent(4), PLAYING)) {
                    states.add(new ConversationState.Live(floor, generation, sound, false));
                    states.add(new ConversationState.Live(floor, generation, sound, true));
                }
            }
        }
        return states;
    }

    private static Map<String, ConversationState> states(Object... namesAndStates) {
        var states = new HashMap<String, ConversationState>();
        for (int i = 0; i < namesAndStates.length; i += 2) {
            states.put((String) namesAndStates[i], (ConversationState) namesAndStates[i + 1]);
        }
        return states;
    }

    private static ConversationState.Live live(Floor floor, Generation generation, Sound sound) {
        return new ConversationState.Live(floor, generation, sound, false);
    }
}
