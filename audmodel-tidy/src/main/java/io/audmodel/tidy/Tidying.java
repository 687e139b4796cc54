package io.audmodel.tidy;

import io.audmodel.AudModel;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.PutMode;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one repository of a client tidy. Immutable, and thread-safe as the client is; each method that is named after a
 * setting returns another value.
 *
 * <p>What is removed is gone from the repository alone: caches keep what they have, of this library and of the Python
 * package, and processes that hold a model do so in their caches. A load or copy that is under way while its version is
 * retired either ends well or with an error, and leaves no part of the model.
 *
 * <p>Every call may throw what the repositories throw: a {@link io.audmodel.error.BackendException} if one does not answer,
 * an {@link io.audmodel.error.OfflineException} if the client is offline. Nothing is half removed then but what nobody can
 * see, and the next sweep completes that.
 */
public final class Tidying {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SHORTEST_GRACE = Duration.ofHours(1);
    private static final int LONGEST_REASON = 1000;

    private final AudModel client;
    private final List<RepositoryInventory> inventories;
    private final RepositoryInventory inventory;
    private final Duration grace;
    private final @Nullable String by;

    private Tidying(
            AudModel client,
            List<RepositoryInventory> inventories,
            RepositoryInventory inventory,
            Duration grace,
            @Nullable String by) {
        this.client = client;
        this.inventories = inventories;
        this.inventory = inventory;
        this.grace = grace;
        this.by = by;
    }

    /** Of the first repository of the client, which receives what it publishes. The client stays yours to close. */
    public static Tidying of(AudModel client) {
        List<RepositoryInventory> all = client.inventories();
        return new Tidying(client, all, all.get(0), DAY, null);
    }

    /**
     * Of another repository of the client. Its aliases are looked for in all of them.
     *
     * @throws InvalidArgumentException if the client does not have it
     */
    public Tidying in(Repository repository) {
        return in(each -> each.place().repository().equals(repository), repository);
    }

    private Tidying in(Predicate<RepositoryInventory> isWanted, Object name) {
        RepositoryInventory wanted = inventories.stream()
                .filter(isWanted)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException("repository " + name + " is not one of this client's: "
                        + inventories.stream().map(RepositoryInventory::place).toList() + "; add it to the builder"));
        return new Tidying(client, inventories, wanted, grace, by);
    }

    /**
     * Sets how old remains and versions have to be; a day by default. Longer than any publish takes.
     *
     * @throws InvalidArgumentException if it is less than an hour
     */
    public Tidying grace(Duration age) {
        if (age.compareTo(SHORTEST_GRACE) < 0) {
            throw new InvalidArgumentException("a grace period of " + age + " is shorter than a publish may take: say "
                    + SHORTEST_GRACE + " or more");
        }
        return new Tidying(client, inventories, inventory, age, by);
    }

    /** Sets who removes, for the notes about it; the user of this process by default. */
    public Tidying by(String who) {
        return new Tidying(client, inventories, inventory, grace, who);
    }

    /** Returns the repository. */
    public RepositoryAddress place() {
        return inventory.place();
    }

    /** Finds what {@link #sweep} would remove, and changes nothing. */
    public SweepReport findRemains() {
        return new Sweep(inventory, names(), notes(), grace).find();
    }

    /**
     * Removes what broken publishes, copies and removals left: what nobody can see, where nothing is younger than the
     * grace period and which no alias names.
     *
     * @throws RepositoryRefusesException if the repository refuses; nothing was removed
     */
    public SweepReport sweep() {
        requirePermission();
        return new Sweep(inventory, names(), notes(), grace).apply();
    }

    /** Selects the versions that the rules let go, that no alias names, and that are older than the grace period. */
    public RetirePlan plan(RetireRules rules) {
        return new Selection(inventory, names(), grace).plan(rules, client);
    }

    /**
     * Retires the versions of a plan, one after another. Each is checked again at that moment: that it has the header of
     * the plan, meets the plan's rules, and that no alias names it. A version that is gone already is no error, so that an
     * interrupted call can be repeated. A note of each stands in the repository before it is removed.
     *
     * @throws RepositoryRefusesException if the repository refuses; the versions that are not in the report stay
     * @throws InvalidArgumentException if the client has no such repository
     */
    public RetireReport apply(RetirePlan plan) {
        return in(each -> each.place().equals(plan.place()), plan.place()).applyHere(plan);
    }

    private RetireReport applyHere(RetirePlan plan) {
        requirePermission();
        return new Retiring(inventory, names(), notes(), grace).apply(plan);
    }

    /** Returns why the repository refuses to be tidied, in the words of who said so; empty if it does not. */
    public Optional<String> refusal() {
        return notes().refusal();
    }

    /**
     * Lets the repository refuse to be tidied from now on, by anybody who uses this library. Removals that are under way
     * end with the version that they are at.
     *
     * @param reason for people who are refused, one line: why, and whom they may ask
     * @throws InvalidArgumentException if it is blank, or has more than 1,000 characters
     */
    public void refuse(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new InvalidArgumentException("the reason of a refusal has 1 to " + LONGEST_REASON
                    + " characters that can be seen: say why, and whom to ask");
        }
        inventory.put(
                inventory.refusal(),
                Content.of((reason.strip() + "\n").getBytes(StandardCharsets.UTF_8)),
                PutMode.overwrite());
    }

    /** Takes the refusal back. */
    public void permit() {
        inventory.delete(inventory.refusal());
    }

    /** Returns the notes about all removals, by time: a JSON object each. */
    public List<String> log() {
        return notes().lines();
    }

    private void requirePermission() {
        refusal().ifPresent(reason -> {
            throw new RepositoryRefusesException(refusal(inventory, reason));
        });
    }

    static String refusal(RepositoryInventory inventory, String reason) {
        return inventory.place() + " refuses to be tidied: " + reason + " (" + inventory.refusal() + " says so)";
    }

    private AliasNames names() {
        AliasNames names = new AliasNames(inventories, grace);
        names.refresh();
        return names;
    }

    private RemovalNotes notes() {
        return new RemovalNotes(inventory, by == null ? user() : by);
    }

    private static String user() {
        try {
            return Environment.system().userName();
        } catch (ConfigurationException e) {
            return "unknown";
        }
    }
}
