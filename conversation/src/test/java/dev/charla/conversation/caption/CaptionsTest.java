package dev.charla.conversation.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.charla.conversation.browser.PageMessage.Caption;
import dev.charla.conversation.browser.PageMessage.Role;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionsTest {
    private static final int SECOND = 24_000;
    private static final ItemId USER = new ItemId("item_u1");
    private static final ItemId AGENT = new ItemId("item_a1");
    private static final ResponseId RESPONSE = new ResponseId("resp_1");

    private final List<Caption> shown = new ArrayList<>();
    private final Captions captions = new Captions(shown::add);

    @Test
    void aLateTranscriptStandsBeforeTheAnswerItCaused() {
        captions.userBegan(USER);
        captions.agentBegan(RESPONSE, AGENT);
        captions.agentWords(RESPONSE, AGENT, "It is noon.");
        captions.userSaid(USER, "What time is it?");

        assertThat(shown)
                .extracting(Caption::role, Caption::order)
                .containsExactly(tuple(Role.AGENT, 2L), tuple(Role.USER, 1L));
    }

    @Test
    void partialWordsComeWholeEachTime() {
        captions.userWords(USER, "what ");
        captions.userWords(USER, "time");
        captions.userSaid(USER, "What time?");

        assertThat(shown)
                .extracting(Caption::text, Caption::fin)
                .containsExactly(
                        tuple("what ", false),
                        tuple("what time", false),
                        tuple("What time?", true));
    }

    @Test
    void anEmptyTranscriptWithdrawsWhatWasShown() {
        captions.userWords(USER, "uh");
        captions.userSaid(USER, "");

        assertThat(shown.getLast()).isEqualTo(new Caption(Role.USER, "item_u1", 1, "", true, null));
    }

    @Test
    void anEmptyTranscriptOfNothingShowsNothing() {
        captions.userBegan(USER);
        captions.userSaid(USER, " ");

        assertThat(shown).isEmpty();
    }

    @Test
    void anEmptyRepetitionDoesNotWithdrawWhatWasSaid() {
        captions.userSaid(USER, "Hello.");
        captions.userSaid(USER, "");

        assertThat(shown).hasSize(1);
    }

    @Test
    void wordsThatWereNotUnderstoodAreMarkedSo() {
        captions.userBegan(USER);
        captions.userNotUnderstood(USER);

        assertThat(shown.getLast().text()).isEqualTo(Captions.NOT_UNDERSTOOD);
        assertThat(shown.getLast().fin()).isTrue();
    }

    @Test
    void anInterruptedAnswerKeepsItsWordsAndTellsHowManyWereHeard() {
        captions.agentWords(RESPONSE, AGENT, "one two three four");
        captions.agentAudio(RESPONSE, AGENT, 4 * SECOND);
        captions.agentSaid(RESPONSE, AGENT, "one two three four");
        captions.agentCut(AGENT, 2 * SECOND, true);

        assertThat(shown.getLast())
                .isEqualTo(
                        new Caption(
                                Role.AGENT,
                                "item_a1",
                                1,
                                "one two three four",
                                true,
                                "one two".length()));
    }

    @Test
    void anAnswerHeardToItsEndIsNotMarkedAsInterrupted() {
        captions.agentWords(RESPONSE, AGENT, "one two");
        captions.agentAudio(RESPONSE, AGENT, SECOND);
        captions.agentCut(AGENT, SECOND, true);

        assertThat(shown.getLast().heard()).isNull();
    }

    @Test
    void wordsThatNeverGotASoundWereNotHeard() {
        captions.agentWords(RESPONSE, AGENT, "one two");
        captions.abandon(RESPONSE, item -> false);

        assertThat(shown.getLast().heard()).isZero();
        assertThat(shown.getLast().fin()).isTrue();
    }

    @Test
    void wordsToReadAreNotMarkedAsUnheard() {
        captions.agentWrote(RESPONSE, AGENT, "one two");
        captions.abandon(RESPONSE, item -> false);

        assertThat(shown.getLast().heard()).isNull();
        assertThat(shown.getLast().fin()).isTrue();
    }

    @Test
    void anItemWhoseHeardLengthIsStillAskedForIsLeftAlone() {
        captions.agentWords(RESPONSE, AGENT, "one two");
        captions.abandon(RESPONSE, AGENT::equals);

        assertThat(shown.getLast().fin()).isFalse();
    }

    @Test
    void nothingChangesTheWordsOfAnInterruptedAnswerAnyMore() {
        captions.agentWords(RESPONSE, AGENT, "one two");
        captions.agentAudio(RESPONSE, AGENT, SECOND);
        captions.agentCut(AGENT, SECOND / 2, false);
        int before = shown.size();
        captions.agentWords(RESPONSE, AGENT, " three");
        captions.agentSaid(RESPONSE, AGENT, "one two three");

        assertThat(shown).hasSize(before);
    }

    @Test
    void onlyTheNewestItemsAreRemembered() {
        for (int i = 0; i < 10 * Captions.REMEMBERED; i++) {
            captions.userSaid(new ItemId("item_" + i), "word");
        }
        captions.userSaid(new ItemId("item_" + (10 * Captions.REMEMBERED - 1)), "other word");

        assertThat(shown.getLast().order()).isEqualTo(10L * Captions.REMEMBERED);
    }
}
