package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say when they are asked for leave. */
class ConsentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes.", "yeah, go ahead", "Okay", "Sure, please do.", "Of course!",
                "Yes, please book it.", "Sí, claro.", "vale", "De acuerdo", "Sim, pode marcar.",
                "Oui, d'accord.", "Allez-y.", "Bien sûr", "Ja, gerne.", "Na klar"
            })
    void whoAgreesHasAgreed(String said) {
        assertThat(Consent.of(said)).isEqualTo(Consent.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No.",
                "No, thanks.",
                "Don't.",
                "Please don't do it.",
                "Cancel that",
                "Not yet",
                "Yes, no, wait",
                "No, claro que no",
                "Mejor no",
                "Não, obrigado.",
                "Non merci",
                "Pas maintenant",
                "Nein, danke.",
                "Bitte nicht",
                "Ja, aber nicht heute"
            })
    void aNoCountsBeforeAnyYes(String said) {
        assertThat(Consent.of(said)).isEqualTo(Consent.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "Hmm",
                "What does it cost?",
                "Okay, but make it Tuesday",
                "Yes, what does it cost?",
                "Tuesday at ten",
                "Yesterday",
                "I was saying yes to my colleague over there in the office",
                "It is sinking"
            })
    void whatSaysNeitherIsNoDecision(String said) {
        assertThat(Consent.of(said)).isEqualTo(Consent.UNCLEAR);
    }
}
