package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.catalogue.Catalogue;
import io.audmodel.catalogue.CatalogueReport;
import io.audmodel.error.PlainText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel catalogue}. */
@Command(
        header = "Writes a page that shows all models of the repositories, and prints its name.",
        description = {
            "The page is one file, index.html, with search, comparison and plots, which needs no server and sends no"
                    + " request. The folder is missing, empty, or has such a page: a second run reads only what is new.",
            "What cannot be read in full is on the page with the reason, and on standard error."
        },
        footer = {"", "Example: audmodel catalogue /srv/www/models --title 'Models of the team'"})
final class CatalogueCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the page.")
    private Path folder = Path.of("");

    @Option(names = "--title", paramLabel = "TEXT", description = "The title of the page; 'Models' by default.")
    private String title = "Models";

    @Option(names = "--read-all", description = "Read everything, and take nothing from the page that is there.")
    private boolean readsAll;

    CatalogueCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            Catalogue catalogue = Catalogue.of(audmodel).title(title);
            CatalogueReport report = (readsAll ? catalogue.readingAll() : catalogue).write(folder);
            report.problems()
                    .forEach(problem ->
                            root.terminal().err().println("audmodel: " + Wording.ofTool(PlainText.line(problem))));
            root.output().print(report.page(), asMap(report));
        }
        return ExitStatus.DONE;
    }

    private static Map<String, Object> asMap(CatalogueReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("page", report.page());
        fields.put("models", report.models());
        fields.put("versions", report.versions());
        fields.put("aliases", report.aliases());
        fields.put("read", report.read());
        fields.put("unchanged", report.unchanged());
        fields.put("problems", report.problems());
        return fields;
    }
}
