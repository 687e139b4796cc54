package io.audmodel.claim;

import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.inventory.Objection;
import io.audmodel.inventory.Remains;
import io.audmodel.inventory.RemovalResult;
import io.audmodel.inventory.StoredHeader;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.store.ContentChecksum;
import io.audmodel.store.Fence;
import io.audmodel.store.Layout;
import io.audmodel.store.Retirements;
import io.audmodel.store.Store;
import io.audmodel.store.StoredDocument;
import io.audmodel.store.StoredObjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One removal of all objects of a version. Objects are deleted without conditions, and so nobody else may write them: a
 * {@link Fence} in the place of the header keeps publishers of this library from committing, and they keep away from it for
 * its lease, even with takeOver(). Nothing is deleted when more than half of the lease has passed.
 *
 * <p>The fence is raised by a conditional write, in the place of the header of a visible version, which becomes invisible
 * by that, or where no header is. It is deleted last.
 */
final class FencedRemoval {

    private final Store store;
    private final Backend backend;
    private final ModelKey key;
    private final Clock clock;
    private final Announcement announcement;
    private final String nonce = Fence.nonce();
    private @Nullable Content fence;
    private FenceLease lease;

    FencedRemoval(Store store, ModelKey key, Clock clock, Duration grace) {
        this.store = store;
        this.backend = store.backend();
        this.key = key;
        this.clock = clock;
        this.announcement = new Announcement(store, key, grace, () -> Checksum.md5(nonce), 0);
        this.lease = new FenceLease();
    }

    /** Why nothing of it may go yet; empty if it may. */
    Optional<String> reprieve(Remains found, Duration grace) {
        Optional<ObjectInfo> place = backend.stat(Layout.header(key));
        return reprieve(place, isRemoval(place), found, grace);
    }

    private Optional<String> reprieve(Optional<ObjectInfo> place, boolean isRemoval, Remains found, Duration grace) {
        if (place.filter(Fence::isHeader).isPresent()) {
            return young(leftBeside(found), false, grace);
        }
        return place.flatMap(fenced -> young(fenced, isRemoval ? Fence.LEASE : grace))
                .or(() -> young(parts(found), isRemoval, grace));
    }

    /** Whether somebody else has begun to remove what is behind this place of a header. */
    private boolean isRemoval(Optional<ObjectInfo> place) {
        return place.filter(found -> !Fence.isHeader(found))
                .flatMap(unused -> store.read(Layout.header(key)))
                .map(StoredDocument::bytes)
                .filter(Fence::isRemoval)
                .isPresent();
    }

    /** Removes what is not visible, and nothing that is younger than the grace period. */
    RemovalResult remains(Remains found, Duration grace, Objection objection) {
        Optional<ObjectInfo> place = backend.stat(Layout.header(key));
        boolean isRemoval = isRemoval(place);
        Optional<String> early = reprieve(place, isRemoval, found, grace);
        if (early.isPresent()) {
            return kept(early.get());
        }
        if (place.filter(Fence::isHeader).isPresent()) {
            return beside(leftBeside(found), objection);
        }
        boolean isBegun = false;
        try {
            announce(place.isPresent());
            raise(place.map(PutMode::replace).orElse(PutMode.create()));
            List<ObjectInfo> now = parts(found);
            Optional<String> reason = young(now, isRemoval, grace).or(objection::raised);
            if (reason.isPresent()) {
                return kept(reason.get());
            }
            isBegun = true;
            return removeAll(Optional.empty(), now);
        } catch (PublishInProgressException e) {
            return kept(String.valueOf(e.getMessage()));
        } catch (ObjectExistsException | ConflictException e) {
            return kept("somebody else has just begun to publish or to remove it");
        } finally {
            if (!isBegun) {
                withdrawQuietly();
            }
            announcement.withdraw();
        }
    }

    /** What ended publishers and retirements left beside a visible version. */
    private List<ObjectInfo> leftBeside(Remains found) {
        return parts(found).stream()
                .filter(object -> StoredObjects.isBeside(key, object.path()))
                .toList();
    }

    private RemovalResult beside(List<ObjectInfo> objects, Objection objection) {
        Optional<String> reason = objection.raised();
        if (reason.isPresent()) {
            return kept(reason.get());
        }
        objects.forEach(object -> backend.delete(object.path()));
        return new RemovalResult(objects, Optional.empty());
    }

    /** Removes a visible version, if it still has this header. */
    RemovalResult visible(StoredHeader header, Objection objection) {
        ObjectPath notice = Layout.retirement(key, nonce);
        boolean isBegun = false;
        try {
            backend.put(notice, text("retiring"), PutMode.createUnique());
            Retirements.At now = Retirements.of(store, key, clock);
            if (now.notices().stream().anyMatch(other -> !other.path().equals(notice))) {
                return kept("somebody else is retiring it");
            }
            announcement.tryReplacing();
            Optional<String> reason = objection.raised();
            if (reason.isPresent()) {
                return kept(reason.get());
            }
            Optional<ObjectInfo> place = backend.stat(Layout.header(key)).filter(Fence::isHeader);
            if (place.isEmpty() || !ContentChecksum.of(store, place.get()).equals(header.checksum())) {
                return kept("it has another header by now, or none");
            }
            if (!lease.hasTime()) {
                return kept("it took " + lease + " to look for its aliases, and nothing is removed after "
                        + Fence.LEASE.dividedBy(2) + ": try again");
            }
            // Until it is known that the fence is not there, nobody may point an alias to the version.
            isBegun = true;
            raise(PutMode.replace(place.get()));
            return removeAll(place, parts(List.of(Layout.archive(key, header.header()), Layout.aliases(key))));
        } catch (ConflictException e) {
            isBegun = false;
            return kept("somebody else has just changed it");
        } finally {
            if (!isBegun) {
                announcement.remove(notice);
            }
            announcement.withdraw();
        }
    }

    /** Keeps publishers away where the store does not. */
    private void announce(boolean replaces) {
        announcement.make();
        if (replaces) {
            announcement.tryReplacing();
            announcement.make();
        }
    }

    private void raise(PutMode mode) {
        Content document = Content.of(Fence.removal());
        FenceLease begun = new FenceLease();
        try {
            backend.put(Layout.header(key), document, mode);
        } catch (OutcomeUnknownException e) {
            if (backend.stat(Layout.header(key))
                    .filter(found -> isSame(document, found))
                    .isEmpty()) {
                throw e;
            }
        }
        fence = document;
        lease = begun;
    }

    /** @param header what the fence has replaced */
    private RemovalResult removeAll(Optional<ObjectInfo> header, List<ObjectInfo> objects) {
        List<ObjectInfo> removed = new ArrayList<>();
        header.ifPresent(removed::add);
        for (ObjectInfo object : objects) {
            if (!stands()) {
                return new RemovalResult(removed, Optional.of("somebody else took it over meanwhile"));
            }
            backend.delete(object.path());
            if (!isNotice(object)) {
                removed.add(object);
            }
        }
        withdraw();
        return new RemovalResult(removed, Optional.empty());
    }

    /** Whether this removal may continue: its fence is there, and has time left, or is renewed. */
    private boolean stands() {
        Optional<ObjectInfo> present = backend.stat(Layout.header(key)).filter(this::isFence);
        if (present.isEmpty() || !announcement.stands()) {
            return false;
        }
        if (!lease.hasTime()) {
            try {
                raise(PutMode.replace(present.get()));
            } catch (ConflictException e) {
                return false;
            }
        }
        return true;
    }

    private boolean isFence(ObjectInfo found) {
        return fence != null && !Fence.isHeader(found) && isSame(fence, found);
    }

    private boolean isSame(Content content, ObjectInfo found) {
        return ContentChecksum.of(store, found).equals(ContentChecksum.of(content));
    }

    private void withdraw() {
        if (fence != null && stands()) {
            backend.delete(Layout.header(key));
        }
        fence = null;
    }

    /** The error that ended this removal is the one to report: the fence loses its meaning with its lease. */
    private void withdrawQuietly() {
        try {
            withdraw();
        } catch (AudModelException e) {
            System.getLogger("io.audmodel")
                    .log(System.Logger.Level.DEBUG, "a fence is left at {0}: {1}", key, e.getMessage());
        }
    }

    private List<ObjectInfo> parts(Remains found) {
        return parts(found.objects().stream().map(ObjectInfo::path).toList());
    }

    /** What is there now, in the order of its removal: what lies beside the header, and what is at the other paths. */
    private List<ObjectInfo> parts(List<ObjectPath> elsewhere) {
        Map<ObjectPath, ObjectInfo> parts = new LinkedHashMap<>();
        new StoredPart(store, key).beside(announcement.publisherName()).forEach(part -> parts.put(part.path(), part));
        elsewhere.stream()
                .filter(path -> !path.startsWith(Layout.version(key)))
                .forEach(path -> backend.stat(path).ifPresent(part -> parts.put(path, part)));
        return parts.values().stream()
                .sorted(Comparator.<ObjectInfo>comparingInt(part -> StoredPart.rank(key, part.path()))
                        .thenComparing(part -> part.path().text()))
                .toList();
    }

    /** @param isRemoval whether somebody else began to remove them, and did not end */
    private Optional<String> young(List<ObjectInfo> parts, boolean isRemoval, Duration grace) {
        boolean isRetired = isRemoval && parts.stream().anyMatch(this::isNotice);
        return parts.stream()
                .flatMap(part -> young(part, isRetired || isNotice(part) ? Fence.LEASE : grace).stream())
                .findFirst();
    }

    private boolean isNotice(ObjectInfo part) {
        return Layout.isRetirement(key, part.path());
    }

    private Optional<String> young(ObjectInfo part, Duration age) {
        Instant end = part.modified().plus(age);
        return store.now(clock).isBefore(end)
                ? Optional.of(part.path() + " was written at " + part.modified() + ", and may go at " + end)
                : Optional.empty();
    }

    private static RemovalResult kept(String reason) {
        return new RemovalResult(List.of(), Optional.of(reason));
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
