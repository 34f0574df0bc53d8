package dev.charla.boot.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.flow.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Flows as classes say them: drawn, and refused where they cannot be gone through. */
class FlowOfClassesTest {
    private static final String DOCS = "../docs/agents.md";
    private static final String SOURCE = "src/test/java/dev/charla/boot/flow/Booking.java";

    @Test
    void theManualHasTheDiagramThatTheCodeMakes() throws IOException {
        assertThat(Files.readString(Path.of(DOCS)))
                .contains("```mermaid\n" + Flow.of(Booking.class).diagram() + "```");
    }

    @Test
    void theManualHasTheCodeThatIsTriedHere() throws IOException {
        String source = Files.readString(Path.of(SOURCE));

        assertThat(Files.readString(Path.of(DOCS)))
                .contains(source.substring(source.indexOf("sealed interface Booking")));
    }

    @Test
    void aFlowIsDrawnWithItsExits() {
        assertThat(Flow.of(Booking.class).diagram())
                .isEqualTo(
                        """
                        stateDiagram-v2
                            [*] --> Choose
                            Choose --> When: chosen
                            Choose --> [*]: leave
                            When --> [*]: leave
                            When --> Confirm: taken
                            Confirm --> Booked: agreed
                            Confirm --> [*]: leave
                            Confirm --> When: otherTime
                            Booked --> [*]
                        """);
    }

    sealed interface Split {
        sealed interface Done extends Split {}

        @Step(first = true, instructions = "Ask.")
        record Ask() implements Split {
            @Exit(description = "They said it")
            Done said() {
                return new Yes();
            }
        }

        @Step(instructions = "Say yes.", then = Then.END)
        record Yes() implements Done {}

        @Step(instructions = "Say no.", then = Then.AGENT)
        record No() implements Done {}
    }

    @Test
    void anExitThatReturnsSeveralStepsLeadsToEachOfThem() {
        assertThat(Flow.of(Split.class).diagram())
                .contains("Ask --> Yes: said\n", "Ask --> No: said\n");
        assertThat(Flow.around(Split.Yes.class, "x").type()).isEqualTo(Split.class);
        assertThat(Flow.around(Split.Done.class, "x").type()).isEqualTo(Split.class);
    }

    interface Open {}

    sealed interface DeadEnd {
        @Step(first = true, instructions = "Wait.")
        record Wait() implements DeadEnd {}
    }

    sealed interface Island {
        @Step(first = true, instructions = "Begin.", then = Then.AGENT)
        record Begin() implements Island {}

        @Step(instructions = "Nobody comes here.", then = Then.AGENT)
        record Lost() implements Island {}
    }

    sealed interface NoFirst {
        @Step(instructions = "Begin.", then = Then.AGENT)
        record Begin() implements NoFirst {}
    }

    sealed interface TwoFirst {
        @Step(first = true, instructions = "Begin.", then = Then.AGENT)
        record Begin() implements TwoFirst {}

        @Step(first = true, instructions = "Begin.", then = Then.AGENT)
        record Start() implements TwoFirst {}
    }

    sealed interface Elsewhere {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements Elsewhere {
            @Exit(description = "To another flow")
            Booking.Choose booking() {
                return new Booking.Choose();
            }
        }
    }

    sealed interface Text {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements Text {
            @Exit(description = "To a text")
            String text() {
                return "";
            }
        }
    }

    sealed interface Mute {
        @Step(first = true, instructions = " ", then = Then.AGENT)
        record Begin() implements Mute {}
    }

    sealed interface NoStep {
        record Begin() implements NoStep {}
    }

    sealed interface NoRecord {
        @Step(first = true, instructions = "Begin.", then = Then.AGENT)
        final class Begin implements NoRecord {}
    }

    sealed interface SameNames {
        sealed interface Other extends SameNames {
            @Step(instructions = "Begin.", then = Then.AGENT)
            record Begin() implements Other {}
        }

        @Step(first = true, instructions = "Begin.", then = Then.AGENT)
        record Begin() implements SameNames {}
    }

    sealed interface TwoExits {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements TwoExits {
            @Exit(description = "Out")
            void out() {}

            @Exit(description = "Out, for a reason")
            void out(String why) {}
        }
    }

    sealed interface NotDescribed {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements NotDescribed {
            @Exit(description = " ")
            void out() {}
        }
    }

    sealed interface AfterTheEnd {
        @Step(first = true, instructions = "Begin.", then = Then.END)
        record Begin() implements AfterTheEnd {
            @Exit(description = "Out")
            void out() {}
        }
    }

    @Test
    void aTypeThatIsNoSealedInterfaceIsNoFlow() {
        refused(Open.class, "it is no sealed interface", "sealed interface Open");
        refused(Booking.Choose.class, "it is no sealed interface", "with a record for each step");
    }

    @Test
    void aStepThatLeadsNowhereIsRefused() {
        refused(DeadEnd.class, "The step Wait is a dead end", "@Exit");
        refused(AfterTheEnd.class, "@Exit on Begin.out leads on from it", "Take the exit out");
    }

    @Test
    void aStepThatNothingLeadsToIsRefused() {
        refused(Island.class, "No exit leads to the step Lost", "take it out");
    }

    @Test
    void aFlowBeginsWithOneStep() {
        refused(NoFirst.class, "has no first step", "first = true");
        refused(TwoFirst.class, "has several first steps: Begin, Start", "Leave 'first' at one");
    }

    @Test
    void anExitThatLeadsToNoStepOfTheFlowIsRefused() {
        refused(
                Elsewhere.class,
                "@Exit on Begin.booking leads to Choose, which is no step of the flow Elsewhere.",
                "Have it return a step");
        refused(Text.class, "@Exit on Begin.text leads to String", "Have it return a step");
        refused(
                () -> Flow.around(String.class, "@Exit on Desk.book"),
                "no step of a flow",
                "@Step");
    }

    @Test
    void whatIsMissingBesideAStepOrAnExitIsTold() {
        refused(Mute.class, "The step Begin has no instructions", "@Step");
        refused(NoStep.class, "is in the flow NoStep and is no step", "@Step");
        refused(NoRecord.class, "is in the flow NoRecord and is no record", "components");
        refused(NotDescribed.class, "@Exit on Begin.out has no description", "the model chooses");
    }

    @Test
    void namesAreThereOnce() {
        refused(SameNames.class, "The flow SameNames has two steps 'Begin'", "another name");
        refused(TwoExits.class, "Begin has two methods 'out' with @Exit.", "another name");
    }

    private static void refused(Class<?> flow, String problem, String action) {
        refused(() -> Flow.of(flow), problem, action);
    }

    private static void refused(Runnable made, String problem, String action) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(made::run)
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.action()).contains(action));
    }
}
