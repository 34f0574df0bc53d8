package dev.charla.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.client.CloseCause;
import dev.charla.client.ConnectionSnapshot;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceClosed;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import dev.charla.testkit.Faults.Point;
import dev.charla.testkit.RawPeer;
import dev.charla.testkit.ReceivedFrame;
import dev.charla.testkit.Tone;
import dev.charla.testkit.VirtualLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One sound connection: handshake, order, bounds, keep-alive and our own ending of it. */
class ServiceConnectionIT {
    private static final Duration PATIENCE = RecordingListener.PATIENCE;

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void eventsAreToldInTheOrderOfTheWireWithTheirAudio() {
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvent(ResponseEvent.Done.class);

            var expected = new ArrayList<>(List.of("session.created", "response.created"));
            IntStream.range(0, 10).forEach(_ -> expected.add("response.audio.delta"));
            expected.addAll(List.of("response.audio.done", "response.done"));
            assertThat(listener.types()).isEqualTo(expected);
            var spoken = ByteBuffer.allocate(48_000);
            listener.of(ResponseEvent.AudioDelta.class)
                    .forEach(delta -> spoken.put(delta.delta().asReadOnlyByteBuffer()));
            assertThat(spoken.array()).isEqualTo(Tone.pcm(Duration.ofSeconds(1)));
        }
    }

    @Test
    void splitAndDribbledMessagesArriveWhole() {
        var message =
                "{\"type\":\"warning\",\"event_id\":\"e1\",\"warning\":{\"message\":\"ñ€😀\"}}";
        try (var service =
                FaultService.start(Faults.at(Point.AFTER_UPGRADE, Faults.dribble(message)))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(2);

            assertThat(listener.types()).containsExactly("warning", "warning");
            assertThat(listener.of(ServerEvent.class).get(1))
                    .isEqualTo(listener.of(ServerEvent.class).getFirst());
        }
    }

    @Test
    void unknownAndRepeatedEventsArriveAsTheyCame() {
        var message = "{\"type\":\"charla.test.new\",\"event_id\":\"e1\"}";
        try (var service =
                FaultService.start(Faults.at(Point.AFTER_SESSION_CREATED, Faults.twice(message)))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(3);

            assertThat(listener.of(ServerEvent.Unknown.class))
                    .hasSize(2)
                    .allMatch(event -> "charla.test.new".equals(event.type()));
        }
    }

    @Test
    void eventWithAnUnreadableMemberIsPassedOverAndCounted() {
        var broken =
                "{\"type\":\"response.audio.done\",\"event_id\":\"e1\",\"output_index\":\"x\"}";
        try (var service =
                FaultService.start(
                        Faults.at(
                                Point.AFTER_SESSION_CREATED,
                                peer -> {
                                    peer.text(broken);
                                    peer.text("{\"type\":\"charla.test.new\",\"event_id\":\"e2\"}");
                                    peer.awaitEnd(PATIENCE);
                                }))) {
            var listener = client.listener();

            var connection = client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(2);

            assertThat(listener.types()).containsExactly("session.created", "charla.test.new");
            assertThat(client.call(connection::snapshot).unreadableEvents()).isEqualTo(1);
        }
    }

    @Test
    void floodOfEventsArrivesWholeAndInOrder() {
        int count = 20_000;
        try (var service =
                FaultService.start(Faults.at(Point.AFTER_UPGRADE, Faults.flood(count)))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(count);

            var numbers =
                    listener.of(ServerEvent.Unknown.class).stream()
                            .map(event -> event.raw().get("number").asInt())
                            .toList();
            assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void whatIsSentArrivesInOrderMaskedAndAsText() throws Exception {
        try (var service = FaultService.start(Faults.none())) {
            var pcm = ByteBuffer.wrap(Tone.pcm(Duration.ofMillis(20)));
            var listener =
                    client.listener()
                            .whenOpened(connection -> {
                                assertThat(connection.sendAudio(pcm)).isTrue();
                                connection.send(new InputAudioBufferRequest.Commit(null));
                                connection.close(1000, "done");
                            });

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitClosed();

            var peer = service.awaitPeer(0, PATIENCE);
            peer.awaitEnd(PATIENCE);
            var texts = peer.receivedTexts();
            assertThat(pcm.hasRemaining()).isFalse();
            assertThat(texts).hasSize(2);
            assertThat(texts.getFirst()).contains("input_audio_buffer.append");
            assertThat(peer.receivedAudio().getFirst()).isEqualTo(Tone.pcm(Duration.ofMillis(20)));
            assertThat(texts.getLast()).contains("input_audio_buffer.commit");
            assertThat(peer.received().getLast())
                    .isEqualTo(new ReceivedFrame(ReceivedFrame.CLOSE, "done", 1000));
            assertThat(peer.violation()).isNull();
        }
    }

    /** As after a stall, when a page's socket holds seconds of audio. */
    @Test
    void muchAudioInOneTurnOfTheLoopIsLateAndNotLost() throws Exception {
        int pieces = 25;
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();
            var connection = client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(1);

            client.run(() -> {
                for (int i = 0; i < pieces; i++) {
                    connection.sendAudio(tone(Duration.ofMillis(200)));
                }
            });
            long droppedMs = client.call(connection::droppedAudioMs);
            client.run(() -> connection.close(1000, "done"));
            listener.awaitClosed();

            var peer = service.awaitPeer(0, PATIENCE);
            peer.awaitEnd(PATIENCE);
            assertThat(droppedMs).isZero();
            assertThat(peer.receivedTexts()).hasSize(pieces);
        }
    }

    @Test
    void slowServiceCostsTheOldestAudioAndNoControl() throws Exception {
        try (var service = FaultService.start(ServiceConnectionIT::readLate)) {
            var listener = client.listener();
            var connection = client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(1);
            int sentMs = 0;
            while (client.call(connection::droppedAudioMs) < 1000) {
                client.call(() -> connection.sendAudio(tone(Duration.ofMillis(200))));
                sentMs += 200;
            }
            client.call(() -> connection.send(new InputAudioBufferRequest.Commit(null)));
            var slow = client.call(connection::snapshot);

            var peer = service.awaitPeer(0, PATIENCE);
            peer.startReading();
            client.run(() -> connection.close(1000, "done"));
            listener.awaitClosed();
            peer.awaitEnd(PATIENCE);

            assertThat(slow.waitingAudioMs()).isBetween(1000L, 2000L);
            assertThat(slow.droppedAudioEpisodes()).isEqualTo(1);
            long arrivedMs =
                    peer.receivedAudio().stream().mapToLong(audio -> audio.length / 48).sum();
            assertThat(arrivedMs + slow.droppedAudioMs()).isEqualTo(sentMs);
            assertThat(peer.receivedTexts().getLast()).contains("input_audio_buffer.commit");
        }
    }

    @Test
    void serviceThatTakesNoControlLosesTheConnection() {
        try (var service = FaultService.start(Faults.neverRead())) {
            var listener = client.listener();
            var connection = client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(1);
            var long64k =
                    new ConversationItemRequest.Retrieve(new ItemId("x".repeat(64 * 1024)), null);

            boolean taken = true;
            for (int i = 0; taken && i < 10_000; i++) {
                taken = client.call(() -> connection.send(long64k));
            }

            assertThat(taken).isFalse();
            assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.SLOW_PEER);
        }
    }

    @Test
    void pingsKeepAnAnsweringServiceAndItsPingsAreAnswered() throws Exception {
        try (var service =
                FaultService.start(
                        Faults.at(
                                Point.AFTER_SESSION_CREATED,
                                peer -> {
                                    peer.frame(true, ReceivedFrame.PING, new byte[] {'h', 'i'});
                                    peer.awaitEnd(PATIENCE);
                                }))) {
            var listener = client.listener();
            var target =
                    ClientLoop.target(service)
                            .timeouts(
                                    ClientLoop.TIMEOUTS.withPing(
                                            Duration.ofMillis(20), Duration.ofSeconds(5)))
                            .build();
            client.connect(target, listener);
            var peer = service.awaitPeer(0, PATIENCE);

            peer.awaitFrames(ReceivedFrame.PING, 3, PATIENCE);
            peer.awaitFrames(ReceivedFrame.PONG, 1, PATIENCE);

            assertThat(peer.received()).contains(new ReceivedFrame(ReceivedFrame.PONG, "hi", 0));
            assertThat(listener.of(ServiceClosed.class)).isEmpty();
        }
    }

    @Test
    void pausedReadingHoldsTheServiceBackAndIsNoSilence() throws Exception {
        int count = 50_000;
        try (var service =
                FaultService.start(Faults.at(Point.AFTER_SESSION_CREATED, Faults.flood(count)))) {
            var listener = client.listener().whenOpened(connection -> connection.pauseReading());
            var target =
                    ClientLoop.target(service)
                            .timeouts(
                                    ClientLoop.TIMEOUTS
                                            .withPing(Duration.ofMillis(20), Duration.ofMillis(20))
                                            .withFirstEvent(Duration.ofSeconds(30)))
                            .build();
            var connection = client.connect(target, listener);
            service.awaitPeer(0, PATIENCE).awaitFrames(ReceivedFrame.PING, 5, PATIENCE);

            int whilePaused = listener.of(ServerEvent.class).size();
            client.run(connection::resumeReading);
            listener.awaitEvents(count + 1);

            assertThat(whilePaused).isLessThan(count / 2);
            assertThat(listener.of(ServiceClosed.class)).isEmpty();
        }
    }

    @Test
    void attemptIsCancelledBeforeItOpens() throws Exception {
        try (var service = FaultService.start(Faults.neverAnswer())) {
            var listener = client.listener();
            var connection = client.connect(ClientLoop.target(service).build(), listener);
            var peer = service.awaitPeer(0, PATIENCE);

            client.run(() -> connection.close(1000, ""));

            assertThat(listener.awaitClosed()).isEqualTo(ServiceClosed.of(CloseCause.CANCELLED));
            assertThat(peer.awaitEnd(PATIENCE)).isTrue();
            assertThat(listener.of(String.class)).isEmpty();
        }
    }

    @Test
    void closingIsIdempotentToldOnceAndNeverFromWithinTheCall() {
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();
            var connection = client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitEvents(1);

            var toldWithin =
                    client.call(() -> {
                        connection.close(1000, "é".repeat(100));
                        connection.close(1011, "again");
                        return listener.of(ServiceClosed.class).size();
                    });
            var closed = listener.awaitClosed();
            client.run(() -> connection.close(1000, "late"));
            client.run(() -> {});

            assertThat(toldWithin).isZero();
            assertThat(closed).isEqualTo(ServiceClosed.of(CloseCause.CLOSED, 1000, "é".repeat(61)));
            assertThat(listener.of(ServiceClosed.class)).hasSize(1);
            assertThat(client.call(() -> connection.send(new ResponseRequest.Cancel(null, null))))
                    .isFalse();
            assertThat(client.call(() -> connection.sendAudio(tone(Duration.ofMillis(20)))))
                    .isFalse();
            assertThat(client.call(connection::snapshot).state())
                    .isEqualTo(ConnectionSnapshot.State.CLOSED);
        }
    }

    @Test
    void serviceThatDoesNotAnswerOurCloseFrameIsLeft() throws Exception {
        try (var service = FaultService.start(Faults.neverRead())) {
            var listener =
                    client.listener().whenOpened(connection -> connection.close(1000, "done"));

            client.connect(ClientLoop.target(service).build(), listener);

            assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.CLOSED);
            var peer = service.awaitPeer(0, PATIENCE);
            peer.startReading();
            assertThat(peer.awaitEnd(PATIENCE)).isTrue();
        }
    }

    @Test
    void failingListenerEndsItsConnectionOnly() {
        try (var service = FaultService.start(Faults.none())) {
            var failing =
                    client.listener()
                            .whenOpened(_ -> {
                                throw new IllegalStateException("for a test");
                            });
            var other = client.listener();
            client.connect(ClientLoop.target(service).build(), other);
            other.awaitEvent(ResponseEvent.Done.class);

            client.connect(ClientLoop.target(service).build(), failing);

            assertThat(failing.awaitClosed().cause()).isEqualTo(CloseCause.LISTENER_FAILED);
            assertThat(other.of(ServiceClosed.class)).isEmpty();
        }
    }

    @Test
    void twentyConnectionsShareOneLoopAndLeaveNothingBehind() throws Exception {
        try (var service = FaultService.start(Faults.none())) {
            var listeners = IntStream.range(0, 20).mapToObj(_ -> client.listener()).toList();
            var target = ClientLoop.target(service).build();

            var connections = listeners.stream().map(l -> client.connect(target, l)).toList();
            listeners.forEach(listener -> listener.awaitEvent(ResponseEvent.Done.class));
            connections.forEach(open -> client.run(() -> open.close(1000, "")));
            var endings = listeners.stream().map(RecordingListener::awaitClosed).toList();

            assertThat(endings).hasSize(20).allMatch(closed -> closed.cause() == CloseCause.CLOSED);
            for (var peer : service.peers()) {
                assertThat(peer.awaitEnd(PATIENCE)).isTrue();
            }
        }
    }

    @Test
    void loopThatIsNotNettysIsRefused() {
        var connector = new NettyServiceConnector();
        var loop = new VirtualLoop();
        try (var service = FaultService.start(Faults.none())) {
            var target = ClientLoop.target(service).build();

            assertThatThrownBy(() -> connector.connect(target, loop, new RecordingListener(loop)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void readLate(RawPeer peer) throws IOException, InterruptedException {
        peer.acceptWithoutReading();
        peer.text(
                "{\"type\":\"session.created\",\"event_id\":\"e\",\"session\":{\"id\":\"sess_1\"}}");
        peer.awaitFrames(ReceivedFrame.CLOSE, 1, PATIENCE);
        peer.closeFrame(1000, "");
        peer.awaitEnd(PATIENCE);
    }

    private static ByteBuffer tone(Duration length) {
        return ByteBuffer.wrap(Tone.pcm(length));
    }
}
