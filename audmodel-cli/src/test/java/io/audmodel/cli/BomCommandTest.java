package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Property;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills of materials, judged by the reference library of CycloneDX. */
@Tag("one-jdk")
class BomCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private String id;

    @BeforeEach
    void setUp() throws IOException {
        tool = new Tool(folder);
        Files.writeString(tool.model().resolve("b\u00fc \"1\".txt"), "");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("network", "mlp");
        parameters.put("rate", 16000);
        parameters.put("layers", List.of(1, "two", 3.5));
        parameters.put("nothing", null);
        try (AudModel audmodel = tool.client()) {
            id = audmodel.publish(PublishRequest.of(tool.model(), "emotion", Version.of("1.0.0"))
                            .subgroup(Subgroup.of("emotion.mlp"))
                            .author("Anna \u0001")
                            .parameters(parameters)
                            .meta(Map.of("recall", Map.of("test", 0.71, "more", Map.of()), "note", "a\nb")))
                    .toString();
        }
    }

    private static Bom parsed(String json) throws IOException, ParseException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonParser parser = new JsonParser();
        assertThat(parser.validate(bytes, org.cyclonedx.Version.VERSION_16)).isEmpty();
        return parser.parse(bytes);
    }

    private static Map<String, String> values(List<Property> properties) {
        return properties.stream().collect(Collectors.toMap(Property::getName, Property::getValue));
    }

    @Test
    void bill_isValid_andHasAllThatWasPublished() throws Exception {
        Component model =
                parsed(tool.run("bom", id).succeeded().out()).getMetadata().getComponent();

        assertThat(model.getType()).isEqualTo(Component.Type.MACHINE_LEARNING_MODEL);
        assertThat(List.of(model.getBomRef(), model.getGroup(), model.getName(), model.getVersion()))
                .containsExactly(id, "emotion.mlp", "emotion", "1.0.0");
        assertThat(model.getAuthors().get(0).getName()).isEqualTo("Anna \u0001");
        assertThat(model.getComponents())
                .extracting(Component::getName)
                .containsExactly("b\u00fc \"1\".txt", "net/weights.txt");
        assertThat(model.getComponents().get(1).getHashes().get(0).getValue())
                .isEqualTo("77586048f1d7dafc21946525e5e53d4451dd6578a0cbc461aa06ba6645bd4f03");
        assertThat(values(model.getModelCard().getProperties()))
                .containsOnly(
                        Map.entry("audmodel:parameter:network", "mlp"),
                        Map.entry("audmodel:parameter:rate", "16000"),
                        Map.entry("audmodel:parameter:layers", "[1,\"two\",3.5]"),
                        Map.entry("audmodel:parameter:nothing", "null"),
                        Map.entry("audmodel:meta:recall.test", "0.71"),
                        Map.entry("audmodel:meta:recall.more", "{}"),
                        Map.entry("audmodel:meta:note", "a\nb"));
        assertThat(model.getExternalReferences().get(0).getUrl())
                .startsWith("file:")
                .endsWith(id + ".zip");
    }

    @Test
    void sameModel_givesTheSameBill_unlessAnotherIsAskedFor() throws Exception {
        String bill = tool.run("bom", id).succeeded().out();
        String other = tool.run("bom", id, "--serial-number", "--timestamp")
                .succeeded()
                .out();

        assertThat(tool.run("bom", id, "--json").succeeded().out()).isEqualTo(bill);
        assertThat(parsed(bill).getSerialNumber()).isNull();
        assertThat(bill).doesNotContain("timestamp");
        assertThat(parsed(other).getSerialNumber()).startsWith("urn:uuid:");
        assertThat(other).containsPattern("\"timestamp\": \"2[0-9-]+T[0-9:]+Z\"");
    }

    @Test
    void signatures_areVerified_onlyIfTheSignerIsTrusted() throws Exception {
        String key =
                tool.run("keygen", folder.resolve("k.pem"), "--no-password").line();
        tool.run("keygen", folder.resolve("o.pem"), "--no-password").succeeded();
        tool.run("sign", id, "--key", folder.resolve("k.pem")).succeeded();

        assertThat(states()).containsExactly("signature by key " + key + ", not verified");
        assertThat(states("--key", folder.resolve("o.pub")))
                .containsExactly("signature by key " + key + ", not verified");
        assertThat(states("--key", folder.resolve("k.pub"))).containsExactly("signed by key " + key + ", verified");

        Files.writeString(Path.of(tool.run("load", id).line(), "net/weights.txt"), "0.9 0.9\n");
        assertThat(states("--key", folder.resolve("k.pub")))
                .containsExactly("signature by key " + key + ", not verified");
    }

    private List<String> states(Object... trust) throws IOException, ParseException {
        Object[] command = new Object[trust.length + 2];
        command[0] = "bom";
        command[1] = id;
        System.arraycopy(trust, 0, command, 2, trust.length);
        Bom bill = parsed(tool.run(command).succeeded().out());
        return values(bill.getMetadata().getComponent().getProperties()).entrySet().stream()
                .filter(property -> property.getKey().startsWith("audmodel:signature:"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
