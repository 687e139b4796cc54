package io.audmodel.it.kit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** Notes each read of an archive in a file that several processes share, and reports what it does while a test wants that. */
public final class ReportingBackend extends ForwardingBackend {

    /** What is said before an archive is never read. */
    public static final String STUCK = "stuck";

    private static volatile boolean talkative;
    private static volatile boolean filesHidden;
    private static volatile boolean stuck;

    private final Path reads;

    ReportingBackend(Backend delegate, Path reads) {
        super(delegate);
        this.reads = reads;
    }

    /** From now on every write is announced on standard output. */
    static void beTalkative() {
        talkative = true;
    }

    /** From now on no body offers the file that it comes from, as if the store were far away. */
    static void hideFiles() {
        filesHidden = true;
    }

    /** From now on every read of an archive is announced on standard output, and then never ends. */
    static void getStuck() {
        stuck = true;
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        if (path.name().endsWith(".zip")) {
            if (stuck) {
                Worker.say(STUCK);
                new CompletableFuture<Void>().join();
            }
            note(ProcessHandle.current().pid() + " " + path + "\n");
        }
        ObjectBody body = super.get(path, range);
        return filesHidden ? new ObjectBody(body.info(), body.stream()) : body;
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        if (talkative) {
            Worker.say("put " + path.name());
        }
        return super.put(path, content, mode);
    }

    private void note(String line) {
        try {
            Files.writeString(reads, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
