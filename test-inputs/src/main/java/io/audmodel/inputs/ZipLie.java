package io.audmodel.inputs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Something that an archive says and that is not so.
 *
 * @param what for messages
 */
record ZipLie(String what, Consumer<Plan> lie) {

    /** An archive of two files, until it is built. */
    static final class Plan {

        private final ZipBuilder zip = new ZipBuilder();
        private Consumer<ZipEntryBuilder> first = entry -> {};
        Consumer<byte[]> damage = archive -> {};

        /** So many bytes of the end are missing. */
        int cut;

        byte[] build() {
            zip.entry("first.bin", "the first file", first)
                    .entry("folder/second.txt", "0".repeat(3000), ZipEntryBuilder::deflate);
            byte[] archive = zip.build();
            damage.accept(archive);
            return Arrays.copyOf(archive, Math.max(0, archive.length - cut));
        }
    }

    static ZipLie plan(String what, Consumer<Plan> lie) {
        return new ZipLie(what, lie);
    }

    static ZipLie zip(String what, Consumer<ZipBuilder> lie) {
        return plan(what, plan -> lie.accept(plan.zip));
    }

    /** A lie of the first file. */
    static ZipLie entry(String what, Consumer<ZipEntryBuilder> lie) {
        return plan(what, plan -> plan.first = plan.first.andThen(lie));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
