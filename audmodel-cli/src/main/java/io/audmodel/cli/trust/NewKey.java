package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.signing.SigningKeyPair;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a new pair of keys.
 *
 * @param name of the key, as signatures have it
 */
public record NewKey(String name, String curve, Path file, Path publicFile, boolean isEncrypted) {

    /**
     * Makes a pair, and writes its files.
     *
     * @param publicFile null for the one beside the other
     * @param isPlain whether the private key is not encrypted
     * @throws ConflictingFileException if one of the files exists
     */
    public static NewKey make(
            String curve, Path file, @Nullable Path publicFile, boolean isPlain, PasswordSource password) {
        Path other = checkedPublicFile(file, publicFile, isPlain, password);
        SigningKeyPair keys = SigningKeyPair.generate(curve);
        char[] secret = isPlain ? null : password.ofNewKey();
        try {
            keys.write(file, other, secret);
        } catch (FileAlreadyExistsException e) {
            throw exists(e.getFile());
        } catch (NoSuchFileException e) {
            throw noFolder(e.getFile(), e);
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    "the files of the key cannot be written: " + Reasons.withFile(e) + "; name others", e);
        } finally {
            if (secret != null) {
                Arrays.fill(secret, ' ');
            }
        }
        return new NewKey(keys.signatory().keyHint(), curve, file, other, secret != null);
    }

    /**
     * Checks what can be checked, and makes nothing. No password is asked for.
     *
     * @return the files that would be written
     * @throws ConflictingFileException if one of the files exists
     */
    public static List<Path> plan(
            String curve, Path file, @Nullable Path publicFile, boolean isPlain, PasswordSource password) {
        Path other = checkedPublicFile(file, publicFile, isPlain, password);
        // Only it knows the curves.
        SigningKeyPair.generate(curve).signatory();
        for (Path each : List.of(other, file)) {
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(each.toString());
            }
        }
        List<Path> files = List.of(file, other);
        for (Path each : files) {
            Path parent = each.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                throw noFolder(each.toString(), null);
            }
        }
        return files;
    }

    private static Path checkedPublicFile(
            Path file, @Nullable Path publicFile, boolean isPlain, PasswordSource password) {
        Path other = publicFile == null ? beside(file) : publicFile;
        if (file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
            throw new InvalidArgumentException(file
                    + " is to have the private key and the public one: name two files, as release.pem and release.pub");
        }
        if (isPlain && password.isNamed()) {
            throw new InvalidArgumentException("--no-password and a password exclude each other: leave one out");
        }
        return other;
    }

    private static ConflictingFileException exists(String file) {
        return new ConflictingFileException(file + " exists, and no key is overwritten: name another file");
    }

    private static InvalidArgumentException noFolder(String file, @Nullable Throwable cause) {
        return new InvalidArgumentException("there is no folder for " + file + ": make it, or name another", cause);
    }

    private static Path beside(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling((name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name) + ".pub");
    }

    /** For programs. */
    public Map<String, Object> asMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", name);
        fields.put("curve", curve);
        fields.put("privateKey", file);
        fields.put("publicKey", publicFile);
        fields.put("encrypted", isEncrypted);
        return fields;
    }
}
