package io.audmodel.trust;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A signature as it is stored beside a model. The core does not read it. Immutable. */
@JsonPropertyOrder({"mark", "content"})
public final class ModelSignature implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern MARK = Pattern.compile("[0-9a-f]{32}");

    private final String mark;
    private final byte[] content;

    private ModelSignature(String mark, byte[] content) {
        this.mark = mark;
        this.content = content;
    }

    /**
     * Makes one to be stored.
     *
     * @param mark names the signer, in 32 hexadecimal digits: a model has one signature with each mark
     * @param content copied
     * @throws InvalidArgumentException if the mark is another text
     */
    @JsonCreator
    public static ModelSignature of(@JsonProperty("mark") String mark, @JsonProperty("content") byte[] content) {
        return new ModelSignature(requireMark(mark), content.clone());
    }

    /**
     * Returns the text, if it is a mark.
     *
     * @throws InvalidArgumentException if it is none
     */
    public static String requireMark(String text) {
        if (!isMark(text)) {
            throw new InvalidArgumentException(
                    "'" + text + "' does not mark a signature: a mark has 32 digits and letters from a to f");
        }
        return text;
    }

    /** Returns whether a text is a mark. */
    public static boolean isMark(String text) {
        return MARK.matcher(text).matches();
    }

    /** Returns what the signature is stored by. Anybody who may write to the repository chooses it: it proves nothing. */
    @JsonProperty
    public String mark() {
        return mark;
    }

    /** Returns the bytes, in the format of the signer; a copy. */
    @JsonProperty
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelSignature that && mark.equals(that.mark) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return mark.hashCode();
    }

    /** Returns {@code signature 3f…, 812 bytes}. */
    @Override
    public String toString() {
        return "signature " + mark + ", " + content.length + " bytes";
    }
}
