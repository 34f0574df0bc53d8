/**
 * The agent that needs no language model: skills that answer what they were made for, and an honest
 * word for everything else.
 *
 * <p>A YAML file defines a skill once: the phrases it answers, their slots, its help line, what the
 * page may suggest, and the name of the {@link dev.charla.skills.set.Answerer} that makes the
 * answer. The recognition grammar, the matching of typed words, the help and the suggestions are
 * all made from that definition. A {@link dev.charla.skills.set.SkillSet} is immutable and shared;
 * what one caller said lives in the conversation, which one thread uses at a time.
 */
@NullMarked
package dev.charla.skills;

import org.jspecify.annotations.NullMarked;
