package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes documents without mending anything: what is no UTF-8 is damaged. */
final class Utf8 {

    private Utf8() {}

    /** @throws CorruptDocumentException if the bytes are in another encoding; says where */
    static String decode(byte[] document, String source) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(document.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(document), text, true);
        text.flip();
        if (result.isError()) {
            String hint = startsWith(document, 0xFE, 0xFF) || startsWith(document, 0xFF, 0xFE)
                    ? "the document is UTF-16; save it as UTF-8"
                    : "the bytes are not UTF-8";
            throw Position.after(source, text).corrupt(hint);
        }
        return text.toString();
    }

    private static boolean startsWith(byte[] document, int first, int second) {
        return document.length >= 2 && (document[0] & 0xFF) == first && (document[1] & 0xFF) == second;
    }
}
