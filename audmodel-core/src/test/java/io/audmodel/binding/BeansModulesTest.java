package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.value.PythonText;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes that Jackson alone cannot make, in and out, also in maps; and that a module leaves ids alone. */
class BeansModulesTest {

    private static final Beans BEANS = Beans.with(new DataClasses());
    private static final Training TRAINING = new Training("sgd", new Rate(0.5));

    @Test
    void dataClass_goesInAndOut_byItsModule() {
        Map<Object, Object> tree = BEANS.toTree(TRAINING);

        assertThat(PythonText.of(tree)).isEqualTo("{'optimizer': 'sgd', 'rate': {'first': 0.5}}");
        assertThat(BEANS.fromTree(tree, Training.class)).isEqualTo(TRAINING);
    }

    @Test
    void dataClass_withoutAModule_isAnErrorThatSaysWhere() {
        Map<Object, Object> tree = Beans.standard().toTree(TRAINING);

        assertThatThrownBy(() -> Beans.standard().fromTree(tree, Training.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Training");
    }

    @Test
    void dataClassesInMapsAndLists_goInAndOut() {
        Map<Object, Object> tree = BEANS.toTree(Map.of("runs", List.of(TRAINING)));

        assertThat(PythonText.of(tree)).isEqualTo("{'runs': [{'optimizer': 'sgd', 'rate': {'first': 0.5}}]}");
        assertThat(BEANS.fromTree(tree, new TypeReference<Map<String, List<Training>>>() {}))
                .isEqualTo(Map.of("runs", List.of(TRAINING)));
    }

    @Test
    void recordsInMaps_goInAndOut_withTheirTypedKeys() {
        Map<Integer, Layer> layers = Map.of(1, new Layer("conv", 64), 2, new Layer("dense", 4));
        Map<Object, Object> tree = Beans.standard().toTree(layers);

        assertThat(PythonText.of(tree)).isEqualTo("{1: {'name': 'conv', 'size': 64}, 2: {'name': 'dense', 'size': 4}}");
        assertThat(Beans.standard().fromTree(tree, new TypeReference<Map<Integer, Layer>>() {}))
                .isEqualTo(layers);
        Map<Object, Object> below = Beans.standard().toTree(Map.of("layers", layers));
        assertThat(Beans.standard().fromTree(below, Net.class)).isEqualTo(new Net(layers));
    }

    @Test
    void beansInMaps_thatCannotBeRead_areRefusedWithTheirPlace() {
        assertThatThrownBy(() -> Beans.standard().toTree(Map.of("a", List.of(new Silent()))))
                .isInstanceOfSatisfying(
                        UnserializableValueException.class,
                        e -> assertThat(e.location()).isEqualTo("$.a[0]"))
                .hasMessageContaining("Silent");
    }

    @Test
    void whatAModuleMakesAText_isATextInAMapToo() {
        assertThat(BEANS.toTree(Map.of("price", new Money(3)))).isEqualTo(Map.of("price", "3 EUR"));
        assertThat(BEANS.toTree(new Offer(new Money(3)))).isEqualTo(Map.of("price", "3 EUR"));
    }

    /** Ids depend on it: a module for times, as every Spring Boot has one, leaves dates dates. */
    @Test
    void moduleThatKnowsDates_changesNone() {
        Module times = new SimpleModule("times").addSerializer(LocalDate.class, new ToStringSerializer());
        Day day = new Day(LocalDate.EPOCH);

        assertThat(Beans.with(times).toTree(day)).isEqualTo(Map.of("day", LocalDate.EPOCH));
        assertThat(Beans.with(times).fromTree(Map.of("day", LocalDate.EPOCH), Day.class))
                .isEqualTo(day);
    }

    record Layer(String name, int size) {}

    record Net(Map<Integer, Layer> layers) {}

    record Offer(Money price) {}

    record Day(LocalDate day) {}

    static final class Silent {}

    static final class Money {
        private final int amount;

        Money(int amount) {
            this.amount = amount;
        }
    }

    /** As the compiler of Kotlin makes a data class: no constructor without arguments, and no annotations. */
    static final class Training {
        private final String optimizer;
        private final Rate rate;

        Training(String optimizer, Rate rate) {
            this.optimizer = optimizer;
            this.rate = rate;
        }

        public String getOptimizer() {
            return optimizer;
        }

        public Rate getRate() {
            return rate;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Training that && optimizer.equals(that.optimizer) && rate.equals(that.rate);
        }

        @Override
        public int hashCode() {
            return Objects.hash(optimizer, rate);
        }
    }

    static final class Rate {
        private final double first;

        Rate(double first) {
            this.first = first;
        }

        public double getFirst() {
            return first;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Rate that && first == that.first;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(first);
        }
    }

    /** Finds what makes objects by the names of parameters, as Kotlin's module does. */
    private static final class DataClasses extends SimpleModule {

        private static final long serialVersionUID = 1L;

        DataClasses() {
            addSerializer(Money.class, new StdSerializer<>(Money.class) {
                private static final long serialVersionUID = 1L;

                @Override
                public void serialize(Money value, JsonGenerator tokens, SerializerProvider provider)
                        throws IOException {
                    tokens.writeString(value.amount + " EUR");
                }
            });
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new NopAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated made) {
                    return made.getAnnotated() instanceof Constructor<?> constructor
                                    && List.of(Training.class, Rate.class).contains(constructor.getDeclaringClass())
                            ? JsonCreator.Mode.PROPERTIES
                            : null;
                }

                @Override
                public @Nullable String findImplicitPropertyName(AnnotatedMember member) {
                    return member instanceof AnnotatedParameter parameter
                                    && parameter.getOwner().getMember() instanceof Constructor<?> constructor
                            ? constructor.getParameters()[parameter.getIndex()].getName()
                            : null;
                }
            });
        }
    }
}
