package io.audmodel;

import io.audmodel.binding.Beans;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published. Immutable; each call gives a new request. Each step checks what it is given, so that a request
 * that exists can be published as far as that is known without looking at files and repositories.
 *
 * <pre>{@code
 * PublishRequest.of(Path.of("build/model"), "onnx", Version.of("1.0.0"))
 *         .subgroup(Subgroup.of("emotion.cnn"))
 *         .parameters(Map.of("model", "cnn10"))
 *         .meta(new TrainingReport(0.01, "adam"))
 *         .alias(Alias.of("emotion-small"))
 * }</pre>
 */
@CheckReturnValue
public final class PublishRequest {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    private final Path root;
    private final String name;
    private final Version version;
    private final Details details;

    /** What has a default. Its fields change in a copy alone, before there is a request that has it. */
    private static final class Details {

        private Map<Object, Object> parameters = Map.of();
        private Subgroup subgroup = Subgroup.none();
        private @Nullable Map<Object, Object> meta;
        private @Nullable String author;
        private @Nullable LocalDate date;
        private @Nullable Alias alias;
        private @Nullable Repository repository;
        private Compression compression = Compression.auto();
        private boolean takeOver;

        Details() {}

        Details(Details other) {
            parameters = other.parameters;
            subgroup = other.subgroup;
            meta = other.meta;
            author = other.author;
            date = other.date;
            alias = other.alias;
            repository = other.repository;
            compression = other.compression;
            takeOver = other.takeOver;
        }
    }

    private PublishRequest(Path root, String name, Version version, Details details) {
        this.root = root;
        this.name = name;
        this.version = version;
        this.details = details;
    }

    private PublishRequest with(Consumer<Details> change) {
        Details changed = new Details(details);
        change.accept(changed);
        return new PublishRequest(root, name, version, changed);
    }

    /**
     * Begins a request with what every model has.
     *
     * @param root the folder with the model's files; empty folders in it are not kept
     * @param name letters, digits, {@code .}, {@code _} and {@code -}, not only dots
     * @param version {@code X.Y.Z} or {@code X.Y.Z-suffix}: one that is {@linkplain Version#requirePortable portable}
     * @throws InvalidArgumentException if the name or the version breaks these rules
     */
    public static PublishRequest of(Path root, String name, Version version) {
        return begin(root, name, requireVersion(version).requirePortable());
    }

    /**
     * As {@link #of}, also with a version that not every release of the Python package reads, such as {@code 2024.1} or
     * {@code 1.0.0-rc_1}.
     *
     * @param version one that is {@linkplain Version#requireStorable storable}
     * @throws InvalidArgumentException if the name or the version breaks these rules
     */
    public static PublishRequest ofAnyVersion(Path root, String name, Version version) {
        return begin(root, name, requireVersion(version).requireStorable());
    }

    private static Version requireVersion(Version version) {
        return Objects.requireNonNull(version, "the version of the model is null");
    }

    private static PublishRequest begin(Path root, String name, Version version) {
        Objects.requireNonNull(root, "the folder of the model is null");
        Objects.requireNonNull(name, "the name of the model is null");
        if (!NAME.matcher(name).matches() || ONLY_DOTS.matcher(name).matches()) {
            throw new InvalidArgumentException("'" + name
                    + "' is not a model name: it has letters, digits, '.', '_' and '-', and something beside dots");
        }
        return new PublishRequest(root, name, version, new Details());
    }

    /**
     * What distinguishes this model from others of the same name; a part of its id. Empty by default.
     *
     * @param values a map; one of a bean is made by {@link Beans#toTree}
     * @throws io.audmodel.error.UnserializableValueException if it holds what YAML cannot, with the place
     */
    public PublishRequest parameters(Map<?, ?> values) {
        Map<Object, Object> tree = Beans.standard().toTree(values);
        return with(next -> next.parameters = tree);
    }

    /** As {@link #parameters(Map)}, of the components of a record. */
    public PublishRequest parameters(Record values) {
        return parameters(Beans.standard().toTree(values));
    }

    /**
     * The group of the model, such as {@code emotion.cnn}; a part of its id. None by default.
     *
     * @throws InvalidArgumentException if no model can be {@linkplain Subgroup#requireStorable published in it}
     */
    public PublishRequest subgroup(Subgroup group) {
        Subgroup storable =
                Objects.requireNonNull(group, "the subgroup is null").requireStorable();
        return with(next -> next.subgroup = storable);
    }

    /**
     * What is to be known of the model and may change later. None by default.
     *
     * @param values a map; one of a bean is made by {@link Beans#toTree}
     * @throws io.audmodel.error.UnserializableValueException if it holds what YAML cannot, with the place
     */
    public PublishRequest meta(Map<?, ?> values) {
        Map<Object, Object> tree = Beans.standard().toTree(values);
        return with(next -> next.meta = tree);
    }

    /** As {@link #meta(Map)}, of the components of a record. */
    public PublishRequest meta(Record values) {
        return meta(Beans.standard().toTree(values));
    }

    /** Who publishes; by default the user that runs the process. */
    public PublishRequest author(String who) {
        return with(next -> next.author = who);
    }

    /** When it is published; by default today, in the time zone of the process. */
    public PublishRequest date(LocalDate day) {
        return with(next -> next.date = day);
    }

    /**
     * An alias that shall point to the model once it is published, wherever it pointed before.
     *
     * @throws InvalidArgumentException if it is too long to be stored
     */
    public PublishRequest alias(Alias pointer) {
        Alias storable = Objects.requireNonNull(pointer, "the alias is null").requireStorable();
        return with(next -> next.alias = storable);
    }

    /** Which of the client's repositories receives the model; by default the first. */
    public PublishRequest repository(Repository receiver) {
        return with(next -> next.repository = receiver);
    }

    /**
     * How the files are compressed; by default {@link Compression#auto}. The id does not depend on it, but the archive
     * does: an interrupted publish is continued with the same.
     */
    public PublishRequest compression(Compression policy) {
        return with(next -> next.compression = policy);
    }

    /**
     * Replaces at once what an interrupted publish of the same id left behind, instead of waiting until it is old enough
     * to be sure that nobody works on it. Only for a caller who knows that nobody does. A model that is visible is
     * never replaced.
     */
    public PublishRequest takeOver() {
        return with(next -> next.takeOver = true);
    }

    /** The id that the model will have. */
    public ModelId id() {
        return ModelId.derive(name, details.subgroup, details.parameters, version);
    }

    Path root() {
        return root;
    }

    String name() {
        return name;
    }

    Version version() {
        return version;
    }

    Map<Object, Object> parameters() {
        return details.parameters;
    }

    Subgroup subgroup() {
        return details.subgroup;
    }

    Optional<Map<Object, Object>> meta() {
        return Optional.ofNullable(details.meta);
    }

    Optional<String> author() {
        return Optional.ofNullable(details.author);
    }

    Optional<LocalDate> date() {
        return Optional.ofNullable(details.date);
    }

    Optional<Alias> alias() {
        return Optional.ofNullable(details.alias);
    }

    Optional<Repository> repository() {
        return Optional.ofNullable(details.repository);
    }

    Compression compression() {
        return details.compression;
    }

    boolean takesOver() {
        return details.takeOver;
    }
}
