package io.audmodel.backend.fs;

import io.audmodel.backend.Content;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Does something when half of it is written. */
record HookedContent(String text, Hook hook) implements Content {

    interface Hook {
        void run() throws IOException;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length / 2);
        hook.run();
        out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    }
}
