package io.audmodel.spring;

import io.audmodel.AudModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/** Lets the application read {@code audmodel:…} wherever Spring takes the location of a resource. */
final class ModelResources implements BeanFactoryPostProcessor, ResourceLoaderAware {

    private ResourceLoader loader = new DefaultResourceLoader();

    @Override
    public void setResourceLoader(ResourceLoader resourceLoader) {
        loader = resourceLoader;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // The client is made when the first such resource is read, and not for each that is named.
        ObjectProvider<AudModel> client = beans.getBeanProvider(AudModel.class);
        if (loader instanceof DefaultResourceLoader resolving) {
            resolving.addProtocolResolver((location, ignored) -> location.startsWith(AudModelResource.PREFIX)
                    ? AudModelResource.of(location, client::getObject)
                    : null);
        }
    }
}
