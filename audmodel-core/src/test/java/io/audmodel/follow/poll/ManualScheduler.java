package io.audmodel.follow.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An scheduler whose time a test moves on; tasks run on the test's thread. */
final class ManualScheduler implements Supplier<CheckScheduler> {

    private final class Task {
        private final long due;
        private final Runnable work;

        Task(long due, Runnable work) {
            this.due = due;
            this.work = work;
        }
    }

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final List<Task> tasks = new ArrayList<>();
    private long time;

    @Override
    public CheckScheduler get() {
        opened.incrementAndGet();
        return new CheckScheduler() {
            @Override
            public Runnable in(long nanos, Runnable task) {
                Task planned = new Task(time + nanos, task);
                tasks.add(planned);
                return () -> tasks.remove(planned);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                tasks.clear();
            }
        };
    }

    int planned() {
        return tasks.size();
    }

    /** Runs what is due until then, in order; what is late runs at the end, as after the sleep of a machine. */
    void advance(Duration duration) {
        long end = time + duration.toNanos();
        for (Task task = first(); task != null && task.due <= end; task = first()) {
            tasks.remove(task);
            time = Math.max(time, task.due);
            task.work.run();
        }
        time = end;
    }

    /** Passes time in which nothing runs; what became due runs once it is over. */
    void sleep(Duration duration) {
        time += duration.toNanos();
        advance(Duration.ZERO);
    }

    private Task first() {
        return tasks.stream().min(Comparator.comparingLong(task -> task.due)).orElse(null);
    }
}
