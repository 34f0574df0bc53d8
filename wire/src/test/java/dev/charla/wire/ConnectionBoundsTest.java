package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may hold of a connection, in frozen time. */
class ConnectionBoundsTest {
    private static final int PATIENCE_SECONDS = 90;

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(new ConnectionBounds(Duration.ofSeconds(PATIENCE_SECONDS)));
    }

    private void passes(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    private void comes(Object message) {
        channel.writeInbound(message);
        ReferenceCountUtil.release(channel.readInbound());
    }

    private void comesRequest() {
        comes(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    }

    private void comesHead() {
        comes(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    }

    private void answers(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        ReferenceCountUtil.release(channel.readOutbound());
    }

    private void begins() {
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        ReferenceCountUtil.release(channel.readOutbound());
    }

    @Test
    void requestsBehindAnAnswerThatDoesNotEndAreBounded() {
        comesRequest();
        begins();

        for (int i = 1; i < ConnectionBounds.MOST_WAITING_REQUESTS; i++) {
            comesRequest();
        }
        assertThat(channel.isOpen()).isTrue();
        comesRequest();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bytesBehindAnAnswerThatDoesNotEndAreBounded() {
        comesRequest();
        comesHead();

        for (int sent = 0; sent < ConnectionBounds.MOST_WAITING_BYTES; sent += 64 * 1024) {
            assertThat(channel.isOpen()).isTrue();
            comes(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[64 * 1024])));
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theBodyOfTheRequestThatIsBeingAnsweredDoesNotWait() {
        comesHead();

        for (int i = 0; i < 100; i++) {
            comes(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[64 * 1024])));
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aClientThatSendsSeveralAndTakesTheirAnswersGoesOn() {
        for (int round = 0; round < 1_000; round++) {
            comesRequest();
            comesRequest();
            comesRequest();
            answers(HttpResponseStatus.OK);
            answers(HttpResponseStatus.OK);
            answers(HttpResponseStatus.OK);
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aWordInBetweenIsNoAnswer() {
        for (int i = 0; i < ConnectionBounds.MOST_WAITING_REQUESTS; i++) {
            comesRequest();
            answers(HttpResponseStatus.CONTINUE);
        }
        comesRequest();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatBringsNoRequestEnds() {
        passes(PATIENCE_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();

        passes(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRequestThatTricklesInEndsItsConnection() {
        comesHead();

        for (int second = 0; second < PATIENCE_SECONDS - 1; second++) {
            comes(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1])));
            passes(1);
        }
        assertThat(channel.isOpen()).isTrue();
        passes(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anAnswerMayTakeAsLongAsItWants() {
        comesRequest();
        begins();

        passes(100 * PATIENCE_SECONDS);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theTimeForTheNextRequestBeginsWithTheEndOfTheAnswer() {
        comesRequest();
        passes(10 * PATIENCE_SECONDS);
        answers(HttpResponseStatus.OK);

        passes(PATIENCE_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();
        passes(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRequestThatWasRefusedBeforeItsEndIsStillOwed() {
        comesHead();
        answers(HttpResponseStatus.FORBIDDEN);
        passes(PATIENCE_SECONDS - 1);
        comes(LastHttpContent.EMPTY_LAST_CONTENT);
        passes(PATIENCE_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();

        passes(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nothingIsLeftOfItWhenTheConnectionBecomesAnother() {
        channel.pipeline().remove(ConnectionBounds.class);

        passes(10 * PATIENCE_SECONDS);

        assertThat(channel.isOpen()).isTrue();
    }
}
