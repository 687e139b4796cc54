package io.audmodel.binding;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.Module;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.value.Tree;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts maps, records and beans to canonical trees, and trees to records and beans. Thread-safe.
 *
 * <p>Classes that Jackson cannot make by itself, data classes of Kotlin for instance, need a module of Jackson:
 *
 * <pre>{@code
 * Beans beans = Beans.with(new KotlinModule.Builder().build());
 * AudModel audmodel = AudModel.builder().beans(beans).build();
 * PublishRequest.of(root, "cnn", Version.of("1.0.0")).parameters(beans.toTree(training));
 * }</pre>
 *
 * <p>Properties are in the order in which the class declares its components or fields; a class that has only getters
 * needs {@code @JsonPropertyOrder}, since the JVM reports methods in no order. Jackson's annotations apply. A property
 * that is null is null in the tree. Keys of map properties keep their types.
 */
public final class Beans {

    private static final Beans STANDARD = new Beans(() -> BeanMapper.STANDARD);

    private final Supplier<BeanMapper> mapper;

    private Beans(Supplier<BeanMapper> mapper) {
        this.mapper = mapper;
    }

    /** Returns a conversion for records, beans and Jackson's annotations. */
    public static Beans standard() {
        return STANDARD;
    }

    /**
     * Returns a conversion that also uses modules of Jackson. They do not change how times, bytes, sets and maps are
     * converted, so that a module changes no id of a model whose parameters do not need it.
     */
    public static Beans with(Module... modules) {
        BeanMapper mapper = new BeanMapper(modules);
        return new Beans(() -> mapper);
    }

    /**
     * Makes a tree of a map, a record or a bean, which may hold other records and beans, and all that {@link
     * Tree#copyOf} takes.
     *
     * @throws InvalidArgumentException if the argument is no mapping, but for example a text or a list
     * @throws UnserializableValueException if {@link Tree#copyOf} refuses a value, or a class cannot be read; the error
     *     says where
     */
    public Map<Object, Object> toTree(Object mapOrBean) {
        if (mapOrBean instanceof Map<?, ?> map) {
            return Tree.copyOf(map, this::tokensOf);
        }
        if (tokensOf(mapOrBean) instanceof Map<?, ?> map) {
            return Tree.copyOf(map);
        }
        String type = mapOrBean == null ? "null" : "a " + mapOrBean.getClass().getTypeName();
        throw new InvalidArgumentException(type + " is no mapping: pass a map, a record or a bean");
    }

    private @Nullable Object tokensOf(Object object) {
        return mapper.get().tokensOf(object);
    }

    /**
     * Makes a record or bean of a tree. Entries without a property in the class are left out, since metadata grow; a
     * property that the tree lacks is null, or empty if it is an {@code Optional}.
     *
     * @throws InvalidArgumentException if a value does not fit its property, or a primitive property has no value; the
     *     error says where
     */
    public <T> T fromTree(Map<Object, Object> tree, Class<T> type) {
        return type.isInstance(tree) ? type.cast(tree) : mapper.get().read(tree, type);
    }

    /**
     * Makes a value of a type with parameters, as {@link #fromTree(Map, Class)} does: {@code new
     * TypeReference<Map<String, Layer>>() {}} for a map of records.
     */
    public <T> T fromTree(Map<Object, Object> tree, TypeReference<T> type) {
        return mapper.get().read(tree, type);
    }
}
