package io.audmodel.backend.s3;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks that documents are the expected ones, and small enough for a recursive parser. Thread-safe. */
final class AnswerDocuments {

    /** Some servers fail after they have sent the status 200. */
    static final Set<String> OF_UPLOADS =
            Set.of("InitiateMultipartUploadResult", "CompleteMultipartUploadResult", "Error");

    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
    private static final int DEEPEST = 20;

    /** A page of a list has a thousand keys, each with a dozen elements. */
    private static final int MOST_ELEMENTS = 50_000;

    /** @throws IOException if the document has none of these roots, or is malformed */
    void require(byte[] document, Set<String> roots) throws IOException {
        String flaw = flaw(document, roots);
        if (!flaw.isEmpty()) {
            throw new IOException("the answer is not the expected document: " + flaw);
        }
    }

    boolean isOf(byte[] document, Set<String> roots) {
        return flaw(document, roots).isEmpty();
    }

    /** The problem of a document; empty if there is none. */
    private static String flaw(byte[] document, Set<String> roots) {
        if (document.length == 0) {
            return "it is empty";
        }
        try {
            // The document is parsed as text, since the JDK's parser prints messages about malformed bytes.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            Matcher encoding = ENCODING.matcher(text);
            if (encoding.find() && !encoding.group(1).equalsIgnoreCase("UTF-8")) {
                return "it is not in UTF-8";
            }
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new StringReader(text)), new Elements(roots));
            return "";
        } catch (Flaw e) {
            return e.flaw;
        } catch (IOException | SAXException | ParserConfigurationException | RuntimeException e) {
            return "it is no well-formed XML";
        }
    }

    /** Counts elements, and how deep they are. Prints nothing. */
    private static final class Elements extends DefaultHandler {

        private final Set<String> roots;
        private final StringBuilder truncated = new StringBuilder();
        private boolean inTruncated;
        private int depth;
        private int elements;

        Elements(Set<String> roots) {
            this.roots = roots;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            if (elements == 0 && !roots.contains(localName)) {
                throw new Flaw("it begins with another element than " + roots);
            }
            depth++;
            elements++;
            if (depth > DEEPEST || elements > MOST_ELEMENTS) {
                throw new Flaw("it has too many elements, or too deep ones");
            }
            inTruncated = localName.equals("IsTruncated");
            truncated.setLength(0);
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (inTruncated) {
                truncated.append(text, start, length);
            }
        }

        /** The SDK takes everything but "true" as the end of a list. */
        @Override
        public void endElement(String uri, String localName, String qName) throws SAXException {
            depth--;
            if (inTruncated && !TRUTH.matcher(truncated.toString().strip()).matches()) {
                throw new Flaw("it does not say whether more follows");
            }
            inTruncated = false;
        }
    }

    private static final class Flaw extends SAXException {

        private static final long serialVersionUID = 1L;

        private final String flaw;

        Flaw(String flaw) {
            super(flaw);
            this.flaw = flaw;
        }
    }
}
