package io.audmodel.event.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** A runtime without the module {@code jdk.jfr}, such as an image that jlink made. */
class WithoutJfrTest {

    /** Defines the classes of the library anew, where those of the module are missing. */
    private static final class Image extends ClassLoader {

        Image() {
            super(WithoutJfrTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jdk.jfr.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.audmodel.event.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> defined = findLoadedClass(name);
            return defined == null ? define(name) : defined;
        }

        private Class<?> define(String name) {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Image image = new Image();

    @Test
    void recorder_neverListens() throws ReflectiveOperationException {
        Object recorder = image.loadClass(FlightRecording.class.getName())
                .getMethod("recorder")
                .invoke(null);
        assertThat(recorder.getClass().getClassLoader()).isSameAs(image);
        Method isOn = image.loadClass("io.audmodel.event.delivery.Recorder").getMethod("isOn");
        assertThat(isOn.invoke(recorder)).isEqualTo(false);
    }

    @Test
    void image_lacksTheModule() throws ReflectiveOperationException {
        Method found = image.loadClass(JfrRecorder.class.getName()).getDeclaredMethod("found");
        found.setAccessible(true);
        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(() -> found.invoke(null))
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }
}
