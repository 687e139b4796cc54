import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes the classes of picocli in the format of Java 8. They are made for Java 5, whose format has no stack maps (JVMS 4.7.4):
 * a JVM verifies such classes anew in each process, and the archives of classes of JDK 24 and later leave them out.
 */
final class UpgradePicocli {

    // With the first day of that format the JDK writes a time of the builder's zone as well, on which the bytes would depend.
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    // The licence asks for it.
    private static final String NOTICE =
            "The class files of picocli (https://picocli.info) were written anew in the format of Java 8; their code is the same.\n";

    private UpgradePicocli() {}

    /** @param arguments the jar of picocli, and the one to write */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        URL[] classes = {source.toUri().toURL()};
        try (JarFile jar = new JarFile(source.toFile());
                URLClassLoader loader = new URLClassLoader(classes);
                OutputStream out = Files.newOutputStream(Path.of(arguments[1]));
                ZipOutputStream target = new ZipOutputStream(out)) {
            for (JarEntry entry : classes(jar)) {
                put(target, entry.getName(), upgraded(jar.getInputStream(entry).readAllBytes(), loader));
            }
            put(target, "META-INF/NOTICE", NOTICE.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<JarEntry> classes(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().matches("picocli/.*\\.class"))
                .sorted(Comparator.comparing(JarEntry::getName))
                .toList();
    }

    private static byte[] upgraded(byte[] file, ClassLoader loader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return loader;
            }
        };
        ClassVisitor upgrade = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int version, int access, String name, String signature, String parent, String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
            }
        };
        new ClassReader(file).accept(upgrade, 0);
        return writer.toByteArray();
    }

    private static void put(ZipOutputStream target, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        target.putNextEntry(entry);
        target.write(content);
        target.closeEntry();
    }
}
