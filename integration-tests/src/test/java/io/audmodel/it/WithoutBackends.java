package io.audmodel.it;

import io.audmodel.backend.BackendProvider;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/** A class path without the jar of any backend. */
final class WithoutBackends extends ClassLoader {

    WithoutBackends(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals("META-INF/services/" + BackendProvider.class.getName())
                ? Collections.emptyEnumeration()
                : super.getResources(name);
    }
}
