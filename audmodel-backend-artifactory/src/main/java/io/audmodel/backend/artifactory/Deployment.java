package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.support.ContentTypes;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.client.methods.HttpPut;
import org.jspecify.annotations.Nullable;

/**
 * Sends one object to the server, with retries. It never deploys by checksum alone, which would skip the server's
 * permission to overwrite.
 */
final class Deployment {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_JSON = 1 << 20;

    private final Requests calls;
    private final ArtifactoryReader reader;
    private final ObjectPath path;
    private final Payload payload;
    private final boolean creates;
    private boolean lost;

    /** @param creates whether an existing object must stay as it is */
    Deployment(Requests calls, ArtifactoryReader reader, ObjectPath path, Payload payload, boolean creates) {
        this.calls = calls;
        this.reader = reader;
        this.path = path;
        this.payload = payload;
        this.creates = creates;
    }

    ObjectInfo run(RetryPolicy retryPolicy) {
        Retry.Attempts attempts = retryPolicy.begin();
        while (true) {
            Optional<ObjectInfo> settled = look();
            if (settled.isPresent()) {
                return settled.get();
            }
            try {
                return send();
            } catch (BackendException e) {
                if (!isWorthAnother(attempts, e)) {
                    throw lost && e.isRetryable() ? calls.errors().unknown(path, e) : e;
                }
            } catch (CancelledException e) {
                throw lost ? calls.errors().unknown(path, e) : e;
            }
        }
    }

    private boolean isWorthAnother(Retry.Attempts attempts, BackendException failure) {
        try {
            return RetryPolicy.pauseAfter(failure)
                    .map(pause -> attempts.pause(pause, failure))
                    .orElse(false);
        } catch (CancelledException e) {
            throw lost ? calls.errors().unknown(path, failure) : e;
        }
    }

    /** The object that this write has stored already; empty if it has to be sent. */
    private Optional<ObjectInfo> look() {
        if (!creates && !lost) {
            return Optional.empty();
        }
        Optional<ObjectInfo> present;
        try {
            present = reader.stat("put", path);
        } catch (AudModelException e) {
            throw lost ? calls.errors().unknown(path, e) : e;
        }
        if (lost && present.filter(this::isOurs).isPresent()) {
            return present;
        }
        if (creates && present.isPresent()) {
            throw calls.errors().exists(path);
        }
        return Optional.empty();
    }

    private ObjectInfo send() {
        PayloadEntity entity = new PayloadEntity(payload);
        HttpPut put = new HttpPut(calls.address().object(path));
        put.setEntity(entity);
        put.setHeader("Content-Type", ContentTypes.of(path));
        put.setHeader("X-Checksum-Md5", payload.md5().hex());
        put.setHeader("X-Checksum-Sha1", payload.sha1());
        put.setHeader("X-Checksum-Sha256", payload.sha256());
        try (Answer answer = calls.send("put", path.text(), put)) {
            int status = answer.status();
            if (status == 200 || status == 201) {
                return stored(answer);
            }
            lost |= status == 408 || status == 500 || status == 502 || status == 504;
            throw refusal(answer);
        } catch (AudModelException e) {
            lost |= isBroken(e.getCause()) && entity.isSent();
            throw e;
        }
    }

    /** Whether no complete answer arrived. One that is no JSON is complete. */
    private static boolean isBroken(@Nullable Throwable cause) {
        return cause instanceof IOException && !(cause instanceof JsonProcessingException);
    }

    private AudModelException refusal(Answer answer) {
        int status = answer.status();
        AudModelException refused = calls.errors().refused("put", path.text(), answer);
        if (status == 404) {
            calls.requireRepository("put", path.text());
        }
        if (status != 403 && status != 409) {
            return refused;
        }
        Optional<ObjectInfo> present = reader.stat("put", path);
        if (creates && present.isPresent()) {
            return calls.errors().exists(path);
        }
        // A damaged body is a conflict, too; another obstacle is permanent, and ends the attempts.
        boolean damaged = status == 409 && String.valueOf(refused.getMessage()).contains("hecksum");
        return damaged ? calls.errors().damaged(path, String.valueOf(refused.getMessage())) : refused;
    }

    /** The server describes what it stored; an answer without that may be a page of a proxy. */
    private ObjectInfo stored(Answer answer) {
        try {
            JsonNode item = JSON.readTree(answer.bytes(MAX_JSON));
            Map<String, String> ours =
                    Map.of("md5", payload.md5().hex(), "sha1", payload.sha1(), "sha256", payload.sha256());
            List<String> told = ours.keySet().stream()
                    .filter(name -> item.at("/checksums/" + name).isTextual())
                    .toList();
            for (String name : told) {
                String sum = item.at("/checksums/" + name).asText();
                if (!sum.equals(ours.get(name))) {
                    throw calls.errors().damaged(path, "it has " + name + " " + sum + " instead of " + ours.get(name));
                }
            }
            if (told.isEmpty()) {
                throw new JsonParseException(null, "there is no checksum");
            }
            return ItemInfo.of(path, payload.length(), item.path("lastModified").asText(), payload.md5());
        } catch (IOException e) {
            lost = true;
            throw calls.errors().unreachable("put", path.text(), e);
        }
    }

    private boolean isOurs(ObjectInfo present) {
        return present.size() == payload.length()
                && present.checksum().filter(payload.md5()::equals).isPresent();
    }
}
