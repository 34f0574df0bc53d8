package dev.charla.boot.browser;

import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.net.PageSockets;
import dev.charla.boot.web.OriginRule;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Puts {@link PageConfiguration} into a context of its own, which nothing else can look into. */
public final class PageParts {
    private PageParts() {}

    /**
     * A context with what a page asks for, started.
     *
     * @param beans where what becomes of conversations is found
     * @param sockets of the server that it is on
     * @param web how requests are read and answered
     */
    public static AnnotationConfigApplicationContext of(
            ListableBeanFactory beans, PageSockets sockets, Class<?> web) {
        var parts = new AnnotationConfigApplicationContext();
        parts.setDisplayName("charla page");
        borrow(parts, beans, ServiceStatus.Source.class);
        borrow(parts, beans, AgentOffers.class);
        borrow(parts, beans, Callers.class);
        borrow(parts, beans, ConversationRegistry.class);
        borrow(parts, beans, Conversations.class);
        borrow(parts, beans, UsageLimits.class);
        borrow(parts, beans, OriginRule.class);
        borrow(parts, beans, SignOut.class);
        parts.getBeanFactory().registerSingleton(PageSockets.class.getName(), sockets);
        parts.register(PageConfiguration.class, web);
        parts.refresh();
        return parts;
    }

    /** A singleton that is not made here is not closed here either. */
    private static <T> void borrow(
            AnnotationConfigApplicationContext parts, ListableBeanFactory beans, Class<T> type) {
        parts.getBeanFactory().registerSingleton(type.getName(), beans.getBean(type));
    }
}
