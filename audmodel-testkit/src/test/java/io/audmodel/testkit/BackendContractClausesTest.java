package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendContractClausesTest {

    private static final Pattern CLAUSE = Pattern.compile("^- \\*\\*([A-Z]+-[0-9]+)\\*\\*", Pattern.MULTILINE);

    @Test
    void everyTest_citesAClause_andEveryClauseHasATest() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "BACKEND-CONTRACT.md"));
        List<String> clauses =
                CLAUSE.matcher(document).results().map(match -> match.group(1)).toList();
        Set<String> cited = tests().stream()
                .map(test -> test.getAnnotation(DisplayName.class).value().split(" ")[0])
                .collect(Collectors.toSet());
        assertThat(clauses).doesNotHaveDuplicates();
        assertThat(cited).containsExactlyInAnyOrderElementsOf(clauses);
    }

    @Test
    void everyTest_hasADisplayNameOfItsOwn() {
        assertThat(tests())
                .hasSizeGreaterThanOrEqualTo(45)
                .allSatisfy(test ->
                        assertThat(test.isAnnotationPresent(DisplayName.class)).isTrue());
        assertThat(tests().stream()
                        .map(test -> test.getAnnotation(DisplayName.class).value()))
                .doesNotHaveDuplicates();
    }

    private static List<Method> tests() {
        return Arrays.stream(BackendContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }
}
