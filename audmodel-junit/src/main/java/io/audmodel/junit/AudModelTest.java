package io.audmodel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests repositories of their own, clients over them and temporary caches, and removes them afterwards. Nothing of the
 * user's environment reaches them: no variable, no home folder, no configuration file.
 *
 * <pre>{@code
 * @AudModelTest
 * class ServiceTest {
 *
 *     @Test
 *     void storeIsDown_servesTheLastModel(AudModel audmodel, TestRepository models) {
 *         models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
 *         Service service = new Service(audmodel);
 *         models.failWith(RepositoryFault.UNAVAILABLE);
 *         assertThat(service.answer()).isEqualTo(…);
 *     }
 * }
 * }</pre>
 *
 * <p>Methods, and constructors of a class whose repositories are shared, may have parameters of these types; fields of them
 * are filled where they have {@link Models}:
 *
 * <ul>
 *   <li>{@link io.audmodel.AudModel}, a client over all repositories; each such parameter and field is the same client
 *   <li>{@link io.audmodel.AudModelBuilder}, for one more client, with a cache folder of its own: close what it builds
 *   <li>{@link TestRepository}, the first repository, to publish into it and to let it fail
 * </ul>
 *
 * <p>On a method, the annotation has precedence over that of the class, and on a nested class over that of the class around
 * it. Tests may run in parallel.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AnnotatedTests.class)
public @interface AudModelTest {

    /** The names of the repositories, in search order. {@link Models} chooses among them. */
    String[] repositories() default "models";

    /** Where the repositories keep their objects. */
    RepositoryStorage storage() default RepositoryStorage.MEMORY;

    /** Whether each test has repositories and caches of its own, or all tests of the annotated class share them. */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;
}
