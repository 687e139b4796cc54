package io.audmodel.it.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.it.kit.InMemoryStorage;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.race.SteppedBackend.Conditions;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real publisher and copier, in all orders in which the calls of several of them can reach a store. After each call
 * the store is looked at as this library and as the Python package see it: what would be seen if everybody died there.
 */
@Tag("reliability")
@Tag("one-jdk")
class PublishInterleavingsTest implements OnStorage {

    /** All of them up to this number for each case, else as many at random. */
    private static final int MOST = Integer.getInteger("audmodel.interleavings", 3);

    private static final long SEED = Long.getLong("audmodel.seed", 1);

    @Override
    public Storage storage(Path folder) {
        return new InMemoryStorage();
    }

    @Test
    void twoPublishers(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.publisher(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    @Test
    void threePublishers(Workshop workshop) {
        explore(
                workshop,
                Conditions.KEPT,
                Actor.publisher(workshop, "ada"),
                Actor.publisher(workshop, "bob"),
                Actor.publisher(workshop, "cyd"));
    }

    @Test
    void publisherAndTaker(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.publisher(workshop, "ada"), Actor.taker(workshop, "bob"));
    }

    @Test
    void publisherAndWrongClock(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.publisher(workshop, "ada"), Actor.withWrongClock(workshop, "bob"));
    }

    @Test
    void twoTakers(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.taker(workshop, "ada"), Actor.taker(workshop, "bob"));
    }

    @Test
    void publisherAndTwoTakers(Workshop workshop) {
        explore(
                workshop,
                Conditions.KEPT,
                Actor.publisher(workshop, "ada"),
                Actor.taker(workshop, "bob"),
                Actor.taker(workshop, "cyd"));
    }

    @Test
    void publisherAndTwoTakers_byContent(Workshop workshop) {
        explore(
                workshop,
                Conditions.KEPT_BY_CONTENT,
                Actor.publisher(workshop, "ada"),
                Actor.taker(workshop, "bob"),
                Actor.taker(workshop, "cyd"));
    }

    @Test
    void takerAndWrongClock_byContent(Workshop workshop) {
        explore(
                workshop,
                Conditions.KEPT_BY_CONTENT,
                Actor.taker(workshop, "ada"),
                Actor.withWrongClock(workshop, "bob"));
    }

    @Test
    void copierAndPublisher(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.copier(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    @Test
    void copierAndTaker(Workshop workshop) {
        explore(workshop, Conditions.KEPT, Actor.copier(workshop, "ada"), Actor.taker(workshop, "bob"));
    }

    @Test
    void twoPublishers_archivesNotAtomic(Workshop workshop) {
        PublishRules rules = new PublishRules(workshop);
        exploreLarge(workshop, "publisher", rules.byWithMuch("ada"), rules.byWithMuch("bob"));
    }

    @Test
    void publisherAndTaker_archivesNotAtomic(Workshop workshop) {
        PublishRules rules = new PublishRules(workshop);
        exploreLarge(
                workshop,
                "taker",
                rules.byWithMuch("ada"),
                rules.byWithMuch("bob").takeOver());
    }

    private static void exploreLarge(Workshop workshop, String role, PublishRequest one, PublishRequest other) {
        explore(
                workshop,
                Conditions.KEPT_BUT_FOR_ARCHIVES,
                new Actor("ada", "publisher", client -> client.publish(one), Duration.ZERO),
                new Actor("bob", role, client -> client.publish(other), Duration.ZERO));
    }

    @Test
    void twoPublishers_withoutConditions(Workshop workshop) {
        explore(workshop, Conditions.NONE, Actor.publisher(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    @Test
    void threePublishers_withoutConditions(Workshop workshop) {
        explore(
                workshop,
                Conditions.NONE,
                Actor.publisher(workshop, "ada"),
                Actor.publisher(workshop, "bob"),
                Actor.publisher(workshop, "cyd"));
    }

    @Test
    void publisherAndWrongClock_withoutConditions(Workshop workshop) {
        explore(workshop, Conditions.NONE, Actor.publisher(workshop, "ada"), Actor.withWrongClock(workshop, "bob"));
    }

    @Test
    void copierAndPublisher_withoutConditions(Workshop workshop) {
        explore(workshop, Conditions.NONE, Actor.copier(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    @Test
    void publisherAndTaker_withoutConditions(Workshop workshop) {
        explore(workshop, Conditions.NONE, Actor.publisher(workshop, "ada"), Actor.taker(workshop, "bob"));
    }

    @Test
    void twoTakers_withoutConditions(Workshop workshop) {
        explore(workshop, Conditions.NONE, Actor.taker(workshop, "ada"), Actor.taker(workshop, "bob"));
    }

    @Test
    void publisherAndTwoTakers_withoutConditions(Workshop workshop) {
        explore(
                workshop,
                Conditions.NONE,
                Actor.publisher(workshop, "ada"),
                Actor.taker(workshop, "bob"),
                Actor.taker(workshop, "cyd"));
    }

    @Test
    void twoPublishers_thatHaveToFindOutThatConditionsAreIgnored(Workshop workshop) {
        explore(workshop, Conditions.IGNORED, Actor.publisher(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    @Test
    void publisherAndWrongClock_thatHaveToFindOutThatConditionsAreIgnored(Workshop workshop) {
        explore(workshop, Conditions.IGNORED, Actor.publisher(workshop, "ada"), Actor.withWrongClock(workshop, "bob"));
    }

    @Test
    void copierAndPublisher_thatHaveToFindOutThatConditionsAreIgnored(Workshop workshop) {
        explore(workshop, Conditions.IGNORED, Actor.copier(workshop, "ada"), Actor.publisher(workshop, "bob"));
    }

    private static void explore(Workshop workshop, Conditions conditions, Actor... actors) {
        Exploration exploration = new Exploration(workshop, conditions, List.of(actors));
        // A publisher that takes over from announcements waits for a second.
        int most = exploration.areKeptApart() ? MOST : Math.max(2, MOST / 5);
        Orders orders = new Orders(most, new Random(SEED));
        while (orders.hasNext()) {
            exploration.play(orders);
        }
        System.out.printf(
                "interleavings of %s, conditions %s: %,d%s, %,d steps, %,d mixtures refused, %,d successes%n",
                Arrays.stream(actors).map(Actor::role).toList(),
                conditions,
                orders.played(),
                orders.isComplete() ? " (all)" : " (of more, seed " + SEED + ")",
                exploration.steps,
                exploration.refused,
                exploration.successes);
        assertThat(exploration.successes).isPositive();
        assertThat(exploration.left()).isEmpty();
    }

    /** The store, and the clients that meet in it. */
    private static final class Exploration {

        private final Workshop workshop;
        private final Conditions conditions;
        private final List<Actor> actors;
        private final ModelId id;
        private final AudModel reader;
        private InMemoryBackend store = new InMemoryBackend();
        private Turns turns;
        private long steps;
        private long refused;
        private long successes;

        Exploration(Workshop workshop, Conditions conditions, List<Actor> actors) {
            this.workshop = workshop;
            this.conditions = conditions;
            this.actors = actors;
            this.turns = new Turns(actors.size());
            this.id = Actor.request(workshop, "any", "any").id();
            Backend unhindered = new SteppedBackend(() -> store, Conditions.KEPT, () -> {});
            this.reader = workshop.open(workshop.builder().repository(workshop.repository(), unhindered));
        }

        /** A new one, which has found out nothing yet. */
        private AudModel client(int number) {
            Backend backend = new SteppedBackend(() -> store, conditions, () -> turns.step(number));
            return workshop.builder()
                    .repository(workshop.repository(), backend)
                    .clock(Clock.offset(
                            Clock.systemDefaultZone(), actors.get(number).clock()))
                    .build();
        }

        void play(Orders orders) {
            store = new InMemoryBackend();
            turns = new Turns(actors.size());
            boolean[] succeeded = new boolean[actors.size()];
            List<Throwable> failures = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < actors.size(); i++) {
                int number = i;
                Thread thread = new Thread(() -> {
                    try (AudModel client = client(number)) {
                        actors.get(number).work().apply(client);
                        succeeded[number] = true;
                    } catch (AlreadyExistsException | PublishInProgressException e) {
                        succeeded[number] = false;
                    } catch (Throwable e) {
                        failures.add(e);
                    } finally {
                        turns.end(number);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            AudModel fresh = reader.withCacheRoot(workshop.fresh("reader"));
            turns.play(orders, () -> look(fresh, succeeded));
            lookInTheEnd(fresh, succeeded);
            orders.wasPlayed();
            assertThat(failures).isEmpty();
            for (boolean success : succeeded) {
                successes += success ? 1 : 0;
            }
        }

        /** Looks at the store as it is now. */
        private void look(AudModel reader, boolean[] succeeded) {
            steps++;
            Optional<String> author = authorThatPythonSees();
            Optional<String> loaded = authorThatIsLoaded(reader);
            assertThat(loaded.isEmpty() || loaded.equals(author))
                    .as("%s loads the model of %s", loaded, author)
                    .isTrue();
            if (author.isPresent() && loaded.isEmpty()) {
                refused++;
                assertThat(areKeptApart()).as("a mixture is visible").isFalse();
            }
            if (areKeptApart()) {
                for (int i = 0; i < succeeded.length; i++) {
                    if (succeeded[i]) {
                        assertThat(loaded).contains(actors.get(i).author());
                    }
                }
            }
        }

        /** In any order, a publisher with a success finds its own model, and a load gets a whole one. */
        private void lookInTheEnd(AudModel reader, boolean[] succeeded) {
            Optional<String> author = authorThatPythonSees();
            assertThat(authorThatIsLoaded(reader)).as("the model of %s", author).isEqualTo(author);
            for (int i = 0; i < succeeded.length; i++) {
                if (succeeded[i]) {
                    assertThat(author).contains(actors.get(i).author());
                }
            }
        }

        /**
         * The store keeps them apart, or their announcements if it keeps no conditions. Only a take-over there cannot
         * stop a request that is under way.
         */
        private boolean areKeptApart() {
            return switch (conditions) {
                case KEPT, KEPT_BY_CONTENT -> true;
                case NONE, IGNORED, KEPT_BUT_FOR_ARCHIVES ->
                    actors.stream().noneMatch(actor -> actor.role().equals("taker"));
            };
        }

        /** Python takes whatever is in the place of a header, an archive and metadata. */
        private Optional<String> authorThatPythonSees() {
            return text(Layouts.header(id))
                    .filter(header -> header.contains("author: "))
                    .map(header -> header.replaceAll("(?s).*author: (\\w+)\n.*", "$1"));
        }

        /** Whose model a load gives; empty if it refuses. */
        private Optional<String> authorThatIsLoaded(AudModel reader) {
            try (InputStream config = reader.open(id, "model.yaml")) {
                String author = reader.header(id).author();
                String seed = new String(config.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(seed).isEqualTo("seed: " + author + "\n");
                assertThat(reader.meta(id)).isEqualTo(Map.of("by", author));
                return Optional.of(author);
            } catch (ModelNotFoundException | CorruptContentException e) {
                return Optional.empty();
            } catch (IOException e) {
                if (e.getCause() instanceof CorruptContentException) {
                    return Optional.empty();
                }
                throw new UncheckedIOException(e);
            }
        }

        /** What the last of them left beside the model. */
        private List<String> left() {
            return store.list(new ObjectPath("_uid"))
                    .map(object -> object.path().name())
                    .filter(name -> name.contains(".publishing-"))
                    .toList();
        }

        private Optional<String> text(String path) {
            try (ObjectBody body = store.get(new ObjectPath(path), ByteRange.all())) {
                return Optional.of(new String(body.stream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (ObjectNotFoundException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
