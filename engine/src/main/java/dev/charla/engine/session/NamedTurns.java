package dev.charla.engine.session;

import dev.charla.engine.hearing.Hearing;
import dev.charla.engine.settings.RefusedException;
import dev.charla.protocol.item.TurnId;
import dev.charla.protocol.request.InputAudioRequest;
import org.jspecify.annotations.Nullable;

/**
 * Turns that the client begins and ends itself, by ID ({@code input_audio.turn}). Azure does not
 * document their effect. Here one turn may be open at a time, automatic turns are off meanwhile,
 * and its end is a commit. Confined to the loop.
 */
final class NamedTurns {
    private final Hearing hearing;
    private final LiveSettings settings;
    private final SpeakingSide speaking;
    private @Nullable TurnId open;

    NamedTurns(Hearing hearing, LiveSettings settings, SpeakingSide speaking) {
        this.hearing = hearing;
        this.settings = settings;
        this.speaking = speaking;
    }

    void follow(InputAudioRequest request) throws RefusedException {
        switch (request) {
            case InputAudioRequest.TurnStart(var turn, _) -> start(turn);
            case InputAudioRequest.TurnAppend(var turn, var audio, _) -> {
                check(turn);
                hearing.append(audio);
            }
            case InputAudioRequest.TurnEnd(var turn, _) -> {
                check(turn);
                long waitingMs = hearing.commit();
                close();
                if (waitingMs < Hearing.SHORTEST_COMMIT.toMillis()) {
                    throw RefusedException.commitEmpty(waitingMs);
                }
            }
            case InputAudioRequest.TurnCancel(var turn, _) -> {
                check(turn);
                hearing.clear();
                close();
            }
            case InputAudioRequest.Clear _ -> {
                hearing.clear();
                if (open != null) {
                    close();
                }
            }
        }
    }

    private void start(TurnId turn) throws RefusedException {
        if (open != null) {
            throw new RefusedException(
                    "invalid_value",
                    "turn_id",
                    "Turn '%s' is open. End or cancel it first.".formatted(open));
        }
        open = turn;
        hearing.clear();
        hearing.turnsByHand();
        speaking.callerSpeaks();
    }

    private void check(TurnId turn) throws RefusedException {
        if (!turn.equals(open)) {
            throw new RefusedException(
                    "invalid_value",
                    "turn_id",
                    "Turn '%s' is not open. Send input_audio.turn.start first.".formatted(turn));
        }
    }

    private void close() {
        open = null;
        settings.takeTurns(hearing);
    }
}
