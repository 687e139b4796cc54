package io.audmodel.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands each test a workshop of its own, and clears it away. */
final class WorkshopExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(WorkshopExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Workshop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        OnStorage suite = (OnStorage) context.getRequiredTestInstance();
        try {
            Path folder = Files.createTempDirectory("audmodel-it-").toRealPath();
            Workshop workshop = new Workshop(folder, suite.storage(Files.createDirectory(folder.resolve("host"))));
            context.getStore(NAMESPACE).put(Workshop.class, workshop);
            return workshop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Workshop workshop = context.getStore(NAMESPACE).remove(Workshop.class, Workshop.class);
        if (workshop != null) {
            workshop.close();
            FileTree.delete(workshop.folder());
        }
    }
}
