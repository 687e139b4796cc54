package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class UidCommandTest {

    private static final Object[] LEGACY = {"uid", "--name", "onnx", "--legacy", "--version", "1.0.0"};

    @TempDir
    private Path folder;

    private Tool tool;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
    }

    // The expected ids are what the Python package answers.
    @Test
    void uid_isThatOfThePythonPackage() {
        assertThat(tool.run(
                                "uid",
                                "--name",
                                "onnx",
                                "--subgroup",
                                "emotion.cnn",
                                "--param",
                                "model=cnn10",
                                "--param",
                                "rate=16000")
                        .line())
                .isEqualTo("384bd969");
        assertThat(tool.feed(
                                "{\"rate\": 16000, \"model\": \"cnn10\"}",
                                "uid",
                                "--name",
                                "onnx",
                                "--subgroup",
                                "emotion.cnn",
                                "--params",
                                "-",
                                "--version",
                                "2.1",
                                "--json")
                        .line())
                .isEqualTo("\"384bd969-2.1\"");
        assertThat(tool.run(LEGACY).line()).isEqualTo("ea2d0f9a-875c-138a-f360-88f3e1a5341f");
        assertThat(tool.run("uid", "--name", "onnx", "--legacy", "--version", "1.0.0", "--private")
                        .line())
                .isEqualTo("9fbeff4e-96cb-9597-a4eb-841963aee96c");
    }

    // So are these, for {"lr": 1e-05, "best": NaN} and {"lr": 1e-05}.
    @Test
    void uid_ofNumbersIsThatOfThePythonPackage() {
        assertThat(tool.feed("{\"lr\": 1e-05, \"best\": NaN}", "uid", "--name", "n", "--params", "-")
                        .line())
                .isEqualTo("77a68e2a");
        assertThat(tool.run("uid", "--name", "n", "--param", "lr=1e-5").line()).isEqualTo("7591caf3");
    }

    @Test
    void uid_refusesWrongArguments() {
        tool.run("uid").failed(2, "--name");
        tool.run("uid", "--name", "onnx", "--legacy").failed(2, "--legacy needs --version");
        tool.run("uid", "--name", "onnx", "--private").failed(2, "--private", "--legacy");
        tool.run("uid", "--name", "onnx", "--params", "absent.yaml")
                .failed(2, "there is no file absent.yaml: name one that holds YAML or JSON, or - for standard input");
        tool.run("uid", "--name", "onnx", "--subgroup", "a..b").failed(2, "'a..b' is not a subgroup");
        tool.run("uid", "--name", "onnx", "--param", "a=@").failed(2, "--param a");
        tool.run("uid", "--name", "onnx", "--param", "a=1", "--param", "a=2").failed(2, "--param a is given twice");
        tool.run("uid", "--name", "onnx", "--param", "a=1", "--param", "a=").failed(2, "--param a is given twice");
    }
}
