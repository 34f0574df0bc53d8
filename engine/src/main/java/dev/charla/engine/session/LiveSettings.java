package dev.charla.engine.session;

import dev.charla.engine.answers.ResponseForm;
import dev.charla.engine.hearing.Hearing;
import dev.charla.engine.hearing.TurnTaking;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.settings.Abilities;
import dev.charla.engine.settings.CleaningRules;
import dev.charla.engine.settings.Family;
import dev.charla.engine.settings.Languages;
import dev.charla.engine.settings.McpRules;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.settings.SessionChange;
import dev.charla.engine.settings.SessionRules;
import dev.charla.engine.settings.SettingsEcho;
import dev.charla.engine.settings.ToolRules;
import dev.charla.engine.settings.TurnRule;
import dev.charla.engine.settings.VoiceRule;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.item.SessionId;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.ToolChoice;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current settings of a session, and their changes. Confined to the loop. */
final class LiveSettings {
    private final VoiceRule voices;
    private final Languages languages;
    private final ToolRules tools;
    private final SessionRules rules;
    private final Family family;
    private final String defaultVoice;
    private SessionSettings settings;
    private TurnRule turns;
    private boolean voiceUsed;
    private boolean temperatureAsked;

    LiveSettings(SessionId id, SessionRequested asked, SessionParts parts) {
        List<String> names = parts.synthesizer().voices();
        this.voices = new VoiceRule(names, parts.synthesizer()::language);
        this.languages = new Languages(parts.recognizer().languages());
        this.tools =
                new ToolRules(
                        parts.replies().callsTools(),
                        parts.replies().heedsToolChoice(),
                        new McpRules(parts.mcp()));
        this.family = asked.family();
        this.rules =
                new SessionRules(
                        voices,
                        languages,
                        tools,
                        family,
                        Abilities.of(parts.replies(), parts.recognizer(), parts.synthesizer()));
        this.defaultVoice = names.getFirst();
        this.settings = initial(id, asked, parts.clock().instant().plus(parts.maxLength()));
        this.turns = turnRule();
    }

    private SessionSettings initial(SessionId id, SessionRequested asked, Instant expiresAt) {
        boolean cascaded = family == Family.CASCADED;
        return SessionSettings.builder(id)
                .model(asked.model())
                .agent(asked.agent())
                .modalities(List.of(Modality.TEXT, Modality.AUDIO))
                .instructions("")
                .voice(
                        new Voice.AzureStandard(
                                defaultVoice,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of()))
                .inputAudioFormat(AudioFormat.PCM16)
                .outputAudioFormat(AudioFormat.PCM16)
                .inputAudioSamplingRate(24_000)
                .inputAudioTranscription(
                        cascaded
                                ? new InputAudioTranscription(
                                        "azure-speech", "", null, null, null, Map.of())
                                : null)
                .turnDetection(
                        TurnDetection.ServerVad.builder()
                                .threshold(0.5)
                                .prefixPaddingMs(300)
                                .silenceDurationMs(cascaded ? 500 : 200)
                                .createResponse(true)
                                .interruptResponse(true)
                                .autoTruncate(false)
                                .build())
                .tools(List.of())
                .toolChoice(ToolChoice.Mode.AUTO)
                .temperature(cascaded ? 0.8 : null)
                .maxResponseOutputTokens(MaxTokens.INFINITE)
                .expiresAt(expiresAt)
                .build();
    }

    SessionSettings now() {
        return settings;
    }

    Family family() {
        return family;
    }

    /** The current turn-taking. */
    TurnRule turns() {
        return turns;
    }

    /**
     * Applies an update completely or not at all.
     *
     * @return warnings for the client
     */
    List<WarningDetails> update(SessionUpdate update, Hearing hearing) throws RefusedException {
        SessionChange change = SessionChange.of(settings, update);
        List<WarningDetails> warnings = rules.check(change, voiceUsed);
        take(change, hearing);
        return warnings;
    }

    private void take(SessionChange change, Hearing hearing) {
        SessionUpdate asked = change.asked();
        settings = SettingsEcho.complete(change.after(), family);
        temperatureAsked |= asked.temperature() != null;
        if (asked.inputAudioFormat() != null || asked.inputAudioSamplingRate() != null) {
            hearing.format(SessionRules.inputEncoding(settings));
        }
        hearing.clean(CleaningRules.cleaning(settings));
        if (!asked.turnDetection().isAbsent()) {
            takeTurns(hearing);
        }
    }

    /** Applies the turn-taking settings. */
    void takeTurns(Hearing hearing) {
        turns = turnRule();
        TurnTaking taking = turns.taking();
        if (taking == null) {
            hearing.turnsByHand();
        } else {
            hearing.turnsByVoice(taking);
        }
    }

    /**
     * Validates the settings of a single response.
     *
     * @return warnings for the client
     */
    List<WarningDetails> check(ResponseSettings response) throws RefusedException {
        return rules.check(response, settings);
    }

    /** The voice of a response of this form. */
    VoiceRule.Choice voice(ResponseForm form) throws RefusedException {
        Voice asked = form.settings().voice();
        return asked == null
                ? new VoiceRule.Choice(defaultVoice, 1, null)
                : voices.choose(asked, "response.voice");
    }

    /**
     * The tools of a response of this form.
     *
     * @param served the tools of the session's MCP servers
     */
    ReplyTools tools(ResponseForm form, ToolRules.ServedTools served) {
        return tools.of(form.settings(), served);
    }

    /** A client's wishes about the thinking; what sessions merely show by default is none. */
    ReplyOptions options(ResponseForm form) {
        return new ReplyOptions(
                temperatureAsked || form.ownTemperature() ? form.settings().temperature() : null,
                form.limit(),
                form.settings().reasoningEffort());
    }

    /** The voice was heard, so it can no longer change. */
    void voiceIsUsed() {
        voiceUsed = true;
    }

    String instructions(@Nullable ResponseSettings own, @Nullable String additional) {
        String session = settings.instructions() == null ? "" : settings.instructions();
        String base = own == null || own.instructions() == null ? session : own.instructions();
        return additional == null ? base : base + "\n" + additional;
    }

    boolean transcribes() {
        return settings.inputAudioTranscription() != null;
    }

    private TurnRule turnRule() {
        return TurnRule.of(settings.turnDetection()).in(spokenLanguage());
    }

    /** The language a transcription is told to be in; null where sessions do not tell. */
    @Nullable String language() {
        InputAudioTranscription asked = settings.inputAudioTranscription();
        return family == Family.NATIVE
                ? null
                : languages.spoken(asked == null ? null : asked.language());
    }

    /**
     * The language of the conversation: the one that was asked for, or the one that is usually
     * heard.
     */
    String spokenLanguage() {
        InputAudioTranscription asked = settings.inputAudioTranscription();
        return languages.spoken(asked == null ? null : asked.language());
    }

    /** What the recogniser is to expect of the next utterance. */
    Expected expected() {
        InputAudioTranscription asked = settings.inputAudioTranscription();
        if (asked == null) {
            return Expected.in(languages.expected(null));
        }
        List<String> phrases = asked.phraseList();
        return new Expected(
                languages.expected(asked.language()), phrases == null ? List.of() : phrases);
    }
}
