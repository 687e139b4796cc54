package io.audmodel;

import io.audmodel.model.ModelHeader;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Selects the models that meet every condition. Immutable; each method returns a new query. In a pattern, {@code *}
 * stands for any text and {@code ?} for any character; a pattern has to match the whole text, and case counts.
 *
 * <pre>{@code
 * ModelQuery.all().subgroup("emotion.*").parameter("layers", Comparison.AT_LEAST, 3).latest()
 * }</pre>
 */
@CheckReturnValue
public final class ModelQuery {

    private static final ModelQuery ALL = new ModelQuery(header -> true, meta -> true, false, null, false);

    private final Predicate<ModelHeader> header;
    private final Predicate<Map<Object, Object>> meta;
    private final boolean needsMeta;
    private final @Nullable Glob alias;
    private final boolean latest;

    private ModelQuery(
            Predicate<ModelHeader> header,
            Predicate<Map<Object, Object>> meta,
            boolean needsMeta,
            @Nullable Glob alias,
            boolean latest) {
        this.header = header;
        this.meta = meta;
        this.needsMeta = needsMeta;
        this.alias = alias;
        this.latest = latest;
    }

    /** Selects every version of every model. */
    public static ModelQuery all() {
        return ALL;
    }

    /** Adds a condition: the name matches the pattern. */
    public ModelQuery name(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.name()));
    }

    /** Adds a condition: the subgroup matches the pattern; {@code emotion.*} matches {@code emotion.cnn.small} too. */
    public ModelQuery subgroup(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.subgroup().text()));
    }

    /** Adds a condition: the author matches the pattern. */
    public ModelQuery author(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.author()));
    }

    /** Adds a condition: the date is this day or later. */
    public ModelQuery publishedFrom(LocalDate first) {
        return and(candidate -> !candidate.date().isBefore(first));
    }

    /** Adds a condition: the date is this day or earlier. */
    public ModelQuery publishedUntil(LocalDate last) {
        return and(candidate -> !candidate.date().isAfter(last));
    }

    /**
     * Adds a condition on a parameter, as {@link #parameter(String, Comparison, Object)} with {@link Comparison#EQUAL}.
     */
    public ModelQuery parameter(String path, @Nullable Object value) {
        return parameter(path, Comparison.EQUAL, value);
    }

    /**
     * Adds a condition on a parameter. A model without a parameter at this path never meets it, whatever the
     * comparison.
     *
     * @param path the key, or several joined by dots where mappings are nested; an index, from 0, leads into a list
     * @param value of any type that parameters may have
     * @throws io.audmodel.error.InvalidArgumentException if no value can meet the condition: the pattern of {@link
     *     Comparison#LIKE} is no text, or the value, such as true, null or a list, has no order
     */
    public ModelQuery parameter(String path, Comparison comparison, @Nullable Object value) {
        ValueCondition test = ValueCondition.of(path, comparison, value).requirePossible();
        return and(candidate -> test.holds(candidate.parameters()));
    }

    /** Adds a condition on metadata, as {@link #meta(String, Comparison, Object)} with {@link Comparison#EQUAL}. */
    public ModelQuery meta(String path, @Nullable Object value) {
        return meta(path, Comparison.EQUAL, value);
    }

    /**
     * Adds a condition on metadata, as {@link #parameter(String, Comparison, Object)} for parameters. It costs a
     * request for each model that meets all other conditions, since metadata can change.
     *
     * @throws io.audmodel.error.InvalidArgumentException as there
     */
    public ModelQuery meta(String path, Comparison comparison, @Nullable Object value) {
        ValueCondition test = ValueCondition.of(path, comparison, value).requirePossible();
        return new ModelQuery(header, meta.and(test::holds), true, alias, latest);
    }

    /** Adds a condition: an alias whose name matches the pattern points to the model. */
    public ModelQuery alias(String pattern) {
        return new ModelQuery(header, meta, needsMeta, new Glob(pattern), latest);
    }

    /** Considers only the latest version of each model: the other conditions apply to that version. */
    public ModelQuery latest() {
        return new ModelQuery(header, meta, needsMeta, alias, true);
    }

    boolean accepts(ModelHeader candidate) {
        return header.test(candidate);
    }

    boolean accepts(Map<Object, Object> candidate) {
        return meta.test(candidate);
    }

    boolean needsMeta() {
        return needsMeta;
    }

    Optional<Glob> aliases() {
        return Optional.ofNullable(alias);
    }

    boolean onlyLatest() {
        return latest;
    }

    private ModelQuery and(Predicate<ModelHeader> condition) {
        return new ModelQuery(header.and(condition), meta, needsMeta, alias, latest);
    }
}
