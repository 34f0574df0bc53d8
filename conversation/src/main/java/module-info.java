/** A conversation between a caller and agents, and its ports. */
module dev.charla.conversation {
    requires static transitive org.jspecify;
    requires transitive dev.charla.client;
    requires transitive dev.charla.audio;
    requires org.slf4j;

    exports dev.charla.conversation;
    exports dev.charla.conversation.annotation;
    exports dev.charla.conversation.browser;
    exports dev.charla.conversation.capture;
    exports dev.charla.conversation.control;
    exports dev.charla.conversation.flow;
    exports dev.charla.conversation.function;
    exports dev.charla.conversation.guard;
    exports dev.charla.conversation.options;
    exports dev.charla.conversation.page;
    exports dev.charla.conversation.state;

    opens dev.charla.conversation.browser to
            tools.jackson.databind;
}
