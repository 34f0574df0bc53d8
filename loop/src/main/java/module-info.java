/** The thread a conversation or a session lives on, and its time, as interfaces. */
module dev.charla.loop {
    requires static transitive org.jspecify;

    exports dev.charla.loop;
}
