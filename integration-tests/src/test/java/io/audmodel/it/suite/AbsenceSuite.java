package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.NotFoundException;
import io.audmodel.it.kit.EveryCall;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every call of the client says of a repository that answers, and has nothing. */
public interface AbsenceSuite extends OnStorage {

    Set<EveryCall> CONTENT = EnumSet.of(
            EveryCall.EXISTS, EveryCall.EXISTS_BY_ALIAS, EveryCall.FIND, EveryCall.COPY_TO, EveryCall.PUBLISH);

    @Test
    default void everyCall_onAnEmptyRepository_saysThatNothingIsThere(Workshop workshop) {
        PublishRequest request = workshop.request("onnx", "1.0.0").alias(Alias.of("live"));
        AudModel other = workshop.client(workshop.repository("other"));
        other.publish(request);
        AudModel client = workshop.client();
        for (EveryCall call : EnumSet.complementOf(EnumSet.copyOf(CONTENT))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .as(call.name())
                    .isThrownBy(() -> call.run(client, other, request));
        }
        assertThat(client.exists(request.id())).isFalse();
        assertThat(workshop.objects()).isEmpty();
        EveryCall.COPY_TO.run(client, other, request);
        assertThat(client.exists(request.id())).isTrue();
    }
}
