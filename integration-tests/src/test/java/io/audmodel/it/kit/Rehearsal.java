package io.audmodel.it.kit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A main class that loads the classes that a {@link Worker} uses: it publishes a model to each of some repositories, and loads
 * it. Its arguments are a model, a folder in which nothing is yet, and the repositories.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String id = Worker.request(model, "1.0.0", "nobody").id().toString();
        String commands = "publish " + model + " 1.0.0 nobody\nload " + id + "\nmeta " + id + "\n";
        for (int i = 2; i < arguments.length; i++) {
            System.setIn(new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)));
            Path own = folder.resolve(String.valueOf(i));
            Worker.main(new String[] {
                arguments[i],
                own.resolve("cache").toString(),
                Samples.file(own.resolve("reads"), "").toString()
            });
        }
    }
}
