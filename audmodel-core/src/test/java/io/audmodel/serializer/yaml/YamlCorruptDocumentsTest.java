package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a document, the error is of one type and says what and where. */
class YamlCorruptDocumentsTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!python/object/apply:os.system [id]",
                "!!python/object/new:os.system [id]",
                "!!python/object:os.system {}",
                "!!python/name:os.system ''",
                "!!python/module:os ''",
                "!!python/complex 1j",
                "!custom x",
                "!<tag:example.org,2024:x> {}",
                "!!java.lang.Runtime []"
            })
    void read_namesATagThatItNeverInstantiates(String document) {
        String tag = document.split(" ")[0];

        assertThatThrownBy(() -> read("key: " + document))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContainingAll("document.yaml, line 1, column 6", tag, "never instantiated");
        assertThatThrownBy(() -> read("? " + document + "\n: x")).hasMessageContaining("never instantiated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "2001-99-99;2001-99-99",
                "2001-02-29;2001-02-29",
                "0000-01-01;years begin",
                "2001-01-01 25:00:00;25:00:00",
                "2001-01-01 23:59:60;23:59:60",
                "2001-01-01 00:00:00 +24:00;+24:00",
                "0x_;0x_",
                "0b_;0b_",
                "!!int ten;'ten' is no !!int",
                "!!float x;'x' is no !!float",
                "!!bool maybe;'maybe' is no !!bool",
                "!!timestamp today;'today' is no !!timestamp",
                "!!binary a;'a' is no !!binary",
                "!!binary ü;not ASCII",
                "!!int [1];tag !!int does not fit",
                "!!seq x;tag !!seq does not fit",
                "!!map [];tag !!map does not fit",
                "!!omap [a];one key",
                "=;'=' without quotes",
                "<<;'<<' without quotes",
                "*b;no anchor",
                "[&b 1, &b 2];second time"
            })
    void read_saysWhatIsWrongWithAValue(String value, String problem) {
        assertThatThrownBy(() -> read("first: 1\nsecond: " + value))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContainingAll("document.yaml, line 2, column ", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a: 1~ b: 2;line 2",
                "a: [1, 2~;line 2",
                "a: b~---~c: d;line 2, column 1: a second document",
                "a: b~...~c;line 3",
                "a: 'open;line 1",
                "a:\tb;line 1, column",
                "a: b\t# c;a tab",
                "a: [b?c];quoted",
                "? a~b;line 2",
                "? [a]~: b;a key must be a scalar",
                "<<: a;merges a mapping",
                "<<: [{a: b}, c];merges a mapping",
                "%YAML 2.0~---~a;not YAML",
                "a: x\u2028y;U+2028 must be escaped",
                "a: 1 # x\u2028a: 1;U+2028 must be escaped",
                "a: |~  x\u2029y;U+2029 must be escaped",
                "a: 'x\u2028~  y';U+2028 must be escaped",
                "a: \u0007b;U+0007 must be escaped"
            })
    void read_saysWhereTheFormIsBroken(String document, String problem) {
        assertThatThrownBy(() -> read(document.replace('~', '\n')))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageStartingWith("document.yaml")
                .hasMessageContaining(problem);
    }

    @Test
    void read_keepsTheCause() {
        assertThatThrownBy(() -> read("a: [")).hasCauseInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read("a: 2001-99-99")).hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void read_refusesOtherEncodings() {
        assertThatThrownBy(() -> yaml.read("a: b".getBytes(StandardCharsets.UTF_16), "document.yaml"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> yaml.read("a: b\nc: ü".getBytes(StandardCharsets.ISO_8859_1), "document.yaml"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("line 2, column 4: the bytes are not UTF-8");
        assertThat(read("\ufeffa")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void read_neverFailsOtherwise_howeverTheDocumentIsDamaged(long seed) {
        Random random = new Random(seed);
        RandomValues values = new RandomValues(seed);
        for (int run = 0; run < 3000; run++) {
            byte[] document = yaml.write(values.next(3));
            for (int damage = 0; damage < 4; damage++) {
                document[random.nextInt(document.length)] = (byte) random.nextInt(random.nextBoolean() ? 0x80 : 0x30);
            }
            assertReadsOrIsCorrupt(document, "seed " + seed + ", run " + run);
        }
    }

    private void assertReadsOrIsCorrupt(byte[] document, String description) {
        try {
            yaml.read(document, "document.yaml");
        } catch (CorruptContentException e) {
            assertThat(e).as(description).hasMessageStartingWith("document.yaml");
        } catch (RuntimeException | Error e) {
            throw new AssertionError(description + ": " + new String(document, StandardCharsets.UTF_8), e);
        }
    }

    private Object read(String document) {
        return yaml.read(document.getBytes(StandardCharsets.UTF_8), "document.yaml");
    }
}
