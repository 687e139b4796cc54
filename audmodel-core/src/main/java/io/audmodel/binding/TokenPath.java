package io.audmodel.binding;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;

/** Where in a bean Jackson failed, in the notation of trees: {@code $.layers[2].size}. */
final class TokenPath {

    private static final int SHOWN_STEPS = 20;

    private TokenPath() {}

    static String of(JsonMappingException failure) {
        List<Reference> steps = failure.getPath();
        StringBuilder path = new StringBuilder("$");
        for (Reference step : steps.subList(0, Math.min(steps.size(), SHOWN_STEPS))) {
            String name = step.getFieldName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else if (name.matches("[A-Za-z0-9_-]+")) {
                path.append('.').append(name);
            } else {
                path.append("['").append(name).append("']");
            }
        }
        return steps.size() > SHOWN_STEPS ? path + "..." : path.toString();
    }
}
