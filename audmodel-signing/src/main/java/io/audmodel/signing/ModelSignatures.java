package io.audmodel.signing;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.BackendException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The signatures of models in a repository: one object for each signer, beside the model's header, where the Python package
 * does not look. So a model can be signed after it was published, and by several people. As thread-safe as the backend.
 */
public final class ModelSignatures {

    /** Who may write can put more there, and can remove any of them anyway. */
    private static final int MOST = 64;

    private static final Pattern SUFFIX = Pattern.compile("\\.[0-9a-f]{32}\\.sig");

    private final Backend backend;

    private ModelSignatures(Backend backend) {
        this.backend = backend;
    }

    /** The signatures in the repository of a backend, which stays yours to close. */
    public static ModelSignatures in(Backend backend) {
        return new ModelSignatures(backend);
    }

    /**
     * Stores a signature, in place of an earlier one by the same key or certificate. Nothing of it is verified.
     *
     * @return where it is
     * @throws BackendException if it cannot be written
     */
    public ObjectPath put(ModelKey key, SignatureBundle bundle) {
        ObjectPath path = folder(key).child(key + "." + bundle.signerMark() + ".sig");
        backend.put(path, Content.of(bundle.toBytes()), PutMode.overwrite());
        return path;
    }

    /**
     * Lists the signatures of a model, in the order of their paths, up to 64 of them. Those that cannot be read as
     * signatures are among them, and say why; nothing of the others is verified.
     *
     * @throws BackendException if they cannot be listed or read
     */
    public List<StoredSignature> of(ModelKey key) {
        List<ObjectPath> paths;
        try (Stream<ObjectInfo> found = backend.list(folder(key))) {
            paths = found.map(ObjectInfo::path)
                    .filter(path -> isSignature(key, path))
                    .sorted(Comparator.comparing(ObjectPath::text))
                    .limit(MOST)
                    .toList();
        }
        List<StoredSignature> signatures = new ArrayList<>();
        for (ObjectPath path : paths) {
            read(path).ifPresent(signatures::add);
        }
        return signatures;
    }

    /**
     * Removes a signature, if it is there.
     *
     * @throws BackendException if it cannot be removed
     */
    public void remove(StoredSignature signature) {
        backend.delete(signature.path());
    }

    /** Empty if somebody removed it meanwhile. */
    private Optional<StoredSignature> read(ObjectPath path) {
        byte[] bytes;
        try (ObjectBody body = backend.get(path, ByteRange.all())) {
            bytes = body.stream().readNBytes(SignatureBundle.MOST_BYTES + 1);
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the signature " + path + " cannot be read", e);
        }
        try {
            return Optional.of(StoredSignature.readable(path, SignatureBundle.of(bytes)));
        } catch (SigningException e) {
            return Optional.of(StoredSignature.unreadable(path, e));
        }
    }

    private static boolean isSignature(ModelKey key, ObjectPath path) {
        String name = path.name();
        return path.equals(folder(key).child(name))
                && name.startsWith(key.toString())
                && SUFFIX.matcher(name.substring(key.toString().length())).matches();
    }

    /** Where the header of the model is. */
    private static ObjectPath folder(ModelKey key) {
        return ObjectPath.of("_uid", key.id(), key.version().text());
    }
}
