package io.audmodel.signing;

import io.audmodel.error.UnserializableValueException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.value.PythonText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Which model a signature is about, beside its files: what a repository says of it in the header, but for author and date.
 * Two models have the same identity only if all of this is the same.
 *
 * @param id the short or legacy id, and the version behind it: {@code 3e120e8d-1.0.0}
 * @param name of the model
 * @param subgroup with dots; empty if there is none
 * @param version of the model
 * @param parameters the SHA-256 of the parameters, in 64 hexadecimal digits: of their text as Python's {@code str()} writes
 *     them, with the keys at the top in Python's order, or as they stand if Python cannot order them
 */
public record ModelIdentity(String id, String name, String subgroup, String version, String parameters) {

    /**
     * The identity of a model in a repository.
     *
     * @param key of the model, as {@code audmodel.resolve(ref).key()} returns it
     * @param header of the model, as {@code audmodel.header(ref)} returns it
     */
    public static ModelIdentity of(ModelKey key, ModelHeader header) {
        byte[] digest = Checksum.newSha256().digest(text(header).getBytes(StandardCharsets.UTF_8));
        return new ModelIdentity(
                key.toString(),
                header.name(),
                header.subgroup().toString(),
                header.version().text(),
                HexFormat.of().formatHex(digest));
    }

    private static String text(ModelHeader header) {
        try {
            return PythonText.ofSorted(header.parameters());
        } catch (UnserializableValueException e) {
            return PythonText.of(header.parameters());
        }
    }
}
