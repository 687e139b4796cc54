package io.audmodel.backend.support;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * A body whose reads throw an {@link IOException} or an error of this library, and nothing else. A read of an
 * interrupted thread is cancelled.
 */
final class GuardedStream extends InputStream {

    private interface Read {
        int run() throws IOException;
    }

    private final InputStream in;
    private final Function<Throwable, AudModelException> translator;

    GuardedStream(InputStream in, Function<Throwable, AudModelException> translator) {
        this.in = in;
        this.translator = translator;
    }

    @Override
    public int read() throws IOException {
        return guarded(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return guarded(() -> in.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return guarded(in::available);
    }

    @Override
    public void close() throws IOException {
        guarded(() -> {
            in.close();
            return 0;
        });
    }

    private int guarded(Read read) throws IOException {
        try {
            return read.run();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw translator.apply(e);
            }
            throw e;
        } catch (AudModelException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            AudModelException translated = translator.apply(e);
            if (translated instanceof CancelledException) {
                throw translated;
            }
            throw new IOException(translated.getMessage(), translated);
        }
    }
}
