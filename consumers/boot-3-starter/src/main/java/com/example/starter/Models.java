package com.example.starter;

import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service makes of the model that the properties say to follow. */
@Configuration
class Models {

    @Bean
    ModelHolder<Session> sessions(Follower emotion) throws IOException {
        return emotion.hold(model -> Session.open(model.folder()));
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
