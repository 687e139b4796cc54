package io.audmodel.it.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.FilePatterns;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.ArtifactoryStorage;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.S3Storage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * The main class of a JVM with mounts of its own, that loads from and publishes to disks of a few bytes. Its arguments
 * are an empty folder, that of a model, and one like it with other content. Each line tells it the kind of a case, the
 * size of the disk and how many files and folders fit; it answers what happened, what was left and what happened when
 * there was room, separated by tabs. The kernel removes the mounts with the process.
 */
final class SmallDisk {

    private static final Alias ALIAS = Alias.of("tagged");

    /** What is smaller comes as a whole, without a detour. */
    private static final int LARGE = 17 << 20;

    private final Path folder;
    private final Path disk;
    private final Path model;
    private final Path other;
    private final Storage bucket;
    private final Storage artifactory;
    private int cases;

    private SmallDisk(Path folder, Path model, Path other, Storage bucket, Storage artifactory) throws IOException {
        this.folder = folder;
        this.disk = Files.createDirectory(folder.resolve("disk"));
        this.model = model;
        this.other = other;
        this.bucket = bucket;
        this.artifactory = artifactory;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (S3Stub bucket = S3Stub.start(Files.createDirectory(folder.resolve("objects")));
                ArtifactoryStandIn artifactory =
                        ArtifactoryStandIn.builder().withoutRanges().start()) {
            SmallDisk program = new SmallDisk(
                    folder,
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    new S3Storage(bucket),
                    new ArtifactoryStorage(artifactory));
            Worker.say(Worker.READY);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                program.mount("size=" + words[1] + ",nr_inodes=" + words[2]);
                Worker.say(program.tried(words[0]).replace("\n", " "));
                program.run("umount", program.disk.toString());
            }
        }
    }

    private String tried(String kind) throws Exception {
        cases++;
        return switch (kind) {
            case "load" -> load();
            case "from-artifactory" -> loadPart();
            case "publish" -> publish(new FsStorage(folder), builder -> builder);
            case "to-bucket" -> publish(bucket, builder -> builder.temporaryRoot(disk));
            case "to-artifactory" -> publish(artifactory, builder -> builder.temporaryRoot(disk));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String load() throws Exception {
        try (Workshop workshop = new Workshop(folder.resolve("case-" + cases), new FsStorage(folder))) {
            Repository repository = workshop.repository("case" + cases);
            ModelId id = workshop.client(repository).publish(Worker.request(model, "1.0.0", "small"));
            AudModel client = workshop.open(workshop.builder(repository).cacheRoot(disk.resolve("cache")));
            String first = outcome(() -> digest(client.load(id)));
            String left = left();
            grow();
            return String.join("\t", first, left, outcome(() -> digest(client.load(id))));
        }
    }

    /** A file of a large model, from a server without ranges, of which all has to be fetched to get a part. */
    private String loadPart() throws Exception {
        try (Workshop workshop = new Workshop(folder.resolve("case-" + cases), artifactory)) {
            Repository repository = workshop.repository("case" + cases);
            Path large = Samples.write(workshop.fresh("large"), "large", LARGE);
            ModelId id = workshop.client(repository).publish(Worker.request(large, "1.0.0", "large"));
            AudModel client = workshop.open(workshop.builder(repository).temporaryRoot(disk));
            Callable<String> load = () -> {
                Path file = client.load(id, FilePatterns.of("model.yaml")).resolve("model.yaml");
                return Files.readString(file).equals("seed: large\n") ? digest(model) : "damaged";
            };
            String first = outcome(load);
            String left = left();
            grow();
            return String.join("\t", first, left, outcome(load));
        }
    }

    /** Every second time somebody else takes over what was left. */
    private String publish(Storage storage, Function<AudModelBuilder, AudModelBuilder> settings) throws Exception {
        try (Workshop workshop = new Workshop(folder.resolve("case-" + cases), storage)) {
            Repository repository = new Repository("file-system", folder.toString(), "disk");
            if (!(storage instanceof FsStorage)) {
                repository = workshop.repository("case" + cases);
            }
            AudModelBuilder builder = storage.addTo(workshop.builder(), repository);
            AudModel client = workshop.open(settings.apply(builder));
            String first = outcome(
                    () -> client.publish(Worker.request(model, "1.0.0", "small").alias(ALIAS)));
            String left = left();
            grow();
            return String.join("\t", first, left, outcome(() -> publishAgain(client)));
        }
    }

    private String publishAgain(AudModel client) {
        boolean takesOver = cases % 2 == 0;
        ModelId id = Worker.request(model, "1.0.0", "small").id();
        if (client.exists(id)) {
            client.setAlias(ALIAS, id);
            takesOver = false;
        } else if (takesOver) {
            client.publish(Worker.request(other, "1.0.0", "other").alias(ALIAS).takeOver());
        } else {
            client.publish(Worker.request(model, "1.0.0", "small").alias(ALIAS));
        }
        String expected = digest(takesOver ? other : model);
        return client.resolveAlias(ALIAS).equals(id) && digest(client.load(id)).equals(expected)
                ? digest(model)
                : "damaged";
    }

    private static String digest(Path folder) {
        return FileTree.of(folder).digest();
    }

    private static String outcome(Callable<?> call) throws Exception {
        try {
            return call.call().toString();
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private String left() {
        return String.join(",", FileTree.of(disk).names());
    }

    private void mount(String limits) throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", limits, "none", disk.toString());
    }

    private void grow() throws IOException, InterruptedException {
        run("mount", "-o", "remount,size=100m,nr_inodes=10000", disk.toString());
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>(process.inputReader(UTF_8).lines().toList());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " says " + said);
        }
    }
}
