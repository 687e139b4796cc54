package io.audmodel.binding;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.audmodel.value.Tree;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Receives the tokens of a bean, and refuses a bean that refers to itself before the stack overflows. */
final class TreeBuffer extends TokenBuffer {

    static final String CYCLIC =
            "it is cyclic, or nested deeper than " + Tree.MAX_DEPTH + " levels; leave the way back out";

    TreeBuffer(ObjectCodec codec) {
        super(codec, false);
    }

    @Override
    public void writeStartObject(@Nullable Object value) throws IOException {
        checkDepth();
        super.writeStartObject(value);
    }

    @Override
    public void writeStartObject(@Nullable Object value, int size) throws IOException {
        checkDepth();
        super.writeStartObject(value, size);
    }

    @Override
    public void writeStartArray(@Nullable Object value) throws IOException {
        checkDepth();
        super.writeStartArray(value);
    }

    @Override
    public void writeStartArray(@Nullable Object value, int size) throws IOException {
        checkDepth();
        super.writeStartArray(value, size);
    }

    private void checkDepth() throws JsonMappingException {
        if (getOutputContext().getNestingDepth() >= Tree.MAX_DEPTH) {
            throw JsonMappingException.from(this, CYCLIC);
        }
    }
}
