package io.audmodel;

import io.audmodel.model.ModelHeader;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which models are looked for: those that meet every condition. Immutable; each call gives a new query. In a pattern,
 * {@code *} stands for any text and {@code ?} for any character; patterns match the whole of what they are for, and case
 * counts.
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

    /** Every version of every model. */
    public static ModelQuery all() {
        return ALL;
    }

    /** Models whose name matches the pattern. */
    public ModelQuery name(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.name()));
    }

    /** Models whose subgroup matches the pattern; {@code emotion.*} takes in {@code emotion.cnn.small}. */
    public ModelQuery subgroup(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.subgroup().text()));
    }

    /** Models whose author matches the pattern. */
    public ModelQuery author(String pattern) {
        Glob glob = new Glob(pattern);
        return and(candidate -> glob.matches(candidate.author()));
    }

    /** Models that were published on this day or later. */
    public ModelQuery publishedFrom(LocalDate first) {
        return and(candidate -> !candidate.date().isBefore(first));
    }

    /** Models that were published on this day or earlier. */
    public ModelQuery publishedUntil(LocalDate last) {
        return and(candidate -> !candidate.date().isAfter(last));
    }

    /** As {@link #parameter(String, Comparison, Object)} with {@link Comparison#EQUAL}. */
    public ModelQuery parameter(String path, @Nullable Object value) {
        return parameter(path, Comparison.EQUAL, value);
    }

    /**
     * Models with a certain parameter. A model that has none at this path is not found, whatever the comparison.
     *
     * @param path the key, or several joined by dots where mappings are nested; an index, from 0, leads into a list
     * @param value of any type that parameters may have
     * @throws io.audmodel.error.InvalidArgumentException if nothing could meet the condition: a pattern is no text, or
     *     what is to be less or more than the value, such as true, null or a list, has no order
     */
    public ModelQuery parameter(String path, Comparison comparison, @Nullable Object value) {
        ValueCondition test = ValueCondition.of(path, comparison, value).requirePossible();
        return and(candidate -> test.holds(candidate.parameters()));
    }

    /** As {@link #meta(String, Comparison, Object)} with {@link Comparison#EQUAL}. */
    public ModelQuery meta(String path, @Nullable Object value) {
        return meta(path, Comparison.EQUAL, value);
    }

    /**
     * Models with a certain value in their metadata, as {@link #parameter(String, Comparison, Object)} for parameters.
     * Costs a request for each model that meets all other conditions: metadata change.
     *
     * @throws io.audmodel.error.InvalidArgumentException as there
     */
    public ModelQuery meta(String path, Comparison comparison, @Nullable Object value) {
        ValueCondition test = ValueCondition.of(path, comparison, value).requirePossible();
        return new ModelQuery(header, meta.and(test::holds), true, alias, latest);
    }

    /** Models that an alias points to whose name matches the pattern. */
    public ModelQuery alias(String pattern) {
        return new ModelQuery(header, meta, needsMeta, new Glob(pattern), latest);
    }

    /** Of each model the latest version alone, whether or not it meets the other conditions, which then decide. */
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
