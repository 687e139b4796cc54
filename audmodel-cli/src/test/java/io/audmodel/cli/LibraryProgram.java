package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.Comparison;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.PublishRequest;
import io.audmodel.error.AudModelException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does by the library what a row of {@link SurroundingsTest} does by the tool. Prints ASCII, whatever the locale. */
public final class LibraryProgram {

    private LibraryProgram() {}

    public static void main(String[] arguments) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("net", "gr\u00f6\u00dfe");
        parameters.put("lr", 1e-5);
        try (AudModel audmodel = AudModel.fromEnvironment()) {
            print(
                    "publish",
                    () -> audmodel.publish(PublishRequest.of(Path.of("model"), "n", Version.of("2.0.0"))
                            .parameters(parameters)
                            .author("j\u00fcrgen")));
            print(
                    "load",
                    () -> names(
                            audmodel.withCacheRoot(Path.of("of-the-library")).load(ModelRef.of("best"))));
            print("find", () -> isFound(audmodel));
            print("alias", () -> audmodel.resolveAlias(new Alias("best")));
        }
    }

    private static boolean isFound(AudModel audmodel) {
        ModelQuery query = ModelQuery.all().parameter("net", "gr\u00f6\u00dfe").parameter("lr", Comparison.LESS, 1e-4);
        try (Stream<FoundModel> found = audmodel.find(query)) {
            return found.anyMatch(model -> model.ref().toString().endsWith("-1.0.0"));
        }
    }

    private static Object names(Path folder) {
        return Arrays.stream(folder.toFile().listFiles()).map(File::getName).toList();
    }

    private static void print(String what, Supplier<Object> call) {
        String answer;
        try {
            answer = call.get().toString();
        } catch (AudModelException e) {
            String way = String.valueOf(e.getMessage()).contains("LC_ALL=C.UTF-8") ? "LC_ALL=C.UTF-8" : e.getMessage();
            answer = e.getClass().getSimpleName() + ": " + way;
        }
        System.out.println(what + " "
                + answer.chars()
                        .mapToObj(c -> c < 128 ? Character.toString(c) : "\\u00" + Integer.toHexString(c))
                        .collect(Collectors.joining()));
    }
}
