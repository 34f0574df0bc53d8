package dev.charla.speech.moonshine;

/**
 * What the model wrote.
 *
 * @param text as it writes, with capitals and punctuation; possibly empty
 * @param first how likely its first token was, as a natural logarithm
 * @param mean the same of its tokens on average, the end of the text included
 */
record Transcript(String text, double first, double mean) {}
