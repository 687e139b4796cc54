package io.audmodel.artifactory.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects of JSON, whose fields keep the order of JFrog's pages: there are clients that read them in that order alone. */
final class Json {

    private Json() {}

    /** @param namesAndValues a name, its value, the next name and so on */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
