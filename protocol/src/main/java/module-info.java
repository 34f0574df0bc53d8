/** The vocabulary of Voice Live: requests, events, settings, items and their JSON. */
module dev.charla.protocol {
    requires transitive org.jspecify; // read at run time: a record says what may be null
    requires transitive tools.jackson.databind;

    exports dev.charla.protocol.codec;
    exports dev.charla.protocol.dialect;
    exports dev.charla.protocol.event;
    exports dev.charla.protocol.item;
    exports dev.charla.protocol.json;
    exports dev.charla.protocol.request;
    exports dev.charla.protocol.response;
    exports dev.charla.protocol.settings;

    // It makes records and deserialisers that are not public.
    opens dev.charla.protocol.codec to
            tools.jackson.databind;
    opens dev.charla.protocol.dialect to
            tools.jackson.databind;
    opens dev.charla.protocol.event to
            tools.jackson.databind;
    opens dev.charla.protocol.item to
            tools.jackson.databind;
    opens dev.charla.protocol.json to
            tools.jackson.databind;
    opens dev.charla.protocol.request to
            tools.jackson.databind;
    opens dev.charla.protocol.response to
            tools.jackson.databind;
    opens dev.charla.protocol.settings to
            tools.jackson.databind;
}
