package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.Verification.Damage;
import io.audmodel.Verification.Place;
import io.audmodel.cache.Cache;
import io.audmodel.error.AccessDeniedException;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.AudModelException;
import io.audmodel.error.AuthenticationException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.CacheException;
import io.audmodel.error.CallTimeoutException;
import io.audmodel.error.CancelledException;
import io.audmodel.error.ChecksumMismatchException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.ConflictException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.LockTimeoutException;
import io.audmodel.error.ModelHeldException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.OfflineException;
import io.audmodel.error.OutcomeUnknownException;
import io.audmodel.error.PublishInProgressException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.error.RepositoryNotFoundException;
import io.audmodel.error.StorageException;
import io.audmodel.error.UnavailableException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.error.UntrustedModelException;
import io.audmodel.health.BaseHealth;
import io.audmodel.health.CacheHealth;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.RepositoryHealth;
import io.audmodel.health.Setting;
import io.audmodel.health.Setting.Source;
import io.audmodel.model.Alias;
import io.audmodel.model.ArchiveLimits;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.ResolvedModel;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.trust.ModelSignature;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One value of each type, and the way to add the bytes of a new one to the file of them. */
final class SerializedValues {

    static final String FILE = "serialized/values.txt";

    static final Map<String, Serializable> ALL = all();

    private SerializedValues() {}

    private static Map<String, Serializable> all() {
        ModelId id = ModelId.of("3e120e8d-1.0.0");
        LegacyId legacy = LegacyId.of("65206614-dbb7-d61a-b00c-153db7b525c0");
        Repository models = Repository.of("file-system:/data/host#models");
        ModelHeader header = new ModelHeader(
                "anna", LocalDate.of(2024, 1, 31), "cnn", tree(), Subgroup.of("emotion.cnn"), Version.of("1.0.0"));
        CachedModel cached = new CachedModel(
                id, id.version(), Path.of("/cache/3e120e8d/1.0.0"), 8, Instant.ofEpochSecond(1), null, false);
        RepositoryHealth repositoryHealth = new RepositoryHealth(
                RepositoryAddress.of(models.toString()), null, Duration.ofMillis(3), Duration.ofSeconds(1));
        CacheHealth cacheHealth =
                new CacheHealth(Path.of("/cache"), null, Duration.ofMillis(2), Cache.Locks.WORKING, "ext4", 1L << 40);
        BaseHealth baseHealth = new BaseHealth(Path.of("/opt/models"), null, Duration.ofMillis(1), "overlay");
        Map<String, Serializable> all = new TreeMap<>();
        List<Serializable> values = List.of(
                id,
                legacy,
                ShortId.of("3e120e8d"),
                Alias.of("emotion-production"),
                Version.of("1.0.0-rc1"),
                Subgroup.of("emotion.cnn"),
                Checksum.md5("a"),
                Compression.deflated(9),
                ArchiveLimits.defaults(),
                ModelSignature.of("0123456789abcdef0123456789abcdef", new byte[] {1, 2}),
                ModelKey.of(legacy, Version.of("1.0.0")),
                models,
                RepositoryAddress.of("s3:https://s3.example.org#bucket?prefix=team/models&region=eu-north-1"),
                Binary.of(new byte[] {1, 2}),
                Tuple.of(3, null, List.of("a")),
                PythonSet.copyOf(Set.of("happy")),
                header,
                ResolvedModel.stale(ModelKey.of(id), Instant.ofEpochSecond(1)),
                cached,
                new PruneReport(List.of(cached), List.of(), List.of(), 5, 3, List.of("why")),
                new CopyReport(List.of(id), List.of(legacy), 7),
                new Verification(id, models, true, List.of(new Damage(Place.CACHE, "w.txt is missing"))),
                new Progress(Phase.UNPACK, 1, 2),
                repositoryHealth,
                cacheHealth,
                new ClientHealth(
                        List.of(repositoryHealth),
                        cacheHealth,
                        List.of(),
                        List.of(Setting.ofCode("offline", "false")),
                        List.of(),
                        List.of()),
                baseHealth,
                new Setting("cache root", "/cache", Source.VARIABLE, "AUDMODEL_CACHE_ROOT"),
                new FoundModel(id, header, models),
                ModelFile.packed("a/b", 3, -1));
        values.forEach(value -> all.put(value.getClass().getSimpleName(), value));
        all.put("parameters", (Serializable) tree());
        all.put("list", (Serializable)
                Tree.copyOf(Map.of("list", List.of(1, 2))).get("list"));
        errors().forEach(error -> {
            error.setStackTrace(new StackTraceElement[0]);
            all.put(error.getClass().getSimpleName(), error);
        });
        return all;
    }

    /** Each kind of value that parameters may hold. */
    static Map<Object, Object> tree() {
        Map<Object, Object> tree = new LinkedHashMap<>();
        tree.put("rate", 16_000);
        tree.put("big", 1L << 40);
        tree.put("bigger", BigInteger.TEN.pow(30));
        tree.put("loss", 0.25);
        tree.put("best", Double.NaN);
        tree.put("deep", true);
        tree.put("name", "cnn\u00E4");
        tree.put("layers", Arrays.asList(88, null, List.of(4)));
        tree.put("kernel", Tuple.of(3, 3));
        tree.put("labels", PythonSet.copyOf(List.of("angry", "happy")));
        tree.put("bytes", Binary.of(new byte[] {0, -1}));
        tree.put("day", LocalDate.of(2024, 1, 31));
        tree.put("at", LocalDateTime.of(2024, 1, 31, 10, 0, 30));
        tree.put("in", OffsetDateTime.parse("2024-01-31T10:00:30+01:00"));
        tree.put(null, Map.of(1, "one", LocalDate.EPOCH, "first"));
        return Tree.copyOf(tree);
    }

    private static List<AudModelException> errors() {
        List<AudModelException> errors = new ArrayList<>();
        IOException cause = new IOException("connection reset");
        cause.setStackTrace(new StackTraceElement[0]);
        Failure failure = new Failure("s3:https://s3.example.org#bucket", "get", "a/b", "the server is down");
        List<Function<Failure, AudModelException>> ofBackends = List.of(
                given -> new AccessDeniedException(given, cause),
                given -> new AuthenticationException(given, cause),
                given -> new ConflictException(given, cause),
                given -> new ObjectExistsException(given, cause),
                given -> new ObjectNotFoundException(given, cause),
                given -> new OutcomeUnknownException(given, cause),
                given -> new RepositoryNotFoundException(given, cause),
                given -> new StorageException(given, cause),
                given -> new UnavailableException(given, cause));
        List<Function<String, AudModelException>> others = List.of(
                text -> new AliasNotFoundException(text, cause),
                text -> new AlreadyExistsException(text, cause),
                text -> new BackendMissingException(text, cause),
                text -> new CacheException(text, cause),
                text -> new CallTimeoutException(text, cause),
                text -> new CancelledException(text, cause),
                text -> new ChecksumMismatchException(text, cause),
                text -> new ConfigurationException(text, cause),
                text -> new CorruptArchiveException(text, cause),
                text -> new CorruptDocumentException(text, cause),
                text -> new InvalidArgumentException(text, cause),
                text -> new LimitExceededException(text, cause),
                text -> new LockTimeoutException(text, cause),
                text -> new ModelHeldException(text, cause),
                text -> new ModelNotFoundException(text, cause),
                text -> new OfflineException(text, cause),
                text -> new PublishInProgressException(text, cause),
                text -> new UntrustedModelException(text, cause));
        ofBackends.forEach(error -> errors.add(error.apply(failure)));
        others.forEach(error -> errors.add(error.apply("what is wrong: the way out")));
        errors.add(new UnserializableValueException("$.layers[2]", "it is a set", cause));
        AudModelException first = new UnavailableException(failure);
        AudModelException second = new CallTimeoutException("no answer");
        first.setStackTrace(new StackTraceElement[0]);
        second.setStackTrace(new StackTraceElement[0]);
        errors.add(new RepositoriesUnavailableException("two are silent", List.of(first, second)));
        return errors;
    }

    static byte[] write(Serializable value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /** Adds what the file has not yet; its path is the argument. What is there is never changed. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (Map.Entry<String, Serializable> entry : ALL.entrySet()) {
            String name = entry.getKey() + " ";
            if (lines.stream().noneMatch(line -> line.startsWith(name))) {
                lines.add(name + Base64.getEncoder().encodeToString(write(entry.getValue())));
            }
        }
        Files.write(file, lines);
    }
}
