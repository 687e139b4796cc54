package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    private static final long SEED = 20261123;

    /** Each of a lower precedence than the next; the middle is the example of semver.org. */
    private static final List<String> ASCENDING = List.of(
            "0",
            "0.0.1",
            "0.9",
            "1.0.0-0",
            "1.0.0-9",
            "1.0.0-10",
            "1.0.0--",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0rc1",
            "1.0.0",
            "1.0.0.1",
            "1.0.1",
            "1.9.0",
            "1.10.0-rc1",
            "1.10.0",
            "2-SNAPSHOT",
            "2",
            "10.0.0",
            "2024.01.15",
            "99999999999999999999.0.0",
            "100000000000000000000.0.0");

    @Test
    void compareTo_followsPrecedence() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                int expected = Integer.signum(Integer.compare(i, j));
                assertThat(Integer.signum(new Version(ASCENDING.get(i)).compareTo(new Version(ASCENDING.get(j)))))
                        .as("%s against %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "1.0, 1.0.0", "1.0.0, 1.0.0+a", "1.0.0+a, 1.0.0+b.1", "1.01, 1.1", "1.0-rc.01, 1.0-rc.1"})
    void compareTo_ordersEqualPrecedenceByText(String lower, String higher) {
        assertThat(Precedence.compare(lower, higher)).isZero();
        assertThat(new Version(lower)).isLessThan(new Version(higher)).isNotEqualTo(new Version(higher));
    }

    @Test
    void compareTo_isATotalOrderConsistentWithEquals() {
        Random random = new Random(SEED);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("1");
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append("01.-+aZ_".charAt(random.nextInt(8)));
            }
            versions.add(new Version(text.toString()));
        }
        Collections.sort(versions);
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                Version left = versions.get(i);
                Version right = versions.get(j);
                int order = left.compareTo(right);
                assertThat(order == 0).as("seed %d: %s, %s", SEED, left, right).isEqualTo(left.equals(right));
                assertThat(order > 0 && i < j)
                        .as("seed %d: %s, %s", SEED, left, right)
                        .isFalse();
                assertThat(order < 0 && i > j)
                        .as("seed %d: %s, %s", SEED, left, right)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, false",
        "2, false",
        "1.0.0.1, false",
        "1.0.0+rc1, false",
        "1.0.0-, false",
        "1.0.0-rc1, true",
        "1.0rc1, true",
        "1.0.0-rc1+build, true",
        "1.0.dev1, true",
        "1.1.0-rc_1, true",
        "1_0, true"
    })
    void isPreRelease_ifAnythingFollowsTheNumbers(String text, boolean expected) {
        assertThat(new Version(text).isPreRelease()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v3.0.0", "_1", "1.0 ", "1.0\n", "-1", "1/0", "\u0661.0", "1.0\u00E9", ".1"})
    void of_refusesWhatTheIdGrammarDoesNotHave(String text) {
        assertThatThrownBy(() -> Version.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'" + text.replace('\n', ' ') + "' is not a version");
    }

    @Test
    void requireStorable_refusesWhatPathsOrThePythonPackageCannotHold() {
        assertThat(new Version("1.0.0-rc1").requireStorable()).isEqualTo(new Version("1.0.0-rc1"));
        assertThat(new Version("1.0+b").isStorable()).isFalse();
        assertThatThrownBy(() -> new Version("1.0+b").requireStorable())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'1.0+b'")
                .hasMessageContaining("no '+'");
        String length27 = "1.0.0-20240101120000.abcdef";
        assertThat(length27).hasSize(27);
        assertThat(new Version(length27).isStorable()).isFalse();
        assertThatThrownBy(() -> new Version(length27).requireStorable())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(length27)
                .hasMessageContaining("27 characters");
        assertThat(new Version(length27 + "0").isStorable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.2",
                "2024.1",
                "1.0.0rc1",
                "1.0.0.1",
                "1.0.0-rc_1",
                "1.0.0_1",
                "1.0.0-",
                "1.x.0",
                "1.0.0+b"
            })
    void requirePortable_refusesWhatOneLineOfThePythonPackageCannotRead(String text) {
        assertThatThrownBy(new Version(text)::requirePortable)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("'" + text + "'", "X.Y.Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "10.20.30", "1.0.0-rc1", "1.0.0-rc.1", "2024.1.0", "1.0.0-3-a.b"})
    void requirePortable_takesWhatBothRead(String text) {
        assertThat(new Version(text).requirePortable()).hasToString(text);
    }
}
