package io.audmodel.junit;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** What parameters and fields get of a fixture, by their type and {@link Models}. */
final class Injection {

    private static final Set<Class<?>> TYPES = Set.of(AudModel.class, AudModelBuilder.class, TestRepository.class);

    private Injection() {}

    static boolean supports(Class<?> type, AnnotatedElement place) {
        return TYPES.contains(type) || place.isAnnotationPresent(Models.class);
    }

    static Object value(Class<?> type, AnnotatedElement place, Fixture fixture) {
        List<String> names = Optional.ofNullable(place.getAnnotation(Models.class))
                .map(models -> List.of(models.value()))
                .orElse(List.of());
        if (type == AudModel.class) {
            return fixture.client(names);
        }
        if (type == AudModelBuilder.class) {
            return fixture.builder(names);
        }
        if (type == TestRepository.class) {
            return fixture.repository(names);
        }
        throw new ExtensionConfigurationException(
                "@Models is on " + place + ", and goes with an AudModel, an" + " AudModelBuilder or a TestRepository");
    }

    /** Returns the fields with {@link Models} of a class and of those that it extends. */
    static List<Field> fields(Class<?> type, boolean ofClass) {
        return AnnotationSupport.findAnnotatedFields(type, Models.class).stream()
                .filter(field -> Modifier.isStatic(field.getModifiers()) == ofClass)
                .toList();
    }

    static void fill(Field field, @Nullable Object instance, Fixture fixture) {
        Object value = value(field.getType(), field, fixture);
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(field + " is final, and @Models would fill it: take final away");
        }
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new ExtensionConfigurationException(
                    field + " cannot be filled: take a parameter, or open its package to the module io.audmodel.junit",
                    e);
        }
    }
}
