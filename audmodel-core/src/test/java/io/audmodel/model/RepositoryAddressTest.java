package io.audmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {

    private static final Repository BUCKET = new Repository("s3", "https://host", "bucket");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:https://host#bucket",
                "file-system:/data/wh?t#models",
                "file-system:/data/a?b/c#models",
                "file-system:/data/a#b@c#models",
                "file-system:/data/C# and F#/a b#my models; new",
                "database:jdbc:postgresql://host/db?ssl=true#models",
                "artifactory:https://example.org/base#models-local"
            })
    void of_withoutOptions_isTheRepository(String text) {
        assertThat(RepositoryAddress.of(text))
                .isEqualTo(new RepositoryAddress(Repository.of(text), Map.of()))
                .hasToString(text);
    }

    @Test
    void of_readsOptionsThatToStringWrites() {
        RepositoryAddress address = RepositoryAddress.of("s3:https://host#bucket?region=eu-north-1&prefix=team/models");
        assertThat(address)
                .isEqualTo(new RepositoryAddress(BUCKET, Map.of("region", "eu-north-1", "prefix", "team/models")))
                .hasToString("s3:https://host#bucket?prefix=team/models&region=eu-north-1");
        assertThat(address.place()).hasToString("s3:https://host#bucket?prefix=team/models");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a%20b, a b",
                "a+b, a+b",
                "a%2Cb%26c%23d%25e%3fe=f, \"a,b&c#d%e?e=f\"",
                "%C3%A9t%c3%a9, été",
                "été, été",
                "a?b, a?b"
            })
    void of_valuesArePercentDecoded_andWrittenAgain(String text, String value) {
        RepositoryAddress address = RepositoryAddress.of("s3:https://host#bucket?x=" + text);
        assertThat(address.options()).containsExactly(Map.entry("x", value));
        assertThat(RepositoryAddress.of(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "?,                    option 1",
                "?geheim,              option 1",
                "?a=b&,                option 2",
                "?a=b&geheim,          option 2",
                "?=geheim,             option 1",
                "?ge heim=x,           option 1",
                "?a=,                  has no value",
                "?a=%20,               has no value",
                "?a=geheim%,           % itself as %25",
                "?a=geheim%2,          % itself as %25",
                "?a=geheim%zz,         % itself as %25",
                "?a=geheim%C3,         % itself as %25",
                "?a=geheim%-1,         % itself as %25",
                "?a=geheim&b=c&a=d,    'a' of s3:https://host#bucket is named twice"
            })
    void of_refusesOtherForms_withoutTheirValues(String options, String reason) {
        assertThatThrownBy(() -> RepositoryAddress.of("s3:https://host#bucket" + options))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("s3:https://host#bucket", reason)
                .hasMessageNotContainingAny("geheim", "ge heim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_key",
                "secret_key",
                "session_token",
                "password",
                "api_key",
                "access_token",
                "SECRET_KEY",
                "secretKey",
                "db.password",
                "X-Amz-Signature",
                "credentials",
                "aws_secret"
            })
    void of_refusesCredentials_withTheWayOut(String name) {
        assertThatThrownBy(() -> RepositoryAddress.of("s3:https://host#bucket?region=x&" + name + "=geheim"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("'" + name + "'", "is a credential", "environment", "configuration file")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:https://host?secret_key=geheim#bucket",
                "s3:https://host?secret_key=geheim",
                "s3:https://host#bucket?secret_key=geheim#x",
                "database:jdbc:x://host/db?user=a&password=geheim#models",
                "?secret_key=geheim"
            })
    void of_optionsInAWrongPlace_areRefusedWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> RepositoryAddress.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("backend:host#name?option=value")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse_kms_key_id", "prefix", "region", "locks", "username", "keys_of"})
    void of_takesWhatIsNoCredential(String name) {
        assertThat(RepositoryAddress.of("s3:https://host#bucket?" + name + "=1").options())
                .containsKey(name);
    }

    @Test
    void listOf_keepsTheSearchOrder() {
        assertThat(RepositoryAddress.listOf(" file-system:/a#x?locks=file , s3:host#y,"))
                .extracting(RepositoryAddress::toString)
                .containsExactly("file-system:/a#x?locks=file", "s3:host#y");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", " ; ", "\n", " ", "\t", "|", ":", "&", " + ", "\r\n", "?region=x;", "?region=x "})
    void listOf_otherSeparators_areRefused_withTheRightOne(String separator) {
        assertThatThrownBy(() -> RepositoryAddress.listOf("s3:https://host#one" + separator + "file-system:/data#two"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("s3:https://host#one", "separate them by commas in AUDMODEL_REPOSITORIES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:host#one;", "s3:host#one; ", "s3:host#one,s3:host#two;", "s3:host#one?region=x;"})
    void listOf_anotherSeparatorAtTheEnd_isNoPartOfAName(String text) {
        assertThatThrownBy(() -> RepositoryAddress.listOf(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("';'", "by commas");
    }

    @Test
    void of_severalRepositories_areRefused_withoutAnyCredentials() {
        assertThatThrownBy(() -> RepositoryAddress.of("s3:host#one,s3:host#two"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("name each alone elsewhere");
        assertThatThrownBy(() -> RepositoryAddress.of("s3:me:geheim@host#one;s3:host#two"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("by commas")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"s3:host#one\"", "'s3:host#one'", "\"s3:host#one"})
    void of_quotationMarks_areRefused(String text) {
        assertThatThrownBy(() -> RepositoryAddress.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll(text, "leave its quotation marks out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void listOf_refusesNothing(String text) {
        assertThatThrownBy(() -> RepositoryAddress.listOf(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no repository is named");
    }
}
