package io.audmodel.cli.trust;

import io.audmodel.backend.Environment;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.UnusableKeyException;
import io.audmodel.trust.PublishSigner;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what a command signs, as its options say it.
 *
 * @param prefix of these options
 * @param file of the private key; a hyphen for standard input
 * @param variable with the private key
 * @param command that has the key
 * @param publicKey of the command
 * @param certificates of the signer, the own one first
 * @param password of an encrypted key
 * @param in standard input
 */
public record SignerSource(
        String prefix,
        @Nullable String file,
        @Nullable String variable,
        @Nullable String command,
        @Nullable String publicKey,
        List<String> certificates,
        PasswordSource password,
        InputStream in) {

    static final String WHAT = "the private key";
    private static final String STANDARD_INPUT = "-";
    private static final byte[] ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    static final int MOST = 1 << 20;

    /** @throws InvalidArgumentException if there is not one key, or its options do not fit together */
    public SignerSource {
        long given =
                Stream.of(file, variable, command).filter(one -> one != null).count();
        if (given != 1) {
            throw new InvalidArgumentException((given == 0 ? "no key to sign with is named" : "several keys are named")
                    + ": give one of " + prefix + "key, " + prefix + "key-variable and " + prefix + "command");
        }
        if (command == null && publicKey != null) {
            throw new InvalidArgumentException(
                    prefix + "public-key is the key of " + prefix + "command: the others have it in them");
        }
        if (command != null && (publicKey == null) == certificates.isEmpty()) {
            throw new InvalidArgumentException(prefix + "command needs either " + prefix + "public-key or " + prefix
                    + "certificate, by which others know whose signature it makes");
        }
        if (command != null && password.isNamed()) {
            throw new InvalidArgumentException(
                    "a password was named, and the key of " + prefix + "command has none here");
        }
    }

    /** What signs a model that is published. */
    public PublishSigner publishSigner(Sharding sharding) {
        return FolderSigner.of(signer()).withScope(sharding.scope());
    }

    /**
     * What signs; reads the key.
     *
     * @throws UnusableKeyException if nobody could accept what is signed with its certificate
     */
    public ModelSigner signer() {
        ModelSigner signer = command != null ? new CommandSigner(signatory(), command) : ofKey();
        signer.signatory().requireUsable(Instant.now());
        return signer;
    }

    private ModelSigner ofKey() {
        PrivateKeySigner signer = ofPrivateKey();
        return certificates.isEmpty() ? signer : signer.withCertificates(paths(certificates));
    }

    private Signatory signatory() {
        return publicKey != null ? Signatory.ofKey(path(publicKey)) : Signatory.ofCertificates(paths(certificates));
    }

    private PrivateKeySigner ofPrivateKey() {
        String source = variable != null
                ? "the variable " + variable
                : STANDARD_INPUT.equals(file) ? "standard input" : String.valueOf(file);
        byte[] pem = pem();
        char[] secret = null;
        try {
            boolean isEncrypted = isEncrypted(pem);
            if (!isEncrypted && password.isNamed()) {
                throw new InvalidArgumentException("the private key in " + source
                        + " is not encrypted, and a password was named: leave it out, or encrypt the key (openssl pkcs8"
                        + " -topk8)");
            }
            secret = isEncrypted ? password.ofKey(source) : null;
            PrivateKeySigner signer = PrivateKeySigner.ofPem(pem, secret);
            warnOfReaders(isEncrypted);
            return signer;
        } catch (UnusableKeyException e) {
            throw new InvalidArgumentException(source + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(pem, (byte) 0);
            if (secret != null) {
                Arrays.fill(secret, ' ');
            }
        }
    }

    private void warnOfReaders(boolean isEncrypted) {
        if (file != null && !STANDARD_INPUT.equals(file)) {
            OptionInputs.warnOfReaders(file, WHAT);
        }
        if (isEncrypted) {
            password.warnOfReaders();
        }
    }

    private byte[] pem() {
        if (variable != null) {
            return OptionInputs.variable(variable, WHAT).getBytes(StandardCharsets.UTF_8);
        }
        return STANDARD_INPUT.equals(file)
                ? OptionInputs.standardInput(in, WHAT, MOST)
                : OptionInputs.file(String.valueOf(file), WHAT, MOST);
    }

    static boolean isEncrypted(byte[] pem) {
        for (int at = 0; at <= pem.length - ENCRYPTED.length; at++) {
            if (Arrays.equals(pem, at, at + ENCRYPTED.length, ENCRYPTED, 0, ENCRYPTED.length)) {
                return true;
            }
        }
        return false;
    }

    private static Path[] paths(List<String> texts) {
        return texts.stream().map(SignerSource::path).toArray(Path[]::new);
    }

    private static Path path(String text) {
        return Environment.system().path(text);
    }

    /** Nothing that could be a key, or name one. */
    @Override
    public String toString() {
        return "a signer";
    }
}
