package dev.charla.conversation.flow;

/** Where an exit led, once it was called. */
public sealed interface Lead {
    /** To this step. */
    record To(FlowStep step) implements Lead {}

    /** Nowhere: the step goes on. */
    record Stay() implements Lead {}

    /** Out of the flow: the agent is as it is without one. */
    record Back() implements Lead {}
}
