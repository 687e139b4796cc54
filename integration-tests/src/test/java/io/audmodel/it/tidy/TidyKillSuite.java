package io.audmodel.it.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.Crashing;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.testkit.CrashingBackend;
import io.audmodel.tidy.RetirePlan;
import io.audmodel.tidy.RetireRules;
import io.audmodel.tidy.Tidying;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Sweeps and retirements that die at one step or another: nothing is half visible, and repeating them leads to the same end.
 * {@code -Daudmodel.tidy.stride=1} tries every step.
 */
@Tag("reliability")
@Tag("one-jdk")
interface TidyKillSuite extends OnStorage {

    int STRIDE = Integer.getInteger("audmodel.tidy.stride", 11);

    @Test
    default void sweep_stoppedAnywhere_isCompletedByARepeat(Workshop workshop, TestReporter reporter) {
        int steps = all(workshop, "swept", (client, plan) -> Tidying.of(client).sweep());
        reporter.publishEntry("steps", Integer.toString(steps));
        assertThat(steps).isGreaterThan(20);
    }

    @Test
    default void retire_stoppedAnywhere_isCompletedByARepeatAndASweep(Workshop workshop, TestReporter reporter) {
        int steps =
                all(workshop, "retired", (client, plan) -> Tidying.of(client).apply(plan));
        reporter.publishEntry("steps", Integer.toString(steps));
        assertThat(steps).isGreaterThan(20);
    }

    /** A call that may die. */
    interface Call {
        void on(AudModel client, RetirePlan plan);
    }

    private int all(Workshop workshop, String name, Call call) {
        SortedSet<String> end = new TreeSet<>();
        for (int step = 1; ; step += STRIDE) {
            try (Shelf shelf = new Shelf(workshop, workshop.repository(name + step))) {
                CrashingBackend dying = new CrashingBackend(shelf.connect(), step);
                SortedSet<String> left = stopped(shelf, dying, call);
                if (end.isEmpty()) {
                    end.addAll(left);
                }
                assertThat(left).as("after step %s", step).isEqualTo(end);
                if (!dying.hasDied()) {
                    return step;
                }
            }
        }
    }

    /** Returns what is there after a call that dies, and its repetition. */
    private static SortedSet<String> stopped(Shelf shelf, Backend dying, Call call) {
        shelf.fill();
        RetirePlan plan = Tidying.of(shelf.client()).plan(RetireRules.keepLatest(1));
        assertThat(plan.retired()).hasSize(2);
        try {
            call.on(shelf.client(dying), plan);
        } catch (CrashingBackend.Crash e) {
            shelf.requireWhole();
        }
        shelf.age();
        call.on(shelf.client(), plan);
        Tidying.of(shelf.client()).sweep();
        shelf.requireWhole();
        assertThat(Tidying.of(shelf.client()).findRemains().removed()).isEmpty();
        return shelf.objects();
    }

    /** A repository whose objects are old: five versions, of which an alias names one, and two publishes that broke off. */
    final class Shelf implements AutoCloseable {

        private static final Alias NAMED = Alias.of("named");

        private final Workshop workshop;
        private final Repository repository;
        private final Aging aging = new Aging();
        private final Deque<Backend> opened = new ArrayDeque<>();

        Shelf(Workshop workshop, Repository repository) {
            this.workshop = workshop;
            this.repository = repository;
        }

        Backend connect() {
            Backend backend = aging.seenThrough(workshop.connect(repository));
            opened.push(backend);
            return backend;
        }

        /** A server has connections for a few clients. */
        @Override
        public void close() {
            opened.forEach(Backend::close);
        }

        AudModel client(Backend backend) {
            return workshop.builder().repository(repository, backend).build();
        }

        AudModel client() {
            return client(connect());
        }

        PublishRequest request(String version) {
            return PublishRequest.of(workshop.model(version), "cnn", Version.of(version))
                    .meta(Map.of("version", version));
        }

        void fill() {
            try (AudModel client = client()) {
                for (String version : List.of("1.0.0", "2.0.0", "3.0.0", "4.0.0")) {
                    client.publish(request(version));
                }
                client.setAlias(NAMED, request("2.0.0").id());
            }
            breakOff("5.0.0", 1);
            breakOff("6.0.0", 2);
            age();
        }

        private void breakOff(String version, int changes) {
            Crashing dying = new Crashing(connect(), changes);
            try (AudModel client = client(dying)) {
                client.publish(request(version));
            } catch (AudModelException e) {
                assertThat(dying.hasDied()).isTrue();
            }
        }

        void age() {
            try (Backend backend = workshop.connect(repository)) {
                aging.age(backend);
            }
        }

        /** What is visible is whole, the latest and what the alias names are there, and what broke off is not visible. */
        void requireWhole() {
            try (AudModel client = client()) {
                List<Version> versions = client.versions(request("4.0.0").id().shortId());
                assertThat(versions).contains(Version.of("2.0.0"), Version.of("4.0.0"));
                assertThat(versions).doesNotContain(Version.of("5.0.0"), Version.of("6.0.0"));
                for (Version version : versions) {
                    ModelId id = request(version.text()).id();
                    assertThat(client.verify(id).isIntact()).as("%s", id).isTrue();
                    assertThat(client.meta(id)).containsEntry("version", version.text());
                }
                assertThat(client.resolveAlias(NAMED))
                        .isEqualTo(request("2.0.0").id());
            }
        }

        SortedSet<String> objects() {
            return workshop.everything(repository).stream()
                    .filter(name -> !name.startsWith("_tidy/") && name.indexOf('~') < 0)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
