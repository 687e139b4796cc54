package io.audmodel.it.race;

import io.audmodel.AudModel;
import io.audmodel.CopyRequest;
import io.audmodel.PublishRequest;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import io.audmodel.model.Version;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What one of the publishers of a model does.
 *
 * @param author whose files, metadata and name it publishes
 * @param clock how far its clock is ahead
 */
record Actor(String author, String role, Function<AudModel, ?> work, Duration clock) {

    static PublishRequest request(Workshop workshop, String author, String model) {
        return PublishRequest.of(workshop.model(model), "onnx", Version.of("1.0.0"))
                .author(author)
                .meta(Map.of("by", author));
    }

    static Actor publisher(Workshop workshop, String author) {
        PublishRequest request = request(workshop, author, author);
        return new Actor(author, "publisher", client -> client.publish(request), Duration.ZERO);
    }

    static Actor taker(Workshop workshop, String author) {
        PublishRequest request = request(workshop, author, author).takeOver();
        return new Actor(author, "taker", client -> client.publish(request), Duration.ZERO);
    }

    static Actor withWrongClock(Workshop workshop, String author) {
        PublishRequest request = request(workshop, author, author);
        return new Actor(author, "publisher a day ahead", client -> client.publish(request), Duration.ofHours(25));
    }

    static Actor copier(Workshop workshop, String author) {
        AudModel source = workshop.client(workshop.repository("source of " + author));
        ModelId id = source.publish(request(workshop, author, author));
        return new Actor(author, "copier", client -> source.copy(CopyRequest.of(id), client), Duration.ZERO);
    }
}
