package io.audmodel.signing;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new private key with its public one, as PEM files that OpenSSL and Python read too. Immutable and thread-safe; the
 * private key is in memory as long as this is, since the JDK cannot wipe it.
 */
public final class SigningKeyPair {

    private final KeyPair keys;

    private SigningKeyPair(KeyPair keys) {
        this.keys = keys;
    }

    /** Makes a pair on the curve P-256, which every verifier has. */
    public static SigningKeyPair generate() {
        return generate("P-256");
    }

    /**
     * Makes a pair.
     *
     * @param curve {@code P-256}, {@code P-384} or {@code P-521}
     */
    public static SigningKeyPair generate(String curve) {
        SigningCurve known = Arrays.stream(SigningCurve.values())
                .filter(one -> one.text().equals(curve))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(PlainText.quoted(curve)
                        + " is no curve for signatures of models: it is P-256, P-384 or P-521"));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(known.standardName()));
            return new SigningKeyPair(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this runtime makes no keys on curves: add jdk.crypto.ec", e);
        }
    }

    /** Returns a signer with the private key. */
    public PrivateKeySigner signer() {
        return PrivateKeySigner.of(keys.getPrivate(), keys.getPublic());
    }

    /** Returns whose the key is: the public key, with its hint. */
    public Signatory signatory() {
        return Signatory.ofKey(keys.getPublic());
    }

    /** Returns the public key in PEM, whose SHA-256 is the hint of the key. */
    public byte[] publicPem() {
        return Pem.text("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    /**
     * Returns the private key in PEM: PKCS#8, with the public key in it. Yours to overwrite after use.
     *
     * @param password encrypts it (PBES2 with PBKDF2, HMAC-SHA-256, 600,000 iterations and AES-256); printable characters of
     *     ASCII, which is what all programs take for the same. Read here, and yours to overwrite then. Null for a key that
     *     everybody who reads the file can use
     * @throws UnusableKeyException if the password is empty or has other characters
     */
    public byte[] privatePem(char @Nullable [] password) {
        byte[] pkcs8 = KeyEncoding.pkcs8(keys);
        try {
            if (password == null) {
                return Pem.text("PRIVATE KEY", pkcs8);
            }
            return Pem.text("ENCRYPTED PRIVATE KEY", KeyEncoding.encrypted(pkcs8, password));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /**
     * Writes both files, and overwrites none. Where the file system has permissions of POSIX, nobody else but this user may
     * read that of the private key, from the moment that it exists; elsewhere it has those of its folder.
     *
     * @param password as that of {@link #privatePem}
     * @throws FileAlreadyExistsException if one of the files exists; nothing is written then
     * @throws IOException if one of them cannot be written; neither is left then
     * @throws UnusableKeyException if the password is empty or has other characters than printable ones of ASCII
     */
    public void write(Path privateKey, Path publicKey, char @Nullable [] password) throws IOException {
        if (Files.exists(publicKey)) {
            throw new FileAlreadyExistsException(publicKey.toString());
        }
        byte[] pem = privatePem(password);
        try {
            create(privateKey, pem, "rw-------");
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
        boolean isWhole = false;
        try {
            create(publicKey, publicPem(), "rw-r--r--");
            isWhole = true;
        } finally {
            if (!isWhole) {
                Files.delete(privateKey);
            }
        }
    }

    private static void create(Path file, byte[] content, String permissions) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
        boolean isWhole = false;
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            isWhole = true;
        } catch (FileAlreadyExistsException e) {
            isWhole = true;
            throw e;
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Returns the hint of the key; nothing of the private one. */
    @Override
    public String toString() {
        return "key pair " + signatory();
    }
}
