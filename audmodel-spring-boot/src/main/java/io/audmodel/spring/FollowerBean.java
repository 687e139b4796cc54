package io.audmodel.spring;

import io.audmodel.AudModel;
import io.audmodel.follow.FollowOption;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.FollowerState;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelMaker;
import io.audmodel.model.ModelRef;
import io.audmodel.spring.AudModelProperties.Followed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.SmartLifecycle;

/**
 * A follower as a bean. It loads its model when it is used first, at the latest when the application starts, before a server
 * opens its port; it stops when the last request is answered, and can be started again, as contexts of tests are. Then its
 * holders and listeners get the model that the reference leads to by then. Thread-safe.
 */
final class FollowerBean implements Follower, SmartLifecycle {

    /** Below that of servers and of what consumes messages: started before them, and stopped after them. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final AudModel client;
    private final ModelRef ref;
    private final Duration every;
    private final FollowOption[] options;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<? super FollowedModel>> listeners = new CopyOnWriteArrayList<>();
    private final List<RestartedHolder<?, ?>> holders = new CopyOnWriteArrayList<>();
    private volatile @Nullable Follower current;
    private volatile boolean running;
    private volatile boolean closed;

    FollowerBean(String name, AudModelProperties properties, AudModel client) {
        Followed followed = properties.followed().get(name);
        String property = "audmodel.followed." + name;
        if (followed == null || followed.ref() == null) {
            throw new InvalidConfigurationPropertyValueException(
                    property + ".ref", null, "say which alias, short id or id to follow, such as emotion-production");
        }
        if (followed.every().isNegative() || followed.every().isZero()) {
            throw new InvalidConfigurationPropertyValueException(
                    property + ".every",
                    followed.every(),
                    "the time between two checks has to be positive, such as 30s");
        }
        this.client = client;
        this.ref = followed.ref();
        this.every = followed.every();
        this.options = followed.verified() ? new FollowOption[] {FollowOption.VERIFIED} : new FollowOption[0];
    }

    @Override
    public ModelRef ref() {
        return ref;
    }

    @Override
    public FollowerState state() {
        return follower().state();
    }

    @Override
    public void addListener(Consumer<? super FollowedModel> listener) {
        lock.lock();
        try {
            listeners.add(listener);
            Follower now = current;
            if (now != null) {
                now.addListener(listener);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T, X extends Exception> ModelHolder<T> hold(ModelMaker<T, X> maker) throws X {
        lock.lock();
        try {
            RestartedHolder<T, X> holder =
                    new RestartedHolder<>(maker, follower().hold(maker), holders::remove);
            holders.add(holder);
            return holder;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FollowerState checkNow() {
        return follower().checkNow();
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (closed || running) {
                return;
            }
            Follower before = current;
            Follower next = client.follow(ref, every, options);
            try {
                for (RestartedHolder<?, ?> holder : holders) {
                    holder.moveTo(next);
                }
            } catch (RuntimeException | Error e) {
                next.close();
                throw e;
            }
            listeners.forEach(next::addListener);
            current = next;
            running = true;
            if (before != null && !before.current().ref().equals(next.current().ref())) {
                listeners.forEach(listener -> listener.accept(next.current()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            Follower now = current;
            if (now != null) {
                now.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void close() {
        closed = true;
        stop();
    }

    /** The one that follows, or followed last; the first use starts it. */
    private Follower follower() {
        Follower now = current;
        if (now == null) {
            start();
            now = current;
        }
        if (now == null) {
            throw new IllegalStateException("the follower of " + ref + " was closed before it followed anything");
        }
        return now;
    }

    @Override
    public String toString() {
        return "Follower[" + ref + "]";
    }
}
