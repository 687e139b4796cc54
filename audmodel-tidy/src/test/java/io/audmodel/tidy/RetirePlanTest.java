package io.audmodel.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetirePlanTest {

    private static final RepositoryAddress PLACE =
            RepositoryAddress.of("s3:https://s3.example.org#bucket?prefix=team/models");

    private static RetirePlan plan(long seed) {
        Random random = new Random(seed);
        List<PlannedRetirement> retired = random.ints(random.nextInt(5), 0, 1000)
                .mapToObj(number -> new PlannedRetirement(
                        new ModelKey(String.format("%08x", random.nextInt()), Version.of(number + ".0.0")),
                        "name \"" + number + "\" \u2028",
                        random.nextBoolean() ? "" : "a.b",
                        Instant.ofEpochMilli(random.nextInt(1_000_000_000) * 1000L),
                        Checksum.md5("header " + number),
                        Math.abs(random.nextLong())))
                .toList();
        List<KeptVersion> kept = random.ints(random.nextInt(3), 0, 1000)
                .mapToObj(number -> new KeptVersion(
                        new ModelKey(String.format("%08x", number), Version.of("1.0." + number)), "since " + number))
                .toList();
        Optional<Duration> age =
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofSeconds(1 + random.nextInt(99_999)));
        return new RetirePlan(PLACE, Instant.ofEpochSecond(1_800_000_000), 1 + random.nextInt(9), age, retired, kept);
    }

    @Test
    void json_isReadAsThePlanThatWroteIt() {
        for (long seed = 0; seed < 500; seed++) {
            assertThat(RetirePlan.of(plan(seed).json())).as("seed %s", seed).isEqualTo(plan(seed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"format\": \"audmodel-retire-plan-2\"}",
                "{\"format\": \"audmodel-retire-plan-1\"}",
                "{\"format\": \"audmodel-retire-plan-1\", \"format\": \"audmodel-retire-plan-1\"}",
                "{\"format\": \"audmodel-retire-plan-1\", \"retired\": [{}], \"kept\": []}"
            })
    void otherJson_isNoPlan(String text) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> RetirePlan.of(text))
                .withMessageContaining("no plan of retirements");
    }

    @Test
    void damagedPlans_areRefused_orReadAsAnother() {
        String json = plan(3).json();
        for (int at = 0; at < json.length(); at++) {
            String cut = json.substring(0, at) + json.substring(at + 1);
            try {
                assertThat(RetirePlan.of(cut).keep()).isPositive();
            } catch (InvalidArgumentException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> RetirePlan.of(json.replaceFirst("\"keep\" : [0-9]+", "\"keep\" : 0")))
                .withMessageContaining("'keep' is 0");
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RetirePlan.of(json + "{}"));
    }

    @Test
    void rules_thatKeepNothing_areRefused() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> RetireRules.keepLatest(0))
                .withMessageContaining("0 versions");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> RetireRules.publishedBefore(Duration.ZERO))
                .withMessageContaining("PT0S");
    }
}
