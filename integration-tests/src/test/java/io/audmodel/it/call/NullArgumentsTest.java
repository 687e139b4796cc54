package io.audmodel.it.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.audmodel.AudModel;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reference that is null is called so, by every call that takes one. */
class NullArgumentsTest implements OnStorage {

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void null_isNamedByEachCall_notByWhatItWouldHaveCalled(Workshop workshop) {
        AudModel client = workshop.client();
        List<Method> calls = Arrays.stream(AudModel.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && takesReference(method))
                .toList();

        assertThat(calls).hasSizeGreaterThan(15).allSatisfy(call -> {
            Throwable thrown = catchThrowable(() -> call.invoke(client, arguments(call)));
            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause())
                    .as("%s", call)
                    .isInstanceOf(NullPointerException.class)
                    .message()
                    .startsWith("the ")
                    .endsWith(" is null");
        });
    }

    /** None but metadata, which are checked first and have an error of their own. */
    private static Object[] arguments(Method call) {
        return Arrays.stream(call.getParameterTypes())
                .map(type -> type == Map.class ? Map.of() : type == Record.class ? new Reviewed(true) : null)
                .toArray();
    }

    private record Reviewed(boolean reviewed) {}

    private static boolean takesReference(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type == ModelRef.class || type == Alias.class);
    }
}
