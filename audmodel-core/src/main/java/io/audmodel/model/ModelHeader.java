package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher of a model said of it. It never changes. Immutable and thread-safe.
 *
 * <p>The Python package writes any object as author, date and parameters. Such a model can be used all the same: name,
 * subgroup and version are always known, and each of the other methods throws if its own value cannot be read.
 */
public final class ModelHeader implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient StoredField<String> author;
    private final transient StoredField<LocalDate> date;
    private final transient String name;
    private final transient StoredField<Map<Object, Object>> parameters;
    private final transient Subgroup subgroup;
    private final transient Version version;

    /**
     * Makes a header of known values.
     *
     * @param author the publisher
     * @param date the day of the publish
     * @param name its name; together with subgroup and parameters it determines the id
     * @param parameters its parameters in their order; keys and values as {@link Tree} describes
     * @param subgroup its group, or none
     * @param version its version
     * @throws InvalidArgumentException if the name is empty
     */
    public ModelHeader(
            String author,
            LocalDate date,
            String name,
            Map<Object, Object> parameters,
            Subgroup subgroup,
            Version version) {
        this(requireName(name), subgroup, version, () -> author, () -> date, asSupplier(Tree.copyOf(parameters)));
    }

    private ModelHeader(
            String name,
            Subgroup subgroup,
            Version version,
            Supplier<String> author,
            Supplier<LocalDate> date,
            Supplier<Map<Object, Object>> parameters) {
        this.author = StoredField.by(author);
        this.date = StoredField.by(date);
        this.name = name;
        this.parameters = StoredField.by(parameters);
        this.subgroup = subgroup;
        this.version = version;
    }

    /**
     * Makes a header as it is stored. Each supplier is called once, at once, and may throw a {@link
     * CorruptContentException}, which the method of its name throws then. Python also stores empty names.
     */
    public static ModelHeader stored(
            String name,
            Subgroup subgroup,
            Version version,
            Supplier<String> author,
            Supplier<LocalDate> date,
            Supplier<Map<Object, Object>> parameters) {
        return new ModelHeader(name, subgroup, version, author, date, parameters);
    }

    /**
     * Returns the author. If Python stored another value than text, this is the text by which Python shows it.
     *
     * @throws CorruptDocumentException if it is an object of Python whose text is unknown here
     */
    public String author() {
        return author.value();
    }

    /**
     * Returns the day of the publish; of a stored time its day, in the time zone that is stored with it.
     *
     * @throws CorruptDocumentException if the stored value is no date
     */
    public LocalDate date() {
        return date.value();
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /**
     * Returns the parameters in the order of the publisher; unmodifiable.
     *
     * @throws CorruptDocumentException if they hold a value that {@link Tree} does not describe
     */
    public Map<Object, Object> parameters() {
        return parameters.value();
    }

    /** Returns the subgroup; {@link Subgroup#none} if there is none. */
    public Subgroup subgroup() {
        return subgroup;
    }

    /** Returns the version. */
    public Version version() {
        return version;
    }

    /**
     * Returns the id that name, subgroup, parameters and version determine.
     *
     * @throws CorruptDocumentException if the parameters cannot be read
     */
    public ModelId id() {
        return ModelId.derive(name, subgroup, parameters(), version);
    }

    /** A value that cannot be read is null. */
    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("author", author.value);
        json.put("date", JsonTree.of(date.value));
        json.put("name", name);
        json.put("parameters", JsonTree.of(parameters.value));
        json.put("subgroup", subgroup.text());
        json.put("version", version.text());
        return json;
    }

    private static String requireName(String name) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException("the name of a model must not be empty");
        }
        return name;
    }

    private static <T> Supplier<T> asSupplier(T value) {
        return () -> value;
    }

    /** Equal if all fields are; those that cannot be read are equal to each other. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelHeader that
                && author.equals(that.author)
                && date.equals(that.date)
                && name.equals(that.name)
                && parameters.equals(that.parameters)
                && subgroup.equals(that.subgroup)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(author, date, name, parameters, subgroup, version);
    }

    @Override
    public String toString() {
        return "ModelHeader[author=" + author + ", date=" + date + ", name=" + name + ", parameters=" + parameters
                + ", subgroup=" + subgroup + ", version=" + version + "]";
    }

    private Object writeReplace() {
        return new Form(name, subgroup, version, author.form(), date.form(), parameters.form());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a header is read from its form alone");
    }

    /** The serialized form of a header; in place of a value that cannot be read it has the exception. */
    private record Form(String name, Subgroup subgroup, Version version, Object author, Object date, Object parameters)
            implements Serializable {

        private Object readResolve() {
            return stored(
                    name,
                    subgroup,
                    version,
                    () -> (String) requireReadable(author),
                    () -> (LocalDate) requireReadable(date),
                    () -> Tree.copyOf((Map<?, ?>) requireReadable(parameters)));
        }

        private static Object requireReadable(Object form) {
            if (form instanceof CorruptContentException problem) {
                throw problem;
            }
            return form;
        }
    }

    /** A field, or the reason why it cannot be read. */
    private static final class StoredField<T> {

        private final @Nullable T value;
        private final @Nullable CorruptContentException problem;

        private StoredField(@Nullable T value, @Nullable CorruptContentException problem) {
            this.value = value;
            this.problem = problem;
        }

        static <T> StoredField<T> by(Supplier<T> supplier) {
            try {
                return new StoredField<>(supplier.get(), null);
            } catch (CorruptContentException e) {
                return new StoredField<>(null, e);
            }
        }

        T value() {
            if (problem != null) {
                throw new CorruptDocumentException(problem.getMessage(), problem);
            }
            return Objects.requireNonNull(value);
        }

        Object form() {
            return problem != null ? problem : Objects.requireNonNull(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StoredField<?> that && Objects.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(value);
        }

        @Override
        public String toString() {
            return problem == null ? String.valueOf(value) : "?";
        }
    }
}
