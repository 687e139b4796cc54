package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** A suite proves something only if nobody who runs it can leave out or soften one of its tests. */
@Tag("one-jdk")
class ContractTestsTest {

    private static final List<SourceFile> CONTRACT_TESTS = SourceFile.ofRepository().stream()
            .filter(file -> file.name().matches(".*Contract(Test|IT)\\.java"))
            .toList();

    // A server of other people may be unable to do what the suite asks for; then the report says what.
    @Test
    void contractTests_overrideNoTest_butToSayWhatAServerCannotDo() {
        Set<String> tests = HouseClasses.ALL.stream()
                .filter(type -> type.getPackageName().equals("io.audmodel.testkit"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(Testable.class))
                .map(JavaMethod::getName)
                .collect(Collectors.toSet());
        Pattern override = Pattern.compile("\\bvoid (?:" + String.join("|", tests)
                + ")\\((?![^{]*\\{\\s*Assumptions\\.abort\\(\"backend has no )");

        assertThat(tests).hasSizeGreaterThan(40);
        assertThat(CONTRACT_TESTS)
                .isNotEmpty()
                .noneMatch(file -> override.matcher(file.text()).find());
    }

    @Test
    void contractTests_switchNoTestOff() {
        Pattern off = Pattern.compile("@(?:Disabled|Enabled)\\w*|\\bassum(?:e|ing)That\\b|\\bassume(?:True|False)\\b");

        assertThat(CONTRACT_TESTS).noneMatch(file -> off.matcher(file.text()).find());
    }
}
