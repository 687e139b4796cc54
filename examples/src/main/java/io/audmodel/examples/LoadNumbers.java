package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import io.audmodel.model.ModelRef;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Loads the models that its arguments name, and prints numbers for a dashboard: hits, bytes, retries, failures. */
final class LoadNumbers implements EventListener {

    private final Map<String, LongAdder> numbers = new ConcurrentHashMap<>();

    @Override
    public void onEvent(ClientEvent event) {
        if (event instanceof ModelLoaded loaded) {
            add(loaded.hit() ? "loads.hit" : "loads.miss", 1);
        } else if (event instanceof RequestEnded request) {
            add("requests." + request.operation(), 1);
            add("bytes." + request.operation(), request.bytes());
        } else if (event instanceof RequestRetried) {
            add("requests.retried", 1);
        } else if (event instanceof CallEnded call) {
            add("calls." + call.method(), 1);
            add("micros." + call.method(), call.duration().toNanos() / 1_000);
            call.failure().ifPresent(type -> add("failures." + type, 1));
        }
    }

    private void add(String name, long count) {
        numbers.computeIfAbsent(name, none -> new LongAdder()).add(count);
    }

    Map<String, Long> numbers() {
        Map<String, Long> sorted = new TreeMap<>();
        numbers.forEach((name, number) -> sorted.put(name, number.sum()));
        return sorted;
    }

    public static void main(String[] refs) {
        LoadNumbers listener = new LoadNumbers();
        try (AudModel audmodel = AudModel.builder().events(listener).build()) {
            for (String ref : refs) {
                audmodel.load(ModelRef.of(ref));
            }
        } finally {
            listener.numbers().forEach((name, number) -> System.out.println(name + " " + number));
        }
    }
}
