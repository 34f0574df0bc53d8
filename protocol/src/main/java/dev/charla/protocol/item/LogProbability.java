package dev.charla.protocol.item;

import java.util.List;

/**
 * How sure the recogniser was of a token.
 *
 * @param logprob natural logarithm of the probability
 * @param bytes the token in UTF-8, one number a byte
 */
public record LogProbability(String token, double logprob, List<Integer> bytes) {
    public LogProbability {
        bytes = List.copyOf(bytes);
    }
}
