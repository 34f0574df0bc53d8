package dev.charla.boot.limits;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Usage limits. Limits per user and per address apply only where there is a login. Days begin at
 * midnight UTC.
 *
 * @param conversationsPerUser how many conversations one user may have open at once
 * @param conversationsPerAddress how many conversations one network address may have open at once,
 *     and how many it may begin in a minute; users behind one router share one address
 * @param newConversationsPerMinute how many conversations one user may begin or resume in a minute
 * @param minutesPerUser talking time of one user per day; zero: unlimited
 * @param tokensPerUser tokens that the answers to one user may use per day; zero: unlimited
 * @param minutesPerDay talking time of all users together per day; zero: unlimited
 * @param tokensPerDay tokens of all users together per day; zero: unlimited
 */
@Validated
@ConfigurationProperties("charla.limits")
public record LimitsProperties(
        @DefaultValue("2") @Min(1) int conversationsPerUser,
        @DefaultValue("60") @Min(1) int conversationsPerAddress,
        @DefaultValue("10") @Min(1) int newConversationsPerMinute,
        @DefaultValue("120m")
                @DurationMin(message = "must not be negative")
                @DurationMax(days = 366)
                Duration minutesPerUser,
        @DefaultValue("0") @Min(0) long tokensPerUser,
        @DefaultValue("0m") @DurationMin(message = "must not be negative") @DurationMax(days = 366)
                Duration minutesPerDay,
        @DefaultValue("0") @Min(0) long tokensPerDay) {}
