package io.audmodel.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what happens, without the name of the temporary folder, which is different each time. */
final class Narrator {

    private final PrintStream out;
    private final String folder;
    private int chapters;

    Narrator(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder.toString();
    }

    void chapter(String title) {
        chapters++;
        out.printf(Locale.ROOT, "%n%d. %s%n", chapters, title);
    }

    void tell(String call, Object answer) {
        out.printf(Locale.ROOT, "   %-38s %s%n", call, answer.toString().replace(folder, "..."));
    }
}
