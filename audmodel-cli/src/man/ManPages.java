import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a page of AsciiDoc for each command of the tool, whose merged jar is on the class path, into a folder. */
final class ManPages {

    private ManPages() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        boolean[] isVerbose = {};
        int status = ManPageGenerator.generateManPage(
                new File(arguments[0]), null, isVerbose, true, tool().getCommandSpec());
        System.exit(status);
    }

    // The generator is no part of the tool, and what puts its commands together is hidden in it.
    private static CommandLine tool() throws ReflectiveOperationException {
        Class<?> type = Class.forName("io.audmodel.cli.Terminal");
        Constructor<?> constructor = type.getDeclaredConstructor(
                InputStream.class, OutputStream.class, PrintWriter.class, PrintWriter.class);
        constructor.setAccessible(true);
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        Object terminal = constructor.newInstance(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), nobody, nobody);
        Method of = Class.forName("io.audmodel.cli.CommandLines").getDeclaredMethod("of", type);
        of.setAccessible(true);
        return (CommandLine) of.invoke(null, terminal);
    }
}
