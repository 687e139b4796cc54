package io.audmodel.spring;

import io.audmodel.AudModel;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Closes the client when the JVM is ended while the application starts. Spring itself waits for a start that is under way, and
 * so for the load in it, which may take longer than a container gets. Once the application has started, Spring closes the
 * client after all that use it.
 */
final class StartInterruption implements ApplicationListener<ContextRefreshedEvent>, DisposableBean {

    private final boolean enabled;
    private @Nullable Thread hook;

    /** @param enabled whether the application may have hooks at all */
    StartInterruption(boolean enabled) {
        this.enabled = enabled;
    }

    AudModel watch(AudModel client) {
        if (enabled) {
            Thread thread = new Thread(client::close, "audmodel-start-interruption");
            try {
                Runtime.getRuntime().addShutdownHook(thread);
                hook = thread;
            } catch (IllegalStateException e) {
                // The JVM is ending already: the load is refused, and nobody waits for it.
                client.close();
            }
        }
        return client;
    }

    boolean isWatching() {
        return hook != null;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        end();
    }

    @Override
    public void destroy() {
        end();
    }

    private void end() {
        Thread thread = hook;
        hook = null;
        if (thread != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException e) {
                System.getLogger("io.audmodel")
                        .log(System.Logger.Level.DEBUG, "the application is ended before it has started");
            }
        }
    }
}
