package io.audmodel.catalogue;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run found and read. Immutable.
 *
 * @param page the address of the page that was written: of a file, or in a repository
 * @param models how many models there are
 * @param versions how many versions these have
 * @param aliases how many aliases there are
 * @param read of how many versions something was read
 * @param unchanged how many versions were taken from the earlier page as they were
 * @param problems what could not be read, and why; the page says so too
 */
public record CatalogueReport(
        URI page, int models, int versions, int aliases, int read, int unchanged, List<String> problems)
        implements Serializable {

    public CatalogueReport {
        problems = List.copyOf(problems);
    }

    static CatalogueReport of(URI page, List<CatalogueEntry> entries, List<AliasEntry> aliases) {
        int read = (int) entries.stream().filter(CatalogueEntry::isRead).count();
        List<String> problems = new ArrayList<>();
        entries.forEach(entry -> problems.addAll(entry.problems()));
        aliases.forEach(alias -> alias.problem().ifPresent(problems::add));
        return new CatalogueReport(
                page,
                (int) entries.stream()
                        .map(entry -> entry.listed().key().id())
                        .distinct()
                        .count(),
                entries.size(),
                aliases.size(),
                read,
                entries.size() - read,
                problems);
    }
}
