package dev.charla.app.browser;

/** Scripts that run before a page's own and make its browser behave as some browsers do. */
final class BrowserTricks {
    /** A network that lets no WebSocket through. */
    static final String NO_WEB_SOCKET =
            """
            window.WebSocket = class {
              static CONNECTING = 0;
              static OPEN = 1;
              readyState = 0;
              bufferedAmount = 0;
              constructor() {
                window.webSocketsRefused = (window.webSocketsRefused ?? 0) + 1;
                setTimeout(() => this.onclose?.({ code: 1006 }));
              }
              send() {}
              close() {}
            };
            """;

    /** Keeps the sockets and audio contexts of the page at hand. */
    static final String AT_HAND =
            """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...all) {
                super(...all);
                window.sockets.push(this);
              }
            };
            window.contexts = [];
            window.AudioContext = class extends AudioContext {
              constructor(...all) {
                super(...all);
                window.contexts.push(this);
              }
            };
            """;

    /** A page that was not opened by https or at localhost. */
    static final String INSECURE =
            "Object.defineProperty(window, 'isSecureContext', { get: () => false });";

    /** Counts what keeps the main thread busy for more than 50 ms. */
    static final String LONG_TASKS =
            """
            window.longTasks = [];
            new PerformanceObserver((list) => {
              for (const { startTime, duration } of list.getEntries()) {
                window.longTasks.push({ startTime, duration });
              }
            }).observe({ type: 'longtask', buffered: true });
            """;

    private BrowserTricks() {}
}
