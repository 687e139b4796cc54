package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.model.Alias;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What a {@link Worker} follows from one command to the next, and what it uses of what it made of the models. */
final class Followings {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int MOST_USES = 2;

    private final AudModel client;
    private final List<Follower> followers = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final AtomicInteger moves = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private record Product(ModelHolder<Session> sessions, Deque<ModelUse<Session>> uses) {}

    /** Needs the files of its model until it is closed. */
    private record Session(FollowedModel model, String digest, Queue<String> wrong) implements AutoCloseable {

        static Session open(FollowedModel model, Queue<String> wrong) {
            return new Session(model, digest(model), wrong);
        }

        private static String digest(FollowedModel model) {
            return FileTree.of(model.folder()).digest();
        }

        @Override
        public void close() {
            requireWhole();
        }

        void requireWhole() {
            try {
                if (!digest.equals(digest(model))) {
                    wrong.add(model.ref() + " changed while it was used");
                }
            } catch (UncheckedIOException e) {
                wrong.add(model.ref() + " went while it was used: " + e.getMessage());
            }
        }
    }

    Followings(AudModel client) {
        this.client = client;
    }

    /** Follows these aliases from now on, and makes something of the models of the first one. */
    String begin(String... aliases) {
        for (String alias : aliases) {
            Follower follower = client.follow(new Alias(alias), EVERY);
            follower.addListener(model -> moves.incrementAndGet());
            if (followers.isEmpty()) {
                products.add(
                        new Product(follower.hold(model -> Session.open(model, wrong)), new ConcurrentLinkedDeque<>()));
            }
            followers.add(follower);
        }
        return "following";
    }

    /** Begins and ends uses, and checks out of turn. */
    void change(int times, Random random) {
        for (int i = 0; i < times; i++) {
            followers.get(random.nextInt(followers.size())).checkNow();
            for (Product product : products) {
                if (random.nextBoolean() && product.uses().size() < MOST_USES) {
                    product.uses().add(product.sessions().acquire());
                }
                if (random.nextBoolean()) {
                    Optional.ofNullable(product.uses().poll()).ifPresent(ModelUse::close);
                }
                try (ModelUse<Session> use = product.sessions().acquire()) {
                    use.get().requireWhole();
                }
            }
        }
    }

    /** Checks once more; says how often another model was served since it said so last, and how many old ones are used. */
    String settle() {
        Optional<Throwable> failure = followers.stream()
                .flatMap(follower -> follower.checkNow().lastFailure().stream())
                .findAny();
        long old = 0;
        for (Product product : products) {
            failure = failure.or(product.sessions()::lastFailure);
            old += product.uses().stream()
                    .map(use -> use.model().ref())
                    .filter(ref -> !ref.equals(product.sessions().model().ref()))
                    .distinct()
                    .count();
        }
        if (failure.isPresent() || !wrong.isEmpty()) {
            return "not settled: " + failure + ", wrong: " + wrong;
        }
        return "settled " + moves.getAndSet(0) + " " + old;
    }

    /** The models that are served or used, with the digests of their files. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        List<FollowedModel> models = new ArrayList<>();
        followers.forEach(follower -> models.add(follower.current()));
        products.forEach(product -> product.uses().forEach(use -> models.add(use.model())));
        models.forEach(model -> digests.put(model.ref().toString(), Session.digest(model)));
        return digests;
    }
}
