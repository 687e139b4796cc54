package io.audmodel.examples.spring;

import ai.onnxruntime.OrtException;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says which emotion the features of a recording have. */
@RestController
class EmotionController {

    private final ModelHolder<Session> sessions;

    EmotionController(ModelHolder<Session> sessions) {
        this.sessions = sessions;
    }

    /**
     * @param model the id of the model that answered
     * @param probabilities of each emotion
     */
    record Answer(String model, Map<String, Float> probabilities) {}

    /** The session stays open until this request is answered, even if the alias is moved meanwhile. */
    @PostMapping("/emotion")
    Answer emotion(@RequestBody float[] features) throws OrtException {
        try (ModelUse<Session> use = sessions.acquire()) {
            return new Answer(use.model().ref().toString(), use.get().classify(features));
        }
    }
}
