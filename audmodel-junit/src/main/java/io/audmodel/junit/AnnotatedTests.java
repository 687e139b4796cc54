package io.audmodel.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** The extension behind {@link AudModelTest}. Its state is in JUnit's stores, since one instance serves all tests. */
final class AnnotatedTests implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(AnnotatedTests.class);

    /**
     * One annotation.
     *
     * @param owner the context of what it is on
     */
    private record Annotated(AudModelTest test, ExtensionContext owner) {

        boolean isShared() {
            return test.lifecycle() == Lifecycle.PER_CLASS;
        }

        /** @param context of what wants the fixture */
        // The method of the same meaning came with JUnit 6.
        @SuppressWarnings("deprecation")
        Fixture fixture(ExtensionContext context) {
            if (isShared() && owner.getElement().orElseThrow() instanceof Method method) {
                throw new ExtensionConfigurationException("the @AudModelTest of " + method
                        + " has the lifecycle PER_CLASS, and stands on a method: put it on the class");
            }
            if (!isShared() && context.getTestMethod().isEmpty()) {
                throw new ExtensionConfigurationException(
                        "each test of " + context.getRequiredTestClass().getName()
                                + " has models of its own, which there are none of outside of a test: take them as fields or as"
                                + " parameters of methods, or share them with @AudModelTest(lifecycle = PER_CLASS)");
            }
            Fixture fixture = (isShared() ? owner : context)
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            owner.getElement().orElseThrow(),
                            element -> new Fixture(FixtureOptions.of(test)),
                            Fixture.class);
            return Objects.requireNonNull(fixture);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.supports(parameter.getParameter().getType(), parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.value(
                parameter.getParameter().getType(),
                parameter.getParameter(),
                nearest(context).fixture(context));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        List<Field> fields = Injection.fields(context.getRequiredTestClass(), true);
        if (!fields.isEmpty()) {
            Fixture fixture = nearest(context).fixture(context);
            fields.forEach(field -> Injection.fill(field, null, fixture));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            List<Field> fields = Injection.fields(instance.getClass(), false);
            if (!fields.isEmpty()) {
                Fixture fixture = nearest(contextOf(instance, context)).fixture(context);
                fields.forEach(field -> Injection.fill(field, instance, fixture));
            }
        }
    }

    /** Returns the innermost context of the instance's class. */
    private static ExtensionContext contextOf(Object instance, ExtensionContext context) {
        ExtensionContext each = context;
        while (each.getRequiredTestClass() != instance.getClass()) {
            each = each.getParent().orElseThrow();
        }
        return each;
    }

    private static Annotated nearest(ExtensionContext context) {
        Optional<ExtensionContext> each = Optional.of(context);
        while (each.isPresent()) {
            ExtensionContext owner = each.get();
            Optional<AudModelTest> test = owner.getElement()
                    .flatMap(element -> AnnotationSupport.findAnnotation(element, AudModelTest.class));
            if (test.isPresent()) {
                return new Annotated(test.get(), owner);
            }
            each = owner.getParent();
        }
        throw new ExtensionConfigurationException(
                "@Models is in " + context.getRequiredTestClass().getName()
                        + ", which has no @AudModelTest, and no class around it has: put it on the outermost of them");
    }
}
