package dev.charla.boot.limits;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much anybody may use. What concerns one user or address counts only where there is a login;
 * on a machine of one's own nobody is in the way of anybody. Days begin at midnight UTC.
 *
 * @param conversationsPerUser conversations that one user may have open at once
 * @param conversationsPerAddress conversations that may be open at once from one network address,
 *     and as many may be begun there in a minute; a class behind one router is one address
 * @param newConversationsPerMinute conversations that one user may begin in a minute, those gone on
 *     with included
 * @param minutesPerUser talking time that one user may have in a day; zero: any
 * @param tokensPerUser tokens that the answers to one user may use in a day; zero: any
 * @param minutesPerDay talking time of all users together in a day; zero: any
 * @param tokensPerDay tokens of all users together in a day; zero: any
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
