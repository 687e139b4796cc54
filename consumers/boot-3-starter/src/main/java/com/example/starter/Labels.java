package com.example.starter;

import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the service answers. */
@RestController
class Labels {

    private final ModelHolder<Models.Session> sessions;
    private final Resource readme;

    Labels(ModelHolder<Models.Session> sessions, @Value("audmodel:emotion-production/readme.txt") Resource readme) {
        this.sessions = sessions;
        this.readme = readme;
    }

    @GetMapping("/label")
    String label() {
        try (ModelUse<Models.Session> use = sessions.acquire()) {
            return use.get().text();
        }
    }

    @GetMapping("/readme")
    String readme() throws IOException {
        return readme.getContentAsString(StandardCharsets.UTF_8);
    }
}
