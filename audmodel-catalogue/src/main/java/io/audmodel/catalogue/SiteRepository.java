package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ConflictException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.error.ObjectNotFoundException;
import io.audmodel.error.Reasons;
import io.audmodel.error.StorageException;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.RepositoryAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A page among the models of a repository, as an object that no model can have, and nobody looks for. */
final class SiteRepository implements Site {

    private final RepositoryAddress place;
    private final RepositoryInventory inventory;
    private final ObjectPath page;
    private final Optional<ObjectInfo> found;

    private SiteRepository(RepositoryInventory inventory) {
        this.place = inventory.place();
        this.inventory = inventory;
        this.page = inventory.page();
        this.found = inventory.stat(page);
    }

    /** @throws InvalidArgumentException if something else is in the place of the page */
    static SiteRepository of(AudModel destination) {
        SiteRepository site = new SiteRepository(destination.inventories().get(0));
        if (site.found.isPresent() && !site.startsAsOurs()) {
            throw new InvalidArgumentException(site.inventory.url(site.page)
                    + " is no catalogue that this tool wrote, and is not replaced: remove it, or"
                    + " name a folder or another repository");
        }
        return site;
    }

    private boolean startsAsOurs() {
        byte[] marker = CataloguePage.MARKER.getBytes(StandardCharsets.US_ASCII);
        long length = Math.min(found.orElseThrow().size(), marker.length);
        return length == marker.length && Arrays.equals(read(ByteRange.of(0, length)), marker);
    }

    @Override
    public EarlierPage earlierPage() {
        if (found.isEmpty()) {
            return EarlierPage.none();
        }
        CatalogueReader.requireReadable(
                inventory.url(page).toString(), found.get().size());
        try {
            return CataloguePage.read(read(ByteRange.all()));
        } catch (IOException e) {
            throw new CatalogueNotWrittenException("the page in " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] read(ByteRange range) {
        try (ObjectBody body = inventory.open(page, range);
                InputStream in = body.stream()) {
            return in.readAllBytes();
        } catch (ObjectNotFoundException e) {
            return new byte[0];
        } catch (IOException e) {
            if (e.getCause() instanceof AudModelException ours) {
                throw ours;
            }
            throw new StorageException(
                    new Failure(place.toString(), "get", page.text(), "the answer ended early: " + e.getMessage()), e);
        }
    }

    @Override
    public URI replace(Content content) {
        try (ScratchFolder folder = new ScratchFolder()) {
            Path file = folder.path().resolve(Catalogue.PAGE);
            SiteFolder.write(file, content);
            put(io.audmodel.backend.Content.of(file));
            return inventory.url(page);
        } catch (IOException e) {
            throw new CatalogueNotWrittenException(
                    "the page cannot be written to a temporary file: " + Reasons.of(e)
                            + "; set java.io.tmpdir to a folder with room for it",
                    e);
        }
    }

    private void put(io.audmodel.backend.Content content) {
        try {
            inventory.put(page, content, found.map(PutMode::replace).orElseGet(PutMode::create));
        } catch (ConflictException | ObjectExistsException e) {
            throw new ConflictException(
                    new Failure(
                            place.toString(),
                            "put",
                            page.text(),
                            "another catalogue was written there meanwhile, and stays: run again for what is newer"),
                    e);
        }
    }
}
