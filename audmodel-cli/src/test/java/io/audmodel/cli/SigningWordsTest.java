package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with keys and signatures, in words of the tool; and the files of new keys. */
class SigningWordsTest {

    @TempDir
    private static Path folder;

    private static Tool tool;

    @BeforeAll
    static void setUp() throws IOException {
        tool = new Tool(folder);
        tool.model();
        run("keygen", folder.resolve("k.pem").toString(), "--no-password").succeeded();
        tool.file("mine", "mine");
        Files.copy(
                Tool.CHECKOUT.resolve("audmodel-cli/src/test/resources/not-for-signing.pem"), folder.resolve("ca.pem"));
        Files.copy(
                Tool.CHECKOUT.resolve("audmodel-cli/src/test/resources/other-curve.pub"),
                folder.resolve("other-curve.pub"));
        tool.file("broken.pem", "-----BEGIN PRIVATE KEY-----\nnot Base64!\n-----END PRIVATE KEY-----\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            keygen @k.pem --no-password                                                  | 4 | k.pub exists, and no key is overwritten
            keygen @mine --no-password                                                   | 4 | mine exists
            keygen @new --no-password --public @mine                                     | 4 | mine exists
            keygen @new --no-password --public @new                                      | 2 | name two files
            keygen @new                                                                  | 2 | no terminal to ask for a password
            keygen @new --no-password --password-file @mine                              | 2 | exclude each other
            keygen @new --no-password --curve P-512                                      | 2 | P-256, P-384 or P-521
            keygen @none/new --no-password                                               | 2 | there is no folder for
            sign a-model                                                                 | 2 | no key to sign with is named
            sign a-model --key @k.pem --key-variable K                                   | 2 | several keys are named
            sign a-model --command true                                                  | 2 | --public-key or --certificate
            sign a-model --key @k.pem --public-key @k.pub                                | 2 | --public-key is the key of --command
            sign a-model --key @k.pem --links                                            | 2 | of a model all files are signed
            sign a-model --key @k.pem                                                    | 1 | alias 'a-model' does not exist
            sign --key @k.pem                                                            | 2 | neither REF nor --folder
            sign --folder @model --key @k.pem                                            | 2 | has no --signature
            sign a --signature @s --key @k.pem                                           | 2 | name the folder by --folder
            sign a --folder @model --signature @s --key @k.pem                           | 2 | name a model, or a folder
            sign --folder @none --signature @s --key @k.pem                              | 2 | /none does not exist
            sign --folder @model --signature @s --key @none.pem                          | 2 | /none.pem with the private key
            sign --folder @model --signature @s --key @k.pub                             | 2 | k.pub: the private key has no block
            sign --folder @model --signature @s --key @broken.pem                        | 2 | is no Base64
            sign --folder @model --signature @s --key @k.pem --password-file @mine       | 2 | is not encrypted, and a password was named
            sign --folder @model --signature @s --key @k.pem --ignore x                  | 2 | 'x' is not in the folder
            sign --folder @model --signature @s --key @k.pem --certificate @k.pub        | 2 | has no block CERTIFICATE
            sign --folder @model --signature @s --command false --certificate @ca.pem    | 2 | is not for signing
            sign --folder @model --signature @none/s --key @k.pem                        | 2 | cannot write the signature
            sign --folder @model --signature @s --key @k.pem --shard-size 1000kB         | 2 | a shard of 1000000 bytes is too short: it has from 1MiB
            sign --folder @model --signature @s --key @k.pem --shards --shard-size 1GiB  | 2 | a shard of 1073741824 bytes is too long
            sign --folder @model --signature @s --key @k.pem --shard-size 16             | 2 | '16' is not a size
            publish @model --name a --version 1.0.0 --sign-public-key @k.pub             | 2 | --sign-key-variable
            publish @model --name a --version 1.0.0 --sign-shard-size 16MiB              | 2 | no key to sign with is named
            publish @model --name a --version 1.0.0 --sign-key @k.pem --sign-shard-size 1 | 2 | '1' is not a size
            verify --folder @model --signature @s --key @other-curve.pub                 | 2 | other-curve.pub: the key is of another curve
            verify --folder @model --signature @s                                        | 2 | nobody is trusted
            verify --folder @model --signature @none --key @k.pub                        | 2 | there is no signature
            verify --folder @model --signature @mine --key @k.pub                        | 5 | is no JSON
            verify --folder @model --signature @mine --key @k.pem                        | 2 | has no block PUBLIC KEY
            verify a-model --subject CN=x                                                | 2 | name its certificate by --chain
            verify a-model --at-least 2                                                  | 2 | --at-least counts signatures
            verify a-model --chain @k.pub                                                | 2 | has no block CERTIFICATE: name
            verify a-model --repair --key @k.pub                                         | 2 | --repair
            find --signed-by @mine                                                       | 2 | neither a public key nor a certificate
            """)
    void error_saysWhatIsWrong_andNothingIsWritten(String command, int status, String words) {
        Outcome outcome = run(command.replace("@", folder + "/").split(" +"));

        outcome.failed(status, words);
        assertThat(outcome.err()).doesNotMatch("(?s).*(\\w\\(\\w*\\)|Exception|\\bTrusted[A-Z]).*");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(folder.resolve("new.pub")).doesNotExist();
        assertThat(folder.resolve("s")).doesNotExist();
        assertThat(folder.resolve("mine")).hasContent("mine");
        assertThat(folder.resolve("host/models")).isEmptyDirectory();
    }

    private static Outcome run(String... words) {
        return tool.run((Object[]) words);
    }

    @Test
    void newKey_isThisUsersAlone() throws IOException {
        Outcome made = run("keygen", folder.resolve("n.pem").toString(), "--no-password", "--curve", "P-384", "--json");

        assertThat(made.succeeded().out())
                .contains(
                        "\"curve\": \"P-384\"", "\"publicKey\": \"" + folder.resolve("n.pub"), "\"encrypted\": false");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("n.pem"))))
                .isEqualTo("rw-------");
    }
}
