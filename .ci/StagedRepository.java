import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Looks at what {@code mvn -Prelease deploy} put into a folder, or into the bundle that the profile {@code central} sends, as Central
 * would: the parent, the BOM and each jar that it manages; beside each jar its sources, Javadoc, list of parts, checksums and, with
 * {@code --signed}, signatures. Ends with 1 if something is missing.
 */
final class StagedRepository {

    private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");
    private static final String GROUP = "io/audmodel";

    private final List<String> complaints = new ArrayList<>();
    private final boolean signed;
    private int files;
    private int missing;

    private StagedRepository(boolean signed) {
        this.signed = signed;
    }

    public static void main(String[] arguments) throws Exception {
        StagedRepository check = new StagedRepository(List.of(arguments).contains("--signed"));
        Set<String> absent = published();
        int modules = absent.size();
        try (Stream<Path> poms = Files.walk(Path.of(arguments[0]).resolve(GROUP))) {
            for (Path pom : poms.filter(file -> file.toString().endsWith(".pom")).sorted().toList()) {
                check.module(pom);
                absent.remove(pom.getName(pom.getNameCount() - 3).toString());
            }
        }
        absent.forEach(name -> check.complaints.add(name + " is missing"));
        check.complaints.forEach(System.out::println);
        System.out.println(modules + " modules, " + check.files + " files, " + check.complaints.size() + " complaints");
        System.exit(check.complaints.isEmpty() ? 0 : 1);
    }

    private static Set<String> published() throws Exception {
        Set<String> names = new TreeSet<>(Set.of("audmodel-parent", "audmodel-bom"));
        Element bom = xml(Files.readAllBytes(Path.of("audmodel-bom/pom.xml")));
        NodeList managed = bom.getElementsByTagName("dependency");
        for (int i = 0; i < managed.getLength(); i++) {
            Element dependency = (Element) managed.item(i);
            if (text(dependency, "groupId", "").equals("io.audmodel")) {
                names.add(text(dependency, "artifactId", ""));
            }
        }
        return names;
    }

    private void module(Path pom) throws Exception {
        String stem = pom.getFileName().toString().replaceFirst("\\.pom$", "");
        Element project = xml(Files.readAllBytes(pom));
        String packaging = text(project, "packaging", "jar");
        delivered(pom);
        if (packaging.equals("pom")) {
            return;
        }
        String name = text(project, "artifactId", "");
        Path jar = pom.resolveSibling(stem + ".jar");
        delivered(jar);
        delivered(pom.resolveSibling(stem + "-sources.jar"));
        delivered(pom.resolveSibling(stem + "-javadoc.jar"));
        delivered(pom.resolveSibling(stem + "-cyclonedx.json"));
        delivered(pom.resolveSibling(stem + "-cyclonedx.xml"));
        if (missing == 0) {
            manifest(jar, name);
            has(pom.resolveSibling(stem + "-sources.jar"), "META-INF/LICENSE");
            has(pom.resolveSibling(stem + "-javadoc.jar"), "index.html");
            parts(pom.resolveSibling(stem + "-cyclonedx.xml"), name);
        }
    }

    private void manifest(Path file, String name) throws IOException {
        has(file, "META-INF/LICENSE");
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            expect(name.equals(manifest.getValue("Implementation-Title")), file, "its manifest has no title");
            expect(manifest.getValue("Implementation-Version") != null, file, "its manifest has no version");
            expect(manifest.getValue("Build-Jdk-Spec") == null, file, "its manifest names the JDK");
            boolean isModule = jar.getEntry("module-info.class") != null;
            boolean isNamed = manifest.getValue("Automatic-Module-Name") != null;
            expect(isModule != isNamed, file, "a module descriptor or a name has to be there, and not both");
        }
    }

    private void parts(Path file, String name) throws Exception {
        Element bom = xml(Files.readAllBytes(file));
        String purl = "pkg:maven/io.audmodel/" + name + "@";
        expect(text(child(child(bom, "metadata"), "component"), "purl", "").startsWith(purl), file, "it is of another jar");
        expect(bom.getElementsByTagName("purl").getLength() > 1, file, "it has no parts");
        boolean hasTests = Files.readString(file).contains("pkg:maven/org.junit");
        boolean isForTests = name.equals("audmodel-testkit") || name.equals("audmodel-junit");
        expect(hasTests == isForTests, file, "it has the parts of the tests, or lacks them");
    }

    private void delivered(Path file) throws Exception {
        if (!Files.isRegularFile(file)) {
            complaints.add(file.getFileName() + " is missing");
            missing++;
            return;
        }
        files++;
        for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
            Path beside = file.resolveSibling(file.getFileName() + checksum.getKey());
            expect(
                    Files.exists(beside)
                            && Files.readString(beside).strip().equals(digest(checksum.getValue(), file)),
                    file,
                    "its " + checksum.getValue() + " is missing or wrong");
        }
        if (signed) {
            Path signature = file.resolveSibling(file.getFileName() + ".asc");
            expect(Files.exists(signature) && verifies(signature, file), file, "its signature is missing or wrong");
        }
    }

    private void has(Path file, String entry) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            JarEntry found = jar.getJarEntry(entry);
            expect(found != null, file, "it has no " + entry);
        }
    }

    private void expect(boolean holds, Path file, String complaint) {
        if (!holds) {
            complaints.add(file.getFileName() + ": " + complaint);
        }
    }

    private static boolean verifies(Path signature, Path file) throws IOException, InterruptedException {
        return new ProcessBuilder("gpg", "--batch", "--verify", signature.toString(), file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String digest(String algorithm, Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }

    private static Element xml(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static String text(Element parent, String name, String otherwise) {
        Element child = child(parent, name);
        return child == null ? otherwise : child.getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getNodeName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
