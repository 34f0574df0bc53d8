package org.example.frontdesk;

import static dev.charla.test.Moment.heard;
import static dev.charla.test.time.VirtualTime.after;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;

import dev.charla.boot.test.VoiceAgentTest;
import dev.charla.test.Caller;
import dev.charla.test.VoiceService;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Ana rehearses with the front desk: with sound, in virtual time, and without a key or a network. */
@VoiceAgentTest(value = FrontDesk.class, caller = "ana")
class FrontDeskTest {
    private static final LocalDate FRIDAY = LocalDate.of(2100, 1, 8);
    private static final LocalTime NINE = LocalTime.of(9, 0);

    @MockitoSpyBean Calendar calendar;

    @Test
    @VoiceService(script = "booking.yaml")
    void booksOnceTheCallerHasAgreed(Caller caller) {
        caller.says("When is the dentist free on Friday?");
        caller.expectToolCall("freeTimes").with("day", FRIDAY);
        caller.hears("nine or half past ten").within(ofSeconds(3));

        caller.says("Nine, please.");
        caller.hears("Shall I book it");
        assertThat(calendar.of("ana")).isEmpty();
        caller.approves();
        caller.expectToolCall("book").with("time", NINE);
        caller.hears("You have an appointment");

        assertThat(calendar.of("ana")).containsExactly(new Calendar.Slot(FRIDAY, NINE));
    }

    @Test
    @VoiceService(script = "booking.yaml")
    void aSlowCalendarLeavesNobodyInSilence(Caller caller) {
        willAnswer(_ -> after(ofSeconds(5), List.of(NINE))).given(calendar).free(any());

        caller.says("When is the dentist free on Friday?");
        caller.hears("I am looking at the calendar").within(ofSeconds(2));
        caller.expectToolCall("freeTimes");
        caller.bargesIn("Or on Monday").after(heard("nine or"));
        caller.stopsHearing().within(ofMillis(500));

        caller.transcript().agentSaid("nine or").neverSaid("which would you like");
    }

    @Test
    @VoiceService(script = "bill.yaml")
    void billsAreForBilling(Caller caller) {
        caller.says("How much do I have to pay?");
        caller.expectToolCall("openBill");
        caller.handedOffTo("billing");
        caller.hears("a hundred and twenty euros");
    }

    @Test
    @VoiceService(script = "diagnosis.yaml")
    void makesNoDiagnosis(Caller caller) {
        caller.says("My tooth hurts when I drink.");
        caller.hears("Please ask the dentist about that");

        caller.transcript().neverSaid("cavity");
    }
}
