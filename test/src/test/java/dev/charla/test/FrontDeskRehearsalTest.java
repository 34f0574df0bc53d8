package dev.charla.test;

import static dev.charla.test.Moment.heard;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a caller meets, told as a test of an agent tells it. */
class FrontDeskRehearsalTest {
    @RegisterExtension
    static final VoiceTests VOICE =
            VoiceTests.of(FrontDeskAgent::agent).with(it -> it.script("front-desk.yaml"));

    @Test
    void aSlowCalendarLeavesNobodyInSilence(Caller caller) {
        caller.says("Is anything free on Tuesday?");
        caller.hears("I am looking at the calendar").within(ofSeconds(2));
        caller.expectToolCall("free").with("day", "Tuesday");
        caller.hears("Tuesday at nine").within(ofSeconds(4));
        caller.noToolCall();
        caller.silence().neverLongerThan(ofSeconds(3));
    }

    @Test
    void whoInterruptsHasHeardWhatHadSoundedAndNoMore(Caller caller) {
        caller.says("Is anything free on Tuesday?");
        caller.bargesIn("Wednesday, I meant").after(heard("Tuesday at nine"));
        caller.stopsHearing().within(ofMillis(400));
        caller.hears("Wednesday is full");

        caller.transcript().agentSaid("Tuesday at nine").neverSaid("which would you like");
        caller.captionsAre(
                "Is anything free on Tuesday?",
                "I am looking at the calendar.",
                "Tuesday at nine or",
                "Wednesday, I meant",
                "Wednesday is full.");
    }

    @Test
    @VoiceService(script = "booking.yaml")
    void aToolThatAsksRunsOnceTheCallerAgrees(Caller caller) {
        caller.says("Book nine o'clock.");
        caller.approves();
        caller.expectToolCall("book").with("day", "Tuesday");
        caller.hears("It is booked");
    }

    @Test
    @VoiceService(script = "booking.yaml")
    void aToolThatAsksDoesNotRunWhenTheCallerDeclines(Caller caller) {
        caller.says("Book nine o'clock.");
        caller.declines();
        caller.hears("It is booked").within(ofSeconds(1)); // as the script says in any case
        caller.noToolCall();
    }

    @Test
    @VoiceService(script = "billing.yaml")
    void theCallerIsHandedToBilling(Caller caller) {
        caller.types("I have a question about my bill.");
        caller.expectToolCall("billing");
        caller.handedOffTo("billing");
        caller.hears("This is billing.");
        caller.latency().neverLongerThan(ofSeconds(2));
        assertThat(caller.usage()).isPositive();
    }

    @Test
    void whoLosesTheConnectionHearsTheRestWhenTheyAreBack(Caller caller) {
        caller.says("Is anything free on Tuesday?");
        caller.hears("Tuesday at nine");
        caller.losesConnection(ofSeconds(3));
        caller.hears("Which would you like?").within(ofSeconds(4));
    }

    @Test
    void whoHangsUpIsTakenLeaveOf(Caller caller) {
        caller.says("Is anything free on Tuesday?");
        caller.hangsUp();
        assertThat(caller.now()).isLessThan(ofSeconds(10));
    }
}
