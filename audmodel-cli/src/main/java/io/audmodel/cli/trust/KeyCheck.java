package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SecretFile;
import io.audmodel.signing.UnusableKeyException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is found of a private key without its password.
 *
 * @param state whose key it is, or that it is encrypted; null if it cannot be used
 * @param problem that it cannot be used, or that others than its owner may read it
 * @param cure of the problem
 */
public record KeyCheck(
        Path file,
        @Nullable String state,
        @Nullable String problem,
        @Nullable String cure) {

    /** Looks at the file of a key. */
    public static KeyCheck of(Path file) {
        byte[] pem = {};
        try {
            pem = OptionInputs.file(file.toString(), SignerSource.WHAT, SignerSource.MOST);
            String state = SignerSource.isEncrypted(pem)
                    ? "encrypted"
                    : PrivateKeySigner.ofPem(pem, null).signatory() + ", not encrypted";
            Optional<String> problem = SecretFile.problem(file, SignerSource.WHAT);
            return new KeyCheck(file, state, problem.orElse(null), problem.isPresent() ? SecretFile.CURE : null);
        } catch (InvalidArgumentException e) {
            return unusable(file, String.valueOf(e.getMessage()));
        } catch (UnusableKeyException e) {
            return unusable(file, file + ": " + e.getMessage());
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    private static KeyCheck unusable(Path file, String problem) {
        return new KeyCheck(
                file,
                null,
                problem,
                "name the file of a private key in PEM, such as 'audmodel keygen' makes, by --key");
    }

    /** For programs. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("state", state);
        fields.put("problem", problem);
        return fields;
    }
}
