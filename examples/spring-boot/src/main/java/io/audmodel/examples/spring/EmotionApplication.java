package io.audmodel.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service; {@code application.yaml} and the environment say which model, and where it is. */
@SpringBootApplication
public class EmotionApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EmotionApplication.class, arguments);
    }
}
