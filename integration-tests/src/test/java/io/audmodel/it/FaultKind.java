package io.audmodel.it;

import io.audmodel.testkit.Fault;
import java.util.List;

/** What goes wrong on the way to a server, by kind. */
enum FaultKind {
    LATENCY(Fault.LATENCY),
    RESET(Fault.RESET),
    CUT(Fault.CUT),
    FLIP(Fault.FLIP),
    SHRINK(Fault.SHRINK),
    GROW(Fault.GROW),
    SLOW(Fault.STALL, Fault.CRAWL, Fault.TRICKLE),
    STORM(Fault.BUSY_429, Fault.ERROR_500, Fault.BUSY_503),
    WRONG_CHECKSUM(Fault.WRONG_CHECKSUM),
    LOST_ANSWER(Fault.LOST_ANSWER);

    private final List<Fault> faults;

    FaultKind(Fault... faults) {
        this.faults = List.of(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
