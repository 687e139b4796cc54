package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.catalogue.Catalogue;
import io.audmodel.catalogue.CatalogueReport;
import io.audmodel.cli.trust.TrustSource;
import io.audmodel.error.PlainText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audmodel catalogue}. */
@Command(
        header = "Writes a page that shows all models of the repositories, and prints its name.",
        description = {
            "The page is one file, index.html, with search, comparison and plots, which needs no server and sends no"
                    + " request. A folder is missing, empty, or has such a page; in a repository it is _uid/index.html, where"
                    + " no model can be. A second run reads only what is new.",
            "What cannot be read in full is on the page with the reason, and on standard error. With --key or --chain the"
                    + " page says of signatures whether they are valid; files of models are not looked at."
        },
        footer = {
            "",
            "Example: audmodel catalogue /srv/www/models --title 'Models of the team'",
            "Example: audmodel catalogue s3:https://s3.example.org#models --key release.pub"
        })
final class CatalogueCommand implements Callable<Integer> {

    /** What no folder begins with that is named as people name them, so that a slip makes none. */
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z][A-Za-z0-9-]+:.*");

    private final AudModelCommand root;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "The folder of the page; or a repository that receives it, as BACKEND:HOST#NAME.")
    private String target = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "The title of the page; 'Models' by default.")
    private String title = "Models";

    @Option(names = "--read-all", description = "Read everything, and take nothing from the page that is there.")
    private boolean readsAll;

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    CatalogueCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            CatalogueReport report = write(catalogue(audmodel));
            report.problems()
                    .forEach(problem ->
                            root.terminal().err().println("audmodel: " + Wording.ofTool(PlainText.line(problem))));
            root.output().print(page(report), asMap(report));
        }
        return ExitStatus.DONE;
    }

    private Catalogue catalogue(AudModel audmodel) {
        TrustSource trusted = trust.source();
        Catalogue titled = Catalogue.of(audmodel).title(title);
        Catalogue verified = trusted.isGiven() ? titled.trusting(trusted.verifier()) : titled;
        return readsAll ? verified.readingAll() : verified;
    }

    private boolean isRepository() {
        return REPOSITORY.matcher(target).matches();
    }

    private CatalogueReport write(Catalogue catalogue) {
        if (!isRepository()) {
            Path folder = Environment.system().path(target);
            return root.isDry() ? planned(catalogue, folder) : catalogue.write(folder);
        }
        try (AudModel destination = root.open(target)) {
            return catalogue.write(destination);
        }
    }

    private CatalogueReport planned(Catalogue catalogue, Path folder) {
        CatalogueReport report = catalogue.plan(folder);
        root.would("write " + Path.of(report.page()) + ", with " + report.versions() + " versions");
        return report;
    }

    /** Its address in a repository, or its path. */
    private Object page(CatalogueReport report) {
        return isRepository() ? report.page() : Path.of(report.page());
    }

    private Map<String, Object> asMap(CatalogueReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("page", page(report));
        fields.put("models", report.models());
        fields.put("versions", report.versions());
        fields.put("aliases", report.aliases());
        fields.put("read", report.read());
        fields.put("unchanged", report.unchanged());
        fields.put("problems", report.problems());
        return fields;
    }
}
