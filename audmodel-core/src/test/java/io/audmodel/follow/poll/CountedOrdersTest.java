package io.audmodel.follow.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.cache.HeldModel;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Acquire, release, replace and close in random orders, by one thread and by several: what is held is never closed while
 * somebody uses it, and closed exactly once after its last user.
 */
class CountedOrdersTest {

    /** Counts its users itself, and remembers what should not have happened. */
    private static final class Judged implements AutoCloseable {

        private final AtomicInteger users = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger usedWhenClosed = new AtomicInteger();

        void enter() {
            users.incrementAndGet();
            if (closed.get() > 0) {
                usedWhenClosed.incrementAndGet();
            }
        }

        void leave() {
            if (closed.get() > 0) {
                usedWhenClosed.incrementAndGet();
            }
            users.decrementAndGet();
        }

        @Override
        public void close() {
            usedWhenClosed.addAndGet(users.get());
            closed.incrementAndGet();
        }
    }

    private record Leased(ExactRef ref) implements HeldModel {

        @Override
        public Path folder() {
            return Path.of(ref.toString());
        }

        @Override
        public void close() {}
    }

    private final ConcurrentLinkedQueue<Judged> made = new ConcurrentLinkedQueue<>();
    private final AtomicInteger version = new AtomicInteger();

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private FollowedModel next() {
        ModelId id = ModelId.of("3e120e8d-" + version.incrementAndGet() + ".0.0");
        return new FollowedModel(id, Path.of(id.toString()), Instant.EPOCH);
    }

    private Judged make(FollowedModel model) {
        Judged judged = new Judged();
        made.add(judged);
        return judged;
    }

    private CountedHolder<Judged> holder() {
        return CountedHolder.open(this::make, next(), Leased::new, closed -> {});
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneThread_inRandomOrder(long seed) {
        Random random = new Random(seed);
        CountedHolder<Judged> holder = holder();
        List<ModelUse<Judged>> uses = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            int drawn = random.nextInt(10);
            if (drawn < 5) {
                ModelUse<Judged> use = holder.acquire();
                use.get().enter();
                uses.add(use);
            } else if (drawn < 8 && !uses.isEmpty()) {
                release(uses.remove(random.nextInt(uses.size())));
            } else if (drawn == 8) {
                holder.update(next());
            }
            int held = 1;
            assertThat(made.stream().filter(judged -> judged.closed.get() == 0 && judged.users.get() == 0))
                    .as("seed %s, step %s: closed when the last user is done", seed, step)
                    .hasSizeLessThanOrEqualTo(held);
        }
        holder.close();
        uses.forEach(CountedOrdersTest::release);
        requireAllClosedOnce();
    }

    @Test
    void manyThreads_atOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            for (int round = 0; round < 100; round++) {
                CountedHolder<Judged> holder = holder();
                List<Callable<Integer>> parts = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    parts.add(() -> use(holder));
                }
                parts.add(() -> {
                    for (int i = 0; i < 40; i++) {
                        holder.update(next());
                    }
                    return 0;
                });
                boolean isClosedMeanwhile = round % 2 == 0;
                parts.add(() -> {
                    if (isClosedMeanwhile) {
                        holder.close();
                    }
                    return 0;
                });
                for (Future<Integer> part : threads.invokeAll(parts)) {
                    part.get();
                }
                holder.close();
            }
        } finally {
            threads.shutdownNow();
        }
        requireAllClosedOnce();
    }

    private static int use(CountedHolder<Judged> holder) {
        for (int i = 0; i < 200; i++) {
            try (ModelUse<Judged> use = holder.acquire()) {
                use.get().enter();
                Thread.onSpinWait();
                use.get().leave();
            } catch (IllegalStateException e) {
                return i;
            }
        }
        return 200;
    }

    private static void release(ModelUse<Judged> use) {
        use.get().leave();
        use.close();
    }

    private void requireAllClosedOnce() {
        assertThat(made).isNotEmpty().allSatisfy(judged -> {
            assertThat(judged.closed).hasValue(1);
            assertThat(judged.usedWhenClosed).hasValue(0);
        });
    }
}
