package io.audmodel.it.race;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stands still, or ends the process, before a call that was chosen. For one thread. */
final class PausingBackend extends ForwardingBackend {

    private static final int KILLED = 137;

    private int call;
    private int pause;

    PausingBackend(Backend delegate) {
        super(delegate);
    }

    /**
     * @param nextCall before which of the calls from now on, counted from 1; before none if 0
     * @param millis how long it stands still; negative if the process ends there
     */
    void plan(int nextCall, int millis) {
        call = nextCall;
        pause = millis;
    }

    private void step() {
        call--;
        if (call != 0) {
            return;
        }
        if (pause < 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        step();
        return super.stat(path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        step();
        return super.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        step();
        return super.put(path, content, mode);
    }
}
