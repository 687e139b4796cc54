package io.audmodel.event.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.ModelNotFoundException;
import io.audmodel.event.CallObserver;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ObservedWork;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObserversTest {

    private static final ModelId ID = ModelId.of("3e120e8d-1.0.0");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<ClientEvent> heard = new CopyOnWriteArrayList<>();
    private final EventHub events =
            new EventHub(List.of(heard::add), Recorder.none(), (method, subject) -> new Noted(method + " " + subject));

    /** Notes each of its calls. */
    private final class Noted implements ObservedWork {

        private final String name;

        Noted(String name) {
            this.name = name;
            seen.add("begin " + name);
        }

        @Override
        public Step enter() {
            Thread thread = Thread.currentThread();
            seen.add("enter " + name);
            return () -> {
                assertThat(Thread.currentThread()).isSameAs(thread);
                seen.add("leave " + name);
            };
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            return new Noted(operation + " of " + repository + " for " + name);
        }

        @Override
        public void onEvent(ClientEvent event) {
            seen.add(event.getClass().getSimpleName() + " in " + name);
        }

        @Override
        public void end(@Nullable Throwable failure) {
            seen.add("end " + name
                    + (failure == null ? "" : " by " + failure.getClass().getSimpleName()));
        }
    }

    @Test
    void call_itsStepsEventsAndRequestsOfOtherThreads() {
        events.call("load", "x", () -> {
            FutureTask<String> worker = new FutureTask<>(EventScope.current().bound(this::request));
            new Thread(worker).start();
            return get(worker);
        });

        assertThat(seen)
                .containsExactly(
                        "begin load x",
                        "enter load x",
                        "begin get of r for load x",
                        "enter get of r for load x",
                        "RequestRetried in get of r for load x",
                        "leave get of r for load x",
                        "RequestEnded in get of r for load x",
                        "end get of r for load x",
                        "ModelLoaded in load x",
                        "leave load x",
                        "CallEnded in load x",
                        "end load x");
        assertThat(heard).hasSize(4);
    }

    private String request() {
        EventScope call = EventScope.current();
        RequestReport report = new RequestReport(call, "r", "get");
        report.whole(() -> {
            EventScope.current().retries(1, Duration.ZERO, new IOException());
            return "";
        });
        call.send(new ModelLoaded(ID, false, 1, Duration.ZERO));
        return "";
    }

    private static String get(FutureTask<String> worker) {
        try {
            return worker.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callThatFindsAtHand_isAsLongAsOneThatDoesNot() {
        events.call("load", ID, () -> Optional.of("folder"), LoadReport::hit, () -> "unused");
        events.call("load", ID, Optional::empty, LoadReport::hit, () -> "fetched");

        assertThat(seen)
                .containsExactly(
                        "begin load " + ID,
                        "enter load " + ID,
                        "ModelLoaded in load " + ID,
                        "leave load " + ID,
                        "CallEnded in load " + ID,
                        "end load " + ID,
                        "begin load " + ID,
                        "enter load " + ID,
                        "leave load " + ID,
                        "CallEnded in load " + ID,
                        "end load " + ID);
    }

    @Test
    void callWithinACall_isAPartOfIt() {
        events.call("repair", "x", () -> events.call("load", ID, () -> Optional.of(""), LoadReport::hit, () -> ""));

        assertThat(seen)
                .containsExactly(
                        "begin repair x",
                        "enter repair x",
                        "ModelLoaded in repair x",
                        "leave repair x",
                        "CallEnded in repair x",
                        "end repair x");
    }

    @Test
    void callInSteps_isEnteredForEach_andEndsWithTheLastFailure() {
        ReportedCall search = events.begin("find", "all");
        search.over(() -> "first");
        assertThatThrownBy(() -> search.over(() -> {
                    throw new UncheckedIOException(new IOException(new ModelNotFoundException("none")));
                }))
                .isInstanceOf(UncheckedIOException.class);
        search.end();
        search.end();

        assertThat(seen)
                .containsExactly(
                        "begin find all",
                        "enter find all",
                        "leave find all",
                        "enter find all",
                        "leave find all",
                        "CallEnded in find all",
                        "end find all by ModelNotFoundException");
    }

    @Test
    void observerThatFails_changesNothing() {
        CallObserver broken = (method, subject) -> {
            if (subject.equals("at once")) {
                throw new IllegalStateException("broken");
            }
            return new Broken();
        };
        EventHub hub = new EventHub(List.of(heard::add), Recorder.none(), broken);

        for (String subject : List.of("at once", "later")) {
            assertThat(hub.<String>call("load", subject, this::request)).isEmpty();
        }

        assertThat(heard).hasSize(8);
        assertThat(EventScope.current()).isSameAs(EventScope.NOWHERE);
    }

    private static final class Broken implements ObservedWork {

        @Override
        public Step enter() {
            throw new IllegalStateException("broken");
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void onEvent(ClientEvent event) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void end(@Nullable Throwable failure) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void callsOfTheObserver_areNotObserved() {
        List<String> began = new CopyOnWriteArrayList<>();
        EventHub[] hub = new EventHub[1];
        hub[0] = new EventHub(List.of(heard::add), Recorder.none(), (method, subject) -> {
            began.add(method);
            return hub[0].call("exists", subject, () -> Observers.NONE);
        });

        assertThat(hub[0].<String>call("load", "x", () -> "done")).isEqualTo("done");

        assertThat(began).containsExactly("load");
        assertThat(heard).singleElement();
    }
}
