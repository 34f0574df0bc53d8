package org.example.minimal;

import java.time.DayOfWeek;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A shop that tells callers when it is open. */
@SpringBootApplication(proxyBeanMethods = false)
public class MinimalApplication {
    record Hours(int from, int until) {}

    @Tool(description = "When the shop is open on a day of the week")
    Hours openingHours(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> new Hours(10, 2);
            case SUNDAY -> null;
            default -> new Hours(9, 6);
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(MinimalApplication.class, arguments);
    }
}
