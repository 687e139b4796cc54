package io.audmodel.spring;

import io.audmodel.spring.AudModelProperties.Followed;
import java.util.Map;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Defines a bean for each reference that properties say to follow, under the name that they give it. */
final class FollowerBeans implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    FollowerBeans(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Binder.get(environment)
                .bind("audmodel.followed", Bindable.mapOf(String.class, Followed.class))
                .orElse(Map.of())
                .keySet()
                .forEach(name -> registry.registerBeanDefinition(name, definition(name)));
    }

    // By its constructor, whose other arguments are beans, and no lambda: generated code can repeat that.
    private static AbstractBeanDefinition definition(String name) {
        AbstractBeanDefinition definition = BeanDefinitionBuilder.rootBeanDefinition(FollowerBean.class)
                .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
                .addConstructorArgValue(name)
                .getBeanDefinition();
        // Named by Spring where the application has another bean of this name.
        definition.setResourceDescription("the property audmodel.followed." + name);
        return definition;
    }
}
