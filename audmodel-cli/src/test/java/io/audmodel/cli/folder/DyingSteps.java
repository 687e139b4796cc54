package io.audmodel.cli.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Ends before a step or within it, as a killed process does: nothing that comes later has an effect, no clearing away either. */
final class DyingSteps extends FolderSteps {

    private final int last;
    private final boolean isWithin;
    private int taken;

    /**
     * @param last how many steps are taken
     * @param isWithin whether the next one is begun
     */
    DyingSteps(int last, boolean isWithin) {
        this.last = last;
        this.isWithin = isWithin;
    }

    /** What nobody catches. */
    static final class Died extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Override
    void makeFolder(Path folder) throws IOException {
        take();
        super.makeFolder(folder);
    }

    @Override
    void move(Path from, Path to) throws IOException {
        take();
        super.move(from, to);
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
        if (taken == last && isWithin) {
            super.write(file, Arrays.copyOf(content, content.length / 2));
        }
        take();
        super.write(file, content);
    }

    @Override
    void deleteOne(Path path) throws IOException {
        take();
        super.deleteOne(path);
    }

    private void take() {
        if (taken >= last) {
            throw new Died();
        }
        taken++;
    }
}
