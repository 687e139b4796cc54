package io.audmodel.serializer.yaml;

import io.audmodel.value.Binary;
import java.util.Base64;

/** Binary scalars: MIME's base64 with a line break after each 76 characters, the last line included. */
final class Base64Text {

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(76, new byte[] {'\n'});
    private static final int GROUP = 4;

    private Base64Text() {}

    static String encode(Binary binary) {
        return ENCODER.encodeToString(binary.toBytes());
    }

    /**
     * Skips line breaks and whatever else is not base64. The first padding that completes a group ends the data.
     *
     * @throws IllegalArgumentException if there are characters beyond ASCII, or the last group is not complete
     */
    static Binary decode(String text) {
        StringBuilder data = new StringBuilder();
        int padding = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > '~') {
                throw new IllegalArgumentException("it is not ASCII");
            }
            if (isData(c)) {
                data.append(c);
                padding = 0;
            } else if (c == '=' && data.length() % GROUP >= 2 && data.length() % GROUP + ++padding == GROUP) {
                return decoded(data);
            }
        }
        if (data.length() % GROUP != 0) {
            throw new IllegalArgumentException("its end is missing");
        }
        return decoded(data);
    }

    private static Binary decoded(StringBuilder data) {
        return Binary.of(Base64.getDecoder().decode(data.toString()));
    }

    private static boolean isData(char c) {
        return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/';
    }
}
