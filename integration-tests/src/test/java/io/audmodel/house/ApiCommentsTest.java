package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who calls a published method finds a sentence about it. */
@Tag("one-jdk")
class ApiCommentsTest {

    private static final Pattern EXPORTS = Pattern.compile("(?m)^ {4}exports ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^public [\\w ]*(?:class|record|interface|enum|@interface) ");
    private static final Pattern PORT = Pattern.compile("(?m)^public (?:sealed )?interface ");

    /** A method of a class; constructors of errors and records say what their fields say. */
    private static final Pattern METHOD =
            Pattern.compile(" {4}public (?!record|enum|interface|class|sealed)[^=;(]* \\w+\\(.*");

    /** A method of an interface, which needs no modifier. */
    private static final Pattern OF_PORT = Pattern.compile(" {4}(?!private|return|throw)[\\w<@][^=;({]* \\w+\\(.*");

    /** One of a method, or a further line of it. */
    private static final Pattern ANNOTATION = Pattern.compile(" {4}@| {8}");

    private static final Pattern SELF_EVIDENT = Pattern.compile(" {4}@(?:Override|Test|ParameterizedTest)");

    @Test
    void methods_ofExportedTypes_haveComments() {
        List<SourceFile> files = SourceFile.ofRepository();
        Set<String> exported = files.stream()
                .filter(file -> file.name().equals("module-info.java") && file.isMain())
                .flatMap(file -> EXPORTS.matcher(file.text()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<SourceFile> api = files.stream()
                .filter(file -> file.isMain()
                        && exported.contains(packageOf(file))
                        && TYPE.matcher(file.text()).find())
                .toList();

        assertThat(exported).hasSizeGreaterThan(10);
        assertThat(api).hasSizeGreaterThan(150);
        assertThat(api.stream().flatMap(ApiCommentsTest::withoutComment)).isEmpty();
    }

    private static String packageOf(SourceFile file) {
        return file.text().lines().findFirst().orElse("").replaceFirst("package ([\\w.]+);", "$1");
    }

    private static Stream<String> withoutComment(SourceFile file) {
        Pattern method = PORT.matcher(file.text()).find() ? OF_PORT : METHOD;
        List<String> lines = file.text().lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (method.matcher(lines.get(i)).matches() && !isExplained(lines, i)) {
                found.add(file.path() + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }
        return found.stream();
    }

    /** An override is explained where it was declared, and a test of the test kit by its name. */
    private static boolean isExplained(List<String> lines, int method) {
        int above = method - 1;
        while (ANNOTATION.matcher(lines.get(above)).lookingAt()) {
            if (SELF_EVIDENT.matcher(lines.get(above)).matches()) {
                return true;
            }
            above--;
        }
        return lines.get(above).endsWith("*/");
    }
}
