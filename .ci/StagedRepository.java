import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Looks at what {@code mvn -Prelease deploy} put into a folder, or into the bundle that the profile {@code central} sends, as Central
 * would: the parent, the BOM and each jar that it manages; beside each jar its sources, Javadoc, list of parts, checksums and, with
 * {@code --signed}, signatures; and the archives of the tool, as who unpacks them would. Ends with 1 if something is missing.
 */
final class StagedRepository {

    private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1");
    private static final String GROUP = "io/audmodel";
    private static final Map<String, String> TOOL = Map.of(
            "bin/audmodel", "rwxr-xr-x",
            "bin/audmodel.cmd", "rwxr-xr-x",
            "lib/audmodel.jar", "rw-r--r--",
            "plugins/plugins.txt", "rw-r--r--",
            "share/bash-completion/completions/audmodel", "rw-r--r--",
            "share/man/man1/audmodel.1", "rw-r--r--",
            "LICENSE", "rw-r--r--");
    private static final int TAR_BLOCK = 512;

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
        if (name.equals("audmodel-cli")) {
            delivered(pom.resolveSibling(stem + "-bin.tar.gz"));
            delivered(pom.resolveSibling(stem + "-bin.zip"));
        }
        if (missing == 0) {
            manifest(jar, name);
            has(pom.resolveSibling(stem + "-sources.jar"), "META-INF/LICENSE");
            has(pom.resolveSibling(stem + "-javadoc.jar"), "index.html");
            parts(pom.resolveSibling(stem + "-cyclonedx.xml"), name);
            if (name.equals("audmodel-cli")) {
                tool(pom.resolveSibling(stem + "-bin.tar.gz"), tar(pom.resolveSibling(stem + "-bin.tar.gz")));
                tool(pom.resolveSibling(stem + "-bin.zip"), zip(pom.resolveSibling(stem + "-bin.zip")));
            }
        }
    }

    /** What unpacks to a tool that can be started: files as {@code audmodel-VERSION/...}, with their modes. */
    private void tool(Path archive, Map<String, Packed> files) {
        expect(
                files.keySet().stream().map(name -> name.replaceFirst("/.*", "")).distinct().count() == 1,
                archive,
                "it unpacks to more than one folder");
        TOOL.forEach((name, mode) -> {
            Packed found = files.entrySet().stream()
                    .filter(file -> file.getKey().endsWith("/" + name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            expect(found != null && found.mode().equals(mode), archive, name + " is not there as " + mode);
            if (found != null && name.endsWith(".cmd")) {
                // Windows loses labels of files with other ends of lines, and reads other characters than these in its code page.
                expect(found.text().matches("([ -~]*\r\n)+"), archive, name + " has lines that Windows cannot read");
            }
            if (found != null && name.equals("bin/audmodel")) {
                expect(found.text().startsWith("#!/bin/sh\n"), archive, name + " is no script of a shell");
            }
        });
    }

    private record Packed(String mode, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Packed> zip(Path archive) throws IOException {
        Map<String, Packed> files = new TreeMap<>();
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true));
                Stream<Path> paths = Files.walk(zip.getPath("/"))) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                files.put(file.toString().substring(1), new Packed(mode, Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static Map<String, Packed> tar(Path archive) throws IOException {
        Map<String, Packed> files = new TreeMap<>();
        try (DataInputStream tar = new DataInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            byte[] header = tar.readNBytes(TAR_BLOCK);
            while (header.length == TAR_BLOCK && header[0] != 0) {
                String name = new String(header, 0, 100, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
                int mode = octal(header, 100, 8);
                byte[] bytes = tar.readNBytes(octal(header, 124, 12));
                tar.skipNBytes(Math.floorMod(-bytes.length, TAR_BLOCK));
                if (header[156] == '0') {
                    files.put(name, new Packed(permissions(mode), bytes));
                }
                header = tar.readNBytes(TAR_BLOCK);
            }
        }
        return files;
    }

    private static int octal(byte[] header, int from, int length) {
        return Integer.parseInt(
                new String(header, from, length, StandardCharsets.US_ASCII)
                        .replace('\0', ' ')
                        .strip(),
                8);
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < 9; bit++) {
            if ((mode >> (8 - bit) & 1) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        return text.toString();
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
