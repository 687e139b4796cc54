package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.follow.FollowedModel;
import io.audmodel.follow.FollowerState;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.Compression;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.trust.ModelSignature;
import io.audmodel.value.Binary;
import io.audmodel.value.Tuple;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a controller answers with a mapper that has no module: values are their texts, and are read from them. */
class JsonOfValuesTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ModelId ID = ModelId.of("3e120e8d-1.0.0");
    private static final Repository MODELS = Repository.of("file-system:/data/host#models");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ModelId.class, ID, "3e120e8d-1.0.0"),
                Arguments.of(ModelRef.class, ID, "3e120e8d-1.0.0"),
                Arguments.of(ExactRef.class, ID, "3e120e8d-1.0.0"),
                Arguments.of(ModelRef.class, new ShortId("3e120e8d"), "3e120e8d"),
                Arguments.of(ShortId.class, new ShortId("3e120e8d"), "3e120e8d"),
                Arguments.of(
                        ExactRef.class,
                        new LegacyId("65206614-dbb7-d61a-b00c-153db7b525c0"),
                        "65206614-dbb7-d61a-b00c-153db7b525c0"),
                Arguments.of(
                        LegacyId.class,
                        new LegacyId("65206614-dbb7-d61a-b00c-153db7b525c0"),
                        "65206614-dbb7-d61a-b00c-153db7b525c0"),
                Arguments.of(Alias.class, new Alias("best"), "best"),
                Arguments.of(ModelRef.class, new Alias("best"), "best"),
                Arguments.of(Version.class, Version.of("1.0.0-rc1"), "1.0.0-rc1"),
                Arguments.of(Subgroup.class, new Subgroup("emotion.cnn"), "emotion.cnn"),
                Arguments.of(Subgroup.class, Subgroup.none(), ""),
                Arguments.of(Checksum.class, Checksum.md5("a"), "0cc175b9c0f1b6a831c399e269772661"),
                Arguments.of(Compression.class, Compression.auto(), "auto"),
                Arguments.of(Compression.class, Compression.deflated(9), "deflated-9"),
                Arguments.of(Binary.class, Binary.of(new byte[] {1, 2}), "AQI="),
                Arguments.of(Repository.class, MODELS, "file-system:/data/host#models"),
                Arguments.of(
                        RepositoryAddress.class,
                        RepositoryAddress.of("s3:https://s3.example.org#b?prefix=a/b"),
                        "s3:https://s3.example.org#b?prefix=a/b"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isItsText_andIsReadFromIt(Class<?> type, Object value, String text) throws JsonProcessingException {
        assertThat(PLAIN.writeValueAsString(value)).isEqualTo(PLAIN.writeValueAsString(text));
        assertThat((Object) PLAIN.readValue(PLAIN.writeValueAsString(text), type))
                .isEqualTo(value);
    }

    /** The method that Spring, MicroProfile Config and others look for. */
    @ParameterizedTest
    @MethodSource("values")
    void value_isMadeOfItsText_byOneMethod(Class<?> type, Object value, String text)
            throws ReflectiveOperationException {
        if (type == Binary.class) {
            return;
        }
        Method of = type.getMethod("of", String.class);
        assertThat(of.invoke(null, text)).isEqualTo(value).hasToString(text);
        assertThat(Arrays.stream(type.getMethods()).map(Method::getName)).doesNotContain("parse", "valueOf", "from");
        Object[] nothing = {null};
        assertThat(catchThrowable(() -> of.invoke(null, nothing)))
                .cause()
                .isInstanceOf(NullPointerException.class)
                .message()
                .startsWith("the ")
                .endsWith(" is null");
    }

    @Test
    void valuesInRecordsAndAsKeys_goInAndOut() throws JsonProcessingException {
        Answer answer = new Answer(ID, List.of(Version.of("1.0.0")), Map.of(new Alias("best"), ID), MODELS);

        String json = PLAIN.writeValueAsString(answer);

        assertThat(json)
                .isEqualTo(
                        "{\"model\":\"3e120e8d-1.0.0\",\"versions\":[\"1.0.0\"],\"aliases\":{\"best\":\"3e120e8d-1.0.0\"},"
                                + "\"repository\":\"file-system:/data/host#models\"}");
        assertThat(PLAIN.readValue(json, Answer.class)).isEqualTo(answer);
    }

    @Test
    void textThatIsNoValue_isAnErrorOfTheMapper_withOurReason() {
        assertThatThrownBy(() -> PLAIN.readValue("\"no reference\"", ModelRef.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("is no model reference");
    }

    @Test
    void foundModel_hasItsHeader_withParametersOfAllTypes() throws JsonProcessingException {
        Map<Object, Object> parameters = new LinkedHashMap<>();
        parameters.put("rate", 16_000);
        parameters.put("kernel", Tuple.of(3, null));
        parameters.put("at", OffsetDateTime.parse("2024-01-31T10:00:30Z"));
        parameters.put("key", Binary.of(new byte[] {1, 2}));
        parameters.put("best", Double.NaN);
        parameters.put(null, Map.of(LocalDate.EPOCH, 0.5, true, 1));
        ModelHeader header = new ModelHeader(
                "anna", LocalDate.of(2024, 1, 31), "cnn", parameters, Subgroup.none(), Version.of("1.0.0"));

        assertThat(asMap(new FoundModel(ID, header, MODELS))).isEqualTo(asMap("""
                        {"ref": "3e120e8d-1.0.0", "repository": "file-system:/data/host#models", "header": {
                          "author": "anna", "date": "2024-01-31", "name": "cnn",
                          "parameters": {"rate": 16000, "kernel": [3, null], "at": "2024-01-31T10:00:30Z",
                            "key": "AQI=", "best": "NaN", "null": {"1970-01-01": 0.5, "true": 1}},
                          "subgroup": "", "version": "1.0.0"}}
                        """));
        assertThat(asMap(new FoundModel(ID, header, null))).containsEntry("repository", null);
    }

    @Test
    void signature_goesInAndOut_withItsBytesInBase64() throws JsonProcessingException {
        ModelSignature signature = ModelSignature.of("0123456789abcdef0123456789abcdef", new byte[] {1, 2});
        String json = "{\"mark\":\"0123456789abcdef0123456789abcdef\",\"content\":\"AQI=\"}";

        assertThat(PLAIN.writeValueAsString(signature)).isEqualTo(json);
        assertThat(PLAIN.readValue(json, ModelSignature.class)).isEqualTo(signature);
        assertThatThrownBy(() -> PLAIN.readValue(json.replace("0123", "x123"), ModelSignature.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("does not mark a signature");
    }

    @Test
    void header_whosePartsCannotBeRead_isWhatCanBe() throws JsonProcessingException {
        ModelHeader header = ModelHeader.stored(
                "cnn",
                Subgroup.none(),
                Version.of("1.0.0"),
                () -> "anna",
                () -> {
                    throw new CorruptDocumentException("no day");
                },
                () -> {
                    throw new CorruptDocumentException("no parameters");
                });

        assertThat(asMap(header))
                .containsEntry("author", "anna")
                .containsEntry("date", null)
                .containsEntry("parameters", null);
    }

    @Test
    void reports_areTheirParts() throws JsonProcessingException {
        CachedModel cached =
                new CachedModel(ID, ID.version(), Path.of("/c/3e120e8d/1.0.0"), 8, Instant.EPOCH, null, true);
        String shown = "{\"ref\":\"3e120e8d-1.0.0\",\"version\":\"1.0.0\",\"folder\":\"/c/3e120e8d/1.0.0\",\"size\":8,"
                + "\"lastUse\":\"1970-01-01T00:00:00Z\",\"heldBy\":null,\"inBase\":true}";

        assertThat(PLAIN.writeValueAsString(cached)).isEqualTo(shown);
        assertThat(PLAIN.writeValueAsString(
                        new PruneReport(List.of(cached), List.of(), List.of(), 5, 3, List.of("why"))))
                .isEqualTo("{\"removed\":[" + shown
                        + "],\"kept\":[],\"held\":[],\"bytesLeft\":5,\"bytesOfLeftovers\":3,\"refusals\":[\"why\"]}");
        assertThat(PLAIN.writeValueAsString(new CopyReport(List.of(ID), List.of(), 7)))
                .isEqualTo("{\"copied\":[\"3e120e8d-1.0.0\"],\"present\":[],\"bytesSent\":7}");
        Verification.Damage damage = new Verification.Damage(Verification.Place.CACHE, "w.txt is missing");
        assertThat(asMap(new Verification(ID, MODELS, true, List.of(damage)))).isEqualTo(asMap("""
                        {"ref": "3e120e8d-1.0.0", "repository": "file-system:/data/host#models", "cached": true,
                          "damages": [{"place": "CACHE", "what": "w.txt is missing"}], "intact": false}
                        """));
        assertThat(PLAIN.writeValueAsString(ModelFile.packed("a/b", 3, -1)))
                .isEqualTo("{\"name\":\"a/b\",\"size\":3,\"crc32\":4294967295}");
        assertThat(PLAIN.writeValueAsString(ModelFile.cached("a/b", 3)))
                .isEqualTo("{\"name\":\"a/b\",\"size\":3,\"crc32\":null}");
        assertThat(PLAIN.writeValueAsString(new Progress(Progress.Phase.UNPACK, 1, 2)))
                .isEqualTo("{\"phase\":\"UNPACK\",\"done\":1,\"total\":2}");
    }

    @Test
    void followedModel_andTheStateOfItsFollower_areTheirParts() throws JsonProcessingException {
        FollowedModel model = new FollowedModel(ID, Path.of("/c/3e120e8d/1.0.0"), Instant.EPOCH);
        String shown =
                "{\"ref\":\"3e120e8d-1.0.0\",\"folder\":\"/c/3e120e8d/1.0.0\",\"since\":\"1970-01-01T00:00:00Z\"}";
        Instant checked = Instant.ofEpochSecond(1);
        String times = "\"lastCheck\":\"1970-01-01T00:00:01Z\",\"lastSuccess\":\"1970-01-01T00:00:00Z\"";

        assertThat(PLAIN.writeValueAsString(model)).isEqualTo(shown);
        assertThat(PLAIN.writeValueAsString(new FollowerState(model, checked, Instant.EPOCH, 2, 0, Optional.empty())))
                .isEqualTo(
                        "{\"model\":" + shown + "," + times + ",\"checks\":2,\"failedChecks\":0,\"lastFailure\":null}");
        assertThat(PLAIN.writeValueAsString(new FollowerState(
                        model, checked, Instant.EPOCH, 2, 1, Optional.of(new CorruptDocumentException("no alias")))))
                .isEqualTo("{\"model\":" + shown + "," + times + ",\"checks\":2,\"failedChecks\":1,"
                        + "\"lastFailure\":{\"type\":\"CorruptDocumentException\",\"message\":\"no alias\"}}");
    }

    private static Map<String, @Nullable Object> asMap(Object value) throws JsonProcessingException {
        String json = value instanceof String text ? text : PLAIN.writeValueAsString(value);
        return PLAIN.readValue(json, new TypeReference<>() {});
    }

    record Answer(ModelRef model, List<Version> versions, Map<Alias, ExactRef> aliases, Repository repository) {}
}
