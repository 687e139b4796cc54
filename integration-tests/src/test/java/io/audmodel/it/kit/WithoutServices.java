package io.audmodel.it.kit;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/** A class path without any jar that provides a port. */
public final class WithoutServices extends ClassLoader {

    private final String port;

    public WithoutServices(ClassLoader parent, Class<?> port) {
        super(parent);
        this.port = port.getName();
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals("META-INF/services/" + port) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    /** Nor are their classes there. */
    @Override
    public URL getResource(String name) {
        return name.endsWith("Provider.class") ? null : super.getResource(name);
    }
}
