package io.audmodel.it.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Several JVMs that do something at once. */
public final class Jvms implements AutoCloseable {

    private final List<Jvm> all = new ArrayList<>();

    private Jvms() {}

    /** Starts them side by side, and waits until all are ready for commands. */
    public static Jvms start(int count, IntFunction<Jvm> begin) {
        Jvms jvms = new Jvms();
        for (int i = 0; i < count; i++) {
            jvms.all.add(begin.apply(i));
        }
        jvms.all.forEach(Jvm::awaitReady);
        return jvms;
    }

    /** Tells each of them what to do, and waits for their answers, in order. */
    public List<String> ask(IntFunction<String> command) {
        tell(command);
        return answers();
    }

    /** Tells each of them what to do. */
    public void tell(IntFunction<String> command) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).tell(command.apply(i));
        }
    }

    /** Waits for their answers, in order. */
    public List<String> answers() {
        return all.stream().map(Jvm::answer).toList();
    }

    /** Lets all of them end by themselves, which they have to do without a complaint. */
    public void finish() {
        all.forEach(Jvm::close);
    }

    /** Ends those that a failed test left behind. */
    @Override
    public void close() {
        all.forEach(Jvm::kill);
    }
}
