package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.CancelledException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.servers.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends every call at once, however long its timeouts are and whatever the server does. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class S3InterruptTest {

    private static final ObjectPath PATH = new ObjectPath("a/object");
    private static final long PROMPT_SECONDS = 20;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

    /** What a server does that never ends. */
    private enum Manner {
        SILENT {
            @Override
            void answer(OutputStream out) throws IOException {
                LockSupport.park();
            }
        },
        CRAWLING_HEAD {
            @Override
            void answer(OutputStream out) throws IOException {
                RawServer.write(out, HEAD + "X-Long: ");
                crawl(out);
            }
        },
        INTERIM {
            @Override
            void answer(OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 10");
                LockSupport.park();
            }
        },
        STALLED_BODY {
            @Override
            void answer(OutputStream out) throws IOException {
                RawServer.write(out, HEAD + "Content-Length: 1000\r\n\r\n<half");
                LockSupport.park();
            }
        },
        CRAWLING_BODY {
            @Override
            void answer(OutputStream out) throws IOException {
                RawServer.write(out, HEAD + "Content-Length: 100000000\r\n\r\n");
                crawl(out);
            }
        },
        CRAWLING_CHUNKS {
            @Override
            void answer(OutputStream out) throws IOException {
                RawServer.write(out, HEAD + "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n");
                crawl(out);
            }
        };

        abstract void answer(OutputStream out) throws IOException;

        private static void crawl(OutputStream out) throws IOException {
            while (!Thread.currentThread().isInterrupted()) {
                RawServer.write(out, " ");
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private enum Call {
        STAT {
            @Override
            void run(Backend backend) {
                backend.stat(PATH);
            }
        },
        READ {
            @Override
            void run(Backend backend) throws IOException {
                try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
                    body.stream().readAllBytes();
                }
            }
        },
        CREATE {
            @Override
            void run(Backend backend) {
                backend.put(PATH, Content.of(new byte[10]), PutMode.create());
            }
        },
        OVERWRITE {
            @Override
            void run(Backend backend) {
                backend.put(PATH, Content.of(new byte[10]), PutMode.overwrite());
            }
        },
        PARTS {
            @Override
            void run(Backend backend) {
                backend.put(PATH, Content.of(new byte[20 << 20]), PutMode.overwrite());
            }
        },
        LIST {
            @Override
            void run(Backend backend) {
                try (Stream<?> listed = backend.list(PATH)) {
                    listed.forEach(each -> {});
                }
            }
        },
        DELETE {
            @Override
            void run(Backend backend) {
                backend.delete(PATH);
            }
        };

        abstract void run(Backend backend) throws IOException;
    }

    @TempDir
    private Path folder;

    /** Not every call waits for the body. */
    static Stream<Arguments> cells() {
        return Stream.of(Manner.values())
                .flatMap(manner -> Stream.of(Call.values())
                        .filter(call -> manner.compareTo(Manner.STALLED_BODY) < 0
                                || call == Call.READ
                                || call == Call.PARTS
                                || call == Call.LIST)
                        .map(call -> Arguments.of(manner, call)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void interrupt_endsTheCallAtOnce(Manner manner, Call call) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((head, in, out) -> {
                    RawServer.skipBody(head, in);
                    asked.countDown();
                    manner.answer(out);
                });
                Backend backend = connect(server)) {
            assertEnds(call, backend, asked);
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void interrupt_endsAWriteThatNobodyTakes(Call call) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((head, in, out) -> {
                    if (head.startsWith("POST")) {
                        String xml =
                                "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
                        RawServer.write(out, HEAD + "Content-Length: " + xml.length() + "\r\n\r\n" + xml);
                        return;
                    }
                    asked.countDown();
                    LockSupport.park();
                });
                Backend backend = connect(server)) {
            assertEnds(call, backend, asked);
        }
    }

    static Stream<Call> writes() {
        return Stream.of(Call.PARTS);
    }

    private static void assertEnds(Call call, Backend backend, CountDownLatch asked) throws Exception {
        List<Boolean> interrupted = new ArrayList<>();
        FutureTask<Throwable> running = new FutureTask<>(() -> {
            try {
                call.run(backend);
                return new AssertionError("it ended as if all were well");
            } catch (Throwable e) {
                return e;
            } finally {
                interrupted.add(Thread.currentThread().isInterrupted());
            }
        });
        Thread caller = new Thread(running, "caller");
        caller.start();
        assertThat(asked.await(PROMPT_SECONDS, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        Throwable end = running.get(PROMPT_SECONDS, TimeUnit.SECONDS);
        assertThat(interrupted).as(String.valueOf(end)).containsExactly(true);
        if (call == Call.READ && !(end instanceof CancelledException)) {
            assertThat(end).isInstanceOf(IOException.class);
        } else if (end instanceof OutcomeUnknownException) {
            assertThat(call).isIn(Call.CREATE, Call.OVERWRITE, Call.PARTS);
        } else {
            assertThat(end).isInstanceOf(CancelledException.class);
        }
    }

    private Backend connect(RawServer server) {
        return Connecting.to(server.endpoint(), folder, Map.of("access_key", "a", "secret_key", "b"));
    }
}
