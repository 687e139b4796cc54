package io.audmodel.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM, and the one that it inherits from, as far as Central looks at them. */
record Pom(String name, Document document, @Nullable Pom parent) {

    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    /** All modules of the build, and the parent. */
    static List<Pom> ofRepository() {
        Pom root = of("", null);
        List<Pom> poms = new ArrayList<>(List.of(root));
        for (String module : root.own("/project/modules/module")) {
            boolean inherits = !of(module, null).own("/project/parent").isEmpty();
            poms.add(of(module, inherits ? root : null));
        }
        return poms;
    }

    static Pom of(String module, @Nullable Pom parent) {
        try {
            Path file = ROOT.resolve(module).resolve("pom.xml");
            return new Pom(
                    module.isEmpty() ? "parent" : module,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(file), module),
                    parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The texts at an XPath in this POM alone. */
    List<String> own(String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent().strip());
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** The text at an XPath in this POM or else in the one that it inherits from. */
    Optional<String> effective(String path) {
        return Stream.of(Optional.of(this), Optional.ofNullable(parent))
                .flatMap(Optional::stream)
                .flatMap(pom -> pom.own(path).stream())
                .findFirst();
    }

    boolean isPublished() {
        return !own("/project/properties/maven.deploy.skip").contains("true");
    }

    @Override
    public String toString() {
        return name;
    }
}
