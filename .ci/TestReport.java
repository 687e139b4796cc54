import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums the reports that Surefire left below the current folder. Ends with 1 if a test failed, if none passed, or if one
 * was skipped for another reason than that the backend declares to lack a capability, that a program of others is not there, or that the JDK of the tests is too old
 * for it. Names the slowest classes.
 */
final class TestReport {

    private static final PathMatcher REPORT =
            FileSystems.getDefault().getPathMatcher("glob:**/target/surefire-reports/TEST-*.xml");
    // What a store does not promise cannot be tested on it, nor a refused permission as a user to whom none is refused,
    // nor what other programs read without them.
    private static final List<String> ALLOWED = List.of("backend has no ", "the superuser ", "the foreign reader ");
    private static final String NO_VIRTUAL_THREADS = "this JDK has no virtual threads";
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private static final int SLOWEST = 10;

    private final List<String> times = new ArrayList<>();
    private int passed;
    private int failed;
    private int skipped;
    private int missed;

    private TestReport() {}

    public static void main(String[] arguments) throws IOException {
        TestReport report = new TestReport();
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            List<Path> reports = files.filter(REPORT::matches).sorted().toList();
            reports.forEach(report::add);
        }
        report.times.stream()
                .sorted(Comparator.reverseOrder())
                .limit(SLOWEST)
                .forEach(time -> System.out.println("slow: " + time));
        System.out.println(report.passed + " passed, " + report.failed + " failed"
                + (report.skipped == 0 ? "" : ", " + report.skipped + " skipped"));
        System.exit(report.failed == 0 && report.missed == 0 && report.passed > 0 ? 0 : 1);
    }

    private void add(Path file) {
        Document suite = parse(file);
        double seconds = Double.parseDouble(suite.getDocumentElement().getAttribute("time").replace(",", ""));
        times.add(String.format(Locale.ROOT, "%6.1f s %s", seconds, suite.getDocumentElement().getAttribute("name")));
        NodeList cases = suite.getElementsByTagName("testcase");
        boolean isOld = feature(suite) < FIRST_WITH_VIRTUAL_THREADS;
        for (int i = 0; i < cases.getLength(); i++) {
            add((Element) cases.item(i), isOld);
        }
    }

    // The first number of the JDK that ran the tests; none is as good as the newest.
    private static int feature(Document suite) {
        NodeList properties = suite.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals("java.specification.version")) {
                return Integer.parseInt(property.getAttribute("value"));
            }
        }
        return Integer.MAX_VALUE;
    }

    private void add(Element test, boolean isOld) {
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        if (has(test, "failure") || has(test, "error")) {
            failed++;
            System.out.println("FAILED " + name);
        } else if (has(test, "skipped")) {
            skipped++;
            String why = reason((Element) test.getElementsByTagName("skipped").item(0));
            boolean allowed = ALLOWED.stream().anyMatch(why::startsWith) || isOld && why.equals(NO_VIRTUAL_THREADS);
            missed += allowed ? 0 : 1;
            System.out.println((allowed ? "skipped " : "SKIPPED, but it has to run: ") + name + ": " + why);
        } else {
            passed++;
        }
    }

    // An annotation's reason is the message; that of an assumption stands in the stack trace only.
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        String first = message.isEmpty() ? skipped.getTextContent().lines().findFirst().orElse("") : message;
        return first.replaceFirst("^org\\.opentest4j\\.TestAbortedException: ", "")
                .replaceFirst("^Assumption failed: ", "");
    }

    private static boolean has(Element test, String outcome) {
        return test.getElementsByTagName(outcome).getLength() > 0;
    }

    private static Document parse(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        } catch (Exception e) {
            throw new IllegalStateException(file + " is not a report of Surefire", e);
        }
    }
}
