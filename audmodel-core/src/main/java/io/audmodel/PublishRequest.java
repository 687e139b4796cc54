package io.audmodel;

import io.audmodel.binding.Beans;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.trust.PublishSigner;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to publish. Immutable; each method returns a new request. Each method checks its argument, so only files and
 * repositories can still keep an existing request from being published.
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

    /** The properties with a default. Only a copy that no request has yet is changed. */
    private static final class Details {

        private Map<Object, Object> parameters = Map.of();
        private Subgroup subgroup = Subgroup.none();
        private @Nullable Map<Object, Object> meta;
        private @Nullable String author;
        private @Nullable LocalDate date;
        private @Nullable Alias alias;
        private @Nullable Repository repository;
        private Compression compression = Compression.auto();
        private @Nullable PublishSigner signer;
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
            signer = other.signer;
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
     * Makes a request with the properties that every model needs.
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
     * Makes a request as {@link #of} does, but also takes a version that some releases of the Python package cannot
     * read, such as {@code 2024.1} or {@code 1.0.0-rc_1}.
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

    /** Takes the files from another folder, such as one that an archive was unpacked into. */
    public PublishRequest from(Path folder) {
        return new PublishRequest(
                Objects.requireNonNull(folder, "the folder of the model is null"), name, version, details);
    }

    /**
     * Sets what distinguishes this model from others of the same name. Parameters determine the id. Empty by default.
     *
     * @param values a map; {@link Beans#toTree} makes one of a bean
     * @throws io.audmodel.error.UnserializableValueException if it holds a value that YAML cannot; the message says
     *     where
     */
    public PublishRequest parameters(Map<?, ?> values) {
        Map<Object, Object> tree = Beans.standard().toTree(values);
        return with(next -> next.parameters = tree);
    }

    /** Sets the parameters to the components of a record, as {@link #parameters(Map)} does. */
    public PublishRequest parameters(Record values) {
        return parameters(Beans.standard().toTree(values));
    }

    /**
     * Sets the group of the model, such as {@code emotion.cnn}. It determines the id. None by default.
     *
     * @throws InvalidArgumentException if no model can be {@linkplain Subgroup#requireStorable published in it}
     */
    public PublishRequest subgroup(Subgroup group) {
        Subgroup storable =
                Objects.requireNonNull(group, "the subgroup is null").requireStorable();
        return with(next -> next.subgroup = storable);
    }

    /**
     * Sets the metadata: facts about the model that may change later. None by default.
     *
     * @param values a map; {@link Beans#toTree} makes one of a bean
     * @throws io.audmodel.error.UnserializableValueException if it holds a value that YAML cannot; the message says
     *     where
     */
    public PublishRequest meta(Map<?, ?> values) {
        Map<Object, Object> tree = Beans.standard().toTree(values);
        return with(next -> next.meta = tree);
    }

    /** Sets the metadata to the components of a record, as {@link #meta(Map)} does. */
    public PublishRequest meta(Record values) {
        return meta(Beans.standard().toTree(values));
    }

    /** Sets the author; by default the user who runs the process. */
    public PublishRequest author(String who) {
        return with(next -> next.author = who);
    }

    /** Sets the date; by default today, in the time zone of the process. */
    public PublishRequest date(LocalDate day) {
        return with(next -> next.date = day);
    }

    /**
     * Sets an alias that points to the model once it is published, wherever it pointed before.
     *
     * @throws InvalidArgumentException if it is too long to be stored
     */
    public PublishRequest alias(Alias pointer) {
        Alias storable = Objects.requireNonNull(pointer, "the alias is null").requireStorable();
        return with(next -> next.alias = storable);
    }

    /** Sets which of the client's repositories receives the model; by default the first. */
    public PublishRequest repository(Repository receiver) {
        return with(next -> next.repository = receiver);
    }

    /**
     * Sets how the files are compressed; by default {@link Compression#auto}. The archive depends on it, the id does
     * not: repeat an interrupted publish with the same compression.
     */
    public PublishRequest compression(Compression policy) {
        return with(next -> next.compression = policy);
    }

    /**
     * Replaces at once what an interrupted publish of the same id left, instead of waiting for the {@linkplain
     * AudModelBuilder#gracePeriod grace period}. Use it only if you know that nobody is publishing this id. A visible
     * model is never replaced.
     */
    public PublishRequest takeOver() {
        return with(next -> next.takeOver = true);
    }

    /**
     * Signs the model: the signature is stored before anybody sees the model. The folder must not change meanwhile, or what
     * is published does not match its signature. Models that are published already are signed by {@link AudModel#signatures}. What the signer throws, the
     * publish throws.
     */
    public PublishRequest sign(PublishSigner how) {
        return with(next -> next.signer = how);
    }

    /** Returns the id that the model will have. */
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

    Optional<PublishSigner> signer() {
        return Optional.ofNullable(details.signer);
    }

    boolean takesOver() {
        return details.takeOver;
    }
}
