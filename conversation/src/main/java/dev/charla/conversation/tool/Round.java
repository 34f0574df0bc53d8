package dev.charla.conversation.tool;

import dev.charla.conversation.function.Schedule;

/**
 * The calls that one response made, which are answered by one response. Confined to the session's
 * loop.
 */
final class Round {
    private int open;
    private boolean any;
    private boolean over;
    private Schedule schedule = Schedule.SILENT;

    void began() {
        any = true;
        open++;
    }

    /** The agent is to speak about a result as this says, if none of the round asks for more. */
    void answered(Schedule wish) {
        open--;
        if (wish.compareTo(schedule) > 0) {
            schedule = wish;
        }
    }

    /** No further call comes. */
    void over() {
        over = true;
    }

    /** Whether all calls there will be are answered. */
    boolean complete() {
        return any && over && open == 0;
    }

    Schedule schedule() {
        return schedule;
    }
}
