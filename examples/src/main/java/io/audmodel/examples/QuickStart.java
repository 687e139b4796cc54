package io.audmodel.examples;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.Progress;
import io.audmodel.PublishRequest;
import io.audmodel.UrlType;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.Compression;
import io.audmodel.model.LegacyId;
import io.audmodel.model.LegacyId.Visibility;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Publishes two versions of a small model in a temporary folder, and asks everything that can be asked of them. */
public final class QuickStart {

    private static final String NAME = "speech-emotion";
    private static final Subgroup SUBGROUP = Subgroup.of("emotion.mlp");
    private static final TrainingReport REPORT =
            new TrainingReport("acted-speech-1.2.0", LocalDate.of(2026, 1, 14), 1e-3, Map.of("development", 0.71));

    private final Path folder;
    private final Repository archive;
    private final AudModel audmodel;
    private final Narrator story;

    private QuickStart(Path folder, Repository archive, AudModel audmodel, Narrator story) {
        this.folder = folder;
        this.archive = archive;
        this.audmodel = audmodel;
        this.story = story;
    }

    public static void main(String[] args) throws IOException {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            tellAll(folder.path(), System.out);
        }
        System.out.println("\nDone; the temporary folder is removed.");
    }

    /** Leaves the repositories and the cache in the folder. */
    static void tellAll(Path folder, PrintStream out) throws IOException {
        Repository models = new Repository("file-system", folder.toString(), "models");
        Repository archive = new Repository("file-system", folder.toString(), "archive");
        // A repository has to exist: a mistyped name shall not make another.
        Files.createDirectory(folder.resolve("models"));
        Files.createDirectory(folder.resolve("archive"));
        try (AudModel audmodel = AudModel.builder()
                .repository(models)
                .repository(archive)
                .cacheRoot(folder.resolve("cache"))
                .build()) {
            QuickStart walk = new QuickStart(folder, archive, audmodel, new Narrator(out, folder));
            ModelId first = walk.publish();
            walk.look(first);
            walk.load(first);
            walk.ask(first);
            walk.describe(first);
            ModelId second = walk.publishAgain();
            walk.moveAlias(first, second);
            walk.locate(second);
            walk.deriveIds();
            walk.fail(second);
        }
    }

    private ModelId publish() throws IOException {
        story.chapter("Publish a folder with weights, labels and a log");
        Path training = new SpeechEmotionModel(1).writeTo(folder.resolve("training-1"));
        PublishRequest request = PublishRequest.of(training, NAME, Version.of("1.0.0"))
                .subgroup(SUBGROUP)
                .parameters(SpeechEmotionModel.ARCHITECTURE)
                .meta(REPORT)
                .compression(Compression.auto())
                .author("sam")
                .date(LocalDate.of(2026, 1, 15))
                .alias(Alias.of("emotion-production"));
        story.tell("request.id(), known before", request.id());
        story.tell(
                "ofAnyVersion(…, \"2024.1\").id()",
                PublishRequest.ofAnyVersion(training, NAME, Version.of("2024.1"))
                        .id());
        ModelId id = audmodel.publish(request);
        story.tell("publish(request)", id);
        return id;
    }

    private void look(ModelId id) throws IOException {
        story.chapter("Look into it without loading it");
        story.tell("files(id)", audmodel.files(id));
        try (InputStream log = audmodel.open(id, "log/training.csv")) {
            story.tell("open(id, file)", log.readAllBytes().length + " bytes");
        }
        Path part = audmodel.load(id, FilePatterns.of("*.yaml"));
        try (Stream<Path> files = Files.list(part)) {
            story.tell("load(id, patterns)", files.map(Path::getFileName).toList());
        }
    }

    private void load(ModelId id) throws IOException {
        story.chapter("Load it; the second time from the cache");
        story.tell("exists(id)", audmodel.exists(id));
        Map<Progress.Phase, Long> bytes = new EnumMap<>(Progress.Phase.class);
        AudModel watched = audmodel.withProgress(progress -> bytes.put(progress.phase(), progress.done()));
        story.tell("withProgress(listener).load(id)", watched.load(id));
        story.tell("bytes by phase", bytes);
        bytes.clear();
        Path model = watched.load(ModelRef.of("emotion-production"));
        story.tell("load(alias), from the cache", "bytes by phase: " + bytes);
        try (Stream<Path> files = Files.walk(model)) {
            files.filter(Files::isRegularFile).map(model::relativize).sorted().forEach(file -> story.tell("", file));
        }
        story.tell(
                "withCacheRoot(other).load(id)",
                audmodel.withCacheRoot(folder.resolve("other")).load(id));
        story.tell(
                "withLockTimeout(1 min).load(id)",
                audmodel.withLockTimeout(Duration.ofMinutes(1)).load(id));
        story.tell(
                "withCallTimeout(5 min).load(id)",
                audmodel.withCallTimeout(Duration.ofMinutes(5)).load(id));
        story.tell("hasDefaultRepositories()", audmodel.hasDefaultRepositories());
        story.tell("isOffline()", audmodel.isOffline());
        story.tell("requirement()", audmodel.requirement());
    }

    private void ask(ModelId id) {
        story.chapter("What was said of it; any reference will do");
        ModelRef shortId = id.shortId();
        story.tell("header(id)", audmodel.header(id));
        story.tell("header(id).name", audmodel.header(id).name());
        story.tell("header(short id).author", audmodel.header(shortId).author());
        story.tell(
                "header(alias).date",
                audmodel.header(ModelRef.of("emotion-production")).date());
        story.tell("header(id).subgroup", audmodel.header(id).subgroup());
        story.tell("version(short id)", audmodel.version(shortId));
        story.tell("parameters(id)", audmodel.parameters(id));
        Architecture architecture = audmodel.parameters(id, Architecture.class);
        story.tell("parameters(id, Architecture.class)", architecture);
    }

    private void describe(ModelId id) {
        story.chapter("Metadata, the part that changes");
        story.tell("meta(id)", audmodel.meta(id));
        story.tell(
                "updateMeta(id, map), merged",
                audmodel.updateMeta(id, Map.of("recall", Map.of("test", 0.68), "reviewed", true)));
        story.tell("meta(id, TrainingReport.class)", audmodel.meta(id, TrainingReport.class));
        story.tell("replaceMeta(id, record)", audmodel.replaceMeta(id, REPORT));
    }

    private ModelId publishAgain() throws IOException {
        story.chapter("A second version, in the other repository");
        Path training = new SpeechEmotionModel(2).writeTo(folder.resolve("training-2"));
        PublishRequest request = request(training, "2.0.0").repository(archive).takeOver();
        ModelId id = audmodel.publish(request);
        story.tell("publish(request)", id);
        story.tell("repositories()", audmodel.repositories());
        story.tell("versions(short id)", audmodel.versions(id.shortId()));
        story.tell("latestVersion(short id)", audmodel.latestVersion(id.shortId()));
        return id;
    }

    private void moveAlias(ModelId first, ModelId second) {
        story.chapter("Move the alias");
        Alias production = Alias.of("emotion-production");
        story.tell("resolveAlias(alias)", audmodel.resolveAlias(production));
        audmodel.setAlias(production, second);
        story.tell("setAlias(alias, id), then", audmodel.resolveAlias(production));
        story.tell("resolve(alias)", audmodel.resolve(production));
        story.tell("aliases(old)", audmodel.aliases(first));
        story.tell("aliases(new)", audmodel.aliases(second));
    }

    private void locate(ModelId id) {
        story.chapter("Where it is");
        for (UrlType type : UrlType.values()) {
            story.tell("url(id, " + type + ")", audmodel.url(id, type));
        }
        story.tell("cacheRoot()", audmodel.cacheRoot());
        String home = System.getProperty("user.home");
        story.tell(
                "AudModel.defaultCacheRoot()",
                AudModel.defaultCacheRoot().toString().replace(home, "~"));
    }

    private void deriveIds() {
        story.chapter("Ids, without any repository");
        Version version = Version.of("1.0.0");
        Map<Object, Object> parameters = audmodel.parameters(ModelRef.of("emotion-production"));
        story.tell("ShortId.derive(...)", ShortId.derive(NAME, SUBGROUP, parameters));
        story.tell("ModelId.derive(...)", ModelId.derive(NAME, SUBGROUP, parameters, version));
        story.tell("LegacyId.derive(...)", LegacyId.derive(NAME, SUBGROUP, parameters, version, Visibility.PUBLIC));
    }

    private void fail(ModelId existing) {
        story.chapter("What goes wrong says so, by its type");
        PublishRequest again =
                request(folder.resolve("training-1"), existing.version().text());
        try {
            audmodel.publish(again);
        } catch (AlreadyExistsException e) {
            tellError(e);
        }
        try {
            audmodel.load(ModelRef.of("00000000-1.0.0"));
        } catch (ModelNotFoundException e) {
            tellError(e);
        }
    }

    private void tellError(AudModelException e) {
        story.tell(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
    }

    private static PublishRequest request(Path training, String version) {
        return PublishRequest.of(training, NAME, Version.of(version))
                .subgroup(SUBGROUP)
                .parameters(SpeechEmotionModel.ARCHITECTURE);
    }
}
