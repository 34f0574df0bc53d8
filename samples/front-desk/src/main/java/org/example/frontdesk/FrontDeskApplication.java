package org.example.frontdesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A dentist's practice whose front desk is a voice agent. */
@SpringBootApplication
public class FrontDeskApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FrontDeskApplication.class, arguments);
    }
}
