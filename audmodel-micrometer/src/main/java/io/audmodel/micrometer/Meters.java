package io.audmodel.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The meters that there are so far, by name and tags: a registry takes several times as long to find one as to count.
 * Thread-safe.
 */
final class Meters {

    private final MeterRegistry registry;
    private final Iterable<Tag> common;
    private final Map<List<String>, Meter> known = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry, Iterable<Tag> common) {
        this.registry = registry;
        this.common = common;
    }

    Timer timer(String name, String description, String... tags) {
        return find(
                Timer.class,
                name,
                tags,
                () -> Timer.builder(name)
                        .description(description)
                        .tags(common)
                        .tags(tags)
                        .register(registry));
    }

    Counter counter(String name, String description, String... tags) {
        return find(
                Counter.class,
                name,
                tags,
                () -> Counter.builder(name)
                        .description(description)
                        .tags(common)
                        .tags(tags)
                        .register(registry));
    }

    DistributionSummary size(String name, String description, String... tags) {
        return find(
                DistributionSummary.class,
                name,
                tags,
                () -> DistributionSummary.builder(name)
                        .description(description)
                        .baseUnit("bytes")
                        .tags(common)
                        .tags(tags)
                        .register(registry));
    }

    private <M extends Meter> M find(Class<M> kind, String name, String[] tags, Supplier<M> maker) {
        String[] key = new String[tags.length + 1];
        key[0] = name;
        System.arraycopy(tags, 0, key, 1, tags.length);
        return kind.cast(known.computeIfAbsent(List.of(key), absent -> maker.get()));
    }
}
