package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one statement by the schemas of the specification, and as the reference implementation writes it. */
final class StatementReader {

    /** A SHA-256. */
    static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private static final String SHA_256 = "sha256";

    private final StrictJson json;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable String rootDigest;
    private int subjects;
    private @Nullable ModelIdentity model;
    private Map<String, String> besides = Map.of();
    private @Nullable String predicateType;
    private boolean hasPredicate;
    private @Nullable String method;
    private @Nullable String hashType;
    private @Nullable Boolean followsLinks;
    private long shardSize;
    private boolean namesShards;
    private final List<String> ignored = new ArrayList<>();
    private final List<Manifest.Resource> resources = new ArrayList<>();
    private final Set<String> algorithms = new HashSet<>();

    private StatementReader(StrictJson json) {
        this.json = json;
    }

    static Manifest read(byte[] payload) {
        List<Manifest> read = new ArrayList<>();
        StrictJson.read(payload, "the signed statement", json -> read.add(new StatementReader(json).read()));
        return read.get(0);
    }

    private Manifest read() throws IOException {
        json.object("the statement", false, this::top);
        require(StatementWriter.TYPE.equals(type), "_type is not " + StatementWriter.TYPE);
        require(predicateType != null && hasPredicate, "it has no predicate");
        require(subjects == 1 && subject != null && !subject.isEmpty(), "it has not exactly one subject with a name");
        require(rootDigest != null, "its subject has no digest sha256");
        requireScope();
        require(!resources.isEmpty(), "resources is empty: a signature is of one file at least");
        // By the reference it is computed in the order of the list, which is not that of the specification.
        require(
                Manifest.rootDigest(resources).equals(rootDigest),
                "the digest of its subject is not that of its resources");
        List<SignedFile> files = new ListedFiles(json, shardSize).of(resources);
        String name = subject == null ? "" : subject;
        SigningScope scope = new SigningScope(
                shardSize,
                namesShards,
                !SingleFile.isUnnamed(names(files)),
                Boolean.TRUE.equals(followsLinks),
                ignored);
        return new Manifest(name, scope, files, model, besides);
    }

    private static List<String> names(List<SignedFile> files) {
        return files.stream().map(SignedFile::name).toList();
    }

    private void requireScope() {
        require(
                hashType != null && followsLinks != null && method != null,
                "serialization has not all fields that it must have");
        require(SHA_256.equals(hashType) || algorithms.size() == 1, "resources have other digests than hash_type");
        if (!SHA_256.equals(hashType)) {
            throw new UnsupportedSignatureException(
                    "the files are signed by digests " + PlainText.quoted(String.valueOf(hashType))
                            + ", and this library has sha256 alone, which each implementation has: have them signed with that");
        }
        boolean shards = "shards".equals(method);
        if (!shards && !"files".equals(method)) {
            throw new UnsupportedSignatureException("the files are signed by the method "
                    + PlainText.quoted(String.valueOf(method)) + ", and the specification 1.0 has files and shards");
        }
        require(shards == shardSize > 0, "shard_size has to be there for the method shards, and for that alone");
        namesShards = algorithms.equals(Set.of(SHA_256 + "-sharded-" + shardSize));
        require(
                namesShards || algorithms.isEmpty() || algorithms.equals(Set.of(SHA_256)),
                "resources have digests that are not sha256");
    }

    private boolean top(String name) throws IOException {
        switch (name) {
            case "_type" -> type = json.text(name);
            case "subject" ->
                json.array(name, () -> {
                    subjects++;
                    json.object(name, true, this::subject);
                });
            case "predicateType" -> {
                predicateType = json.text(name);
                if (!predicateType.equals(StatementWriter.PREDICATE)) {
                    throw new UnsupportedSignatureException("what is signed is a statement of the type "
                            + PlainText.quoted(predicateType) + ", and this library reads " + StatementWriter.PREDICATE
                            + ": have the model signed by OpenSSF Model Signing 1.0");
                }
            }
            case "predicate" -> {
                hasPredicate = true;
                json.object(name, false, this::predicate);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean subject(String name) throws IOException {
        switch (name) {
            case "name" -> subject = json.text(name);
            case "digest" ->
                json.object(name, true, algorithm -> {
                    if (!algorithm.equals(SHA_256)) {
                        return false;
                    }
                    rootDigest = digest();
                    return true;
                });
            case "annotations" ->
                json.object(name, true, annotation -> {
                    if (!annotation.equals(StatementWriter.MODEL)) {
                        return false;
                    }
                    ModelReader reader = new ModelReader(json);
                    model = reader.read();
                    besides = reader.besides();
                    return true;
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean predicate(String name) throws IOException {
        switch (name) {
            case "serialization" -> json.object(name, false, this::serialization);
            case "resources" -> json.array(name, this::resource);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean serialization(String name) throws IOException {
        switch (name) {
            case "method" -> method = json.text(name);
            case "hash_type" -> hashType = json.text(name);
            case "shard_size" -> shardSize = json.positive(name);
            case "allow_symlinks" -> followsLinks = json.truth(name);
            case "ignore_paths" ->
                json.array(name, () -> {
                    String path = json.text(name);
                    SigningScope.problemOfIgnored(path).ifPresent(problem -> {
                        throw json.malformed("ignore_paths has " + PlainText.quoted(path) + ", which " + problem);
                    });
                    ignored.add(path);
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    private void resource() throws IOException {
        String[] fields = new String[3];
        json.object("resources", true, name -> {
            switch (name) {
                case "name" -> fields[0] = json.text(name);
                case "digest" -> fields[1] = json.text(name);
                case "algorithm" -> fields[2] = json.text(name);
                default -> {
                    return false;
                }
            }
            return true;
        });
        require(
                fields[0] != null && fields[1] != null && fields[2] != null,
                "resources has one without name, digest and algorithm");
        algorithms.add(fields[2]);
        resources.add(new Manifest.Resource(fields[0], fields[1]));
        // Other digests are looked at when it is known which they are to be.
        require(
                !fields[2].startsWith(SHA_256) || DIGEST.matcher(fields[1]).matches(),
                "resources has a digest that is none");
    }

    private String digest() throws IOException {
        String digest = json.text("digest");
        require(DIGEST.matcher(digest).matches(), "the digest of its subject is none of sha256");
        return digest;
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw json.malformed(problem);
        }
    }
}
