package com.example.boot;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a service needs that serves the model of an alias. */
@Configuration
class Models {

    /** Spring closes it at the end, after those that use it. */
    @Bean
    AudModel audmodel() {
        AudModel audmodel = AudModel.fromEnvironment();
        // Spring itself waits for a start that is under way, and so for the load in it.
        Runtime.getRuntime().addShutdownHook(new Thread(audmodel::close));
        return audmodel;
    }

    /** Loads the model: without one the service does not start. */
    @Bean
    Follower production(AudModel audmodel) {
        return audmodel.follow(ModelRef.of("emotion-production"), Duration.ofSeconds(30));
    }

    @Bean
    ModelHolder<Session> sessions(Follower production) throws IOException {
        return production.hold(model -> Session.open(model.folder()));
    }

    /** Stands for the session of a runtime. */
    record Session(String text) implements AutoCloseable {

        static Session open(Path folder) throws IOException {
            return new Session(Files.readString(folder.resolve("readme.txt")));
        }

        @Override
        public void close() {
            // The session of a runtime frees its memory here.
        }
    }
}
