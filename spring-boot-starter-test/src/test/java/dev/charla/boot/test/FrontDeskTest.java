package dev.charla.boot.test;

import static dev.charla.test.Moment.heard;
import static dev.charla.test.time.VirtualTime.after;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import dev.charla.test.Caller;
import dev.charla.test.VoiceService;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@VoiceAgentTest(value = Practice.FrontDesk.class, caller = "ana")
@VoiceService(script = "tuesday.yaml")
class FrontDeskTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 1, 6);

    @MockitoBean Practice.Calendar calendar;

    @Test
    void booksWithoutDeadAir(Caller caller) {
        given(calendar.free(any()))
                .willAnswer(_ -> after(ofSeconds(4), List.of(LocalTime.of(9, 0))));

        caller.says("Is anything free on Tuesday?");
        caller.hears("I am looking at the calendar").within(ofSeconds(2));
        caller.expectToolCall("free").with("day", TUESDAY);
        caller.bargesIn("Wednesday, I meant").after(heard("Tuesday at"));
        caller.stopsHearing().within(ofMillis(400));
        caller.transcript().agentSaid("Tuesday at").neverSaid("ten thirty");
        caller.silence().neverLongerThan(ofSeconds(3));
    }

    @Test
    @VoiceService(script = "billing.yaml")
    void billsAreForBilling(Caller caller) {
        caller.says("How much do I owe?");
        caller.expectToolCall("who");
        caller.handedOffTo("billing");
        caller.hears("This is billing");
    }
}
