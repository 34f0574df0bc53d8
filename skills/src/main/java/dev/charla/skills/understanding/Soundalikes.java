package dev.charla.skills.understanding;

import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.understanding.Meanings.Guess;
import dev.charla.skills.understanding.Meanings.Sureness;
import dev.charla.skills.words.Sound;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sentence means that nobody says but that sounds like one somebody does: "said a time
 * before one minute" for "set a timer for one minute". Values are read from the words as they are;
 * the rest is compared by its sound. Immutable; any thread.
 */
final class Soundalikes {
    /** Fewer consonants are like too many others. */
    private static final int FEWEST = 6;

    /**
     * One of so many consonants may be another one. Of 1,930 sentences of Charla's own documents
     * two are taken so, and none of 353 prompts of a telephone exchange.
     */
    private static final int A_CHANGE_IN = 6;

    /** A value that the sentence wants and has is as good as so many. */
    private static final int OF_A_VALUE = 4;

    /** And a word that is the very same, if it is no small one; two at most. */
    private static final int OF_A_WORD = 2;

    private static final int LONG_WORD = 4;
    private static final int MOST_WORDS = 2;

    private static final int OF_A_PHRASE = 200;

    private final List<Intention> intentions = new ArrayList<>();

    Soundalikes(SkillSet skills) {
        for (Skill skill : skills.skills()) {
            for (Intent intent : skill.intents()) {
                Slots slots = Slots.of(intent);
                Map<String, Set<String>> sounds = new HashMap<>();
                Stream.concat(
                                intent.guide().examples().stream()
                                        .map(text -> slots.without(skills.language().words(text))),
                                Stream.concat(intent.phrases().stream(), intent.typed().stream())
                                        .flatMap(phrase -> sentences(phrase).stream()))
                        .filter(text -> Sound.consonants(Sound.of(text)) >= FEWEST)
                        .forEach(text -> sounds.put(Sound.of(text), longWords(text)));
                intentions.add(new Intention(skill, intent, slots, Map.copyOf(sounds)));
            }
        }
    }

    private static Set<String> longWords(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> word.length() >= LONG_WORD)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a phrase takes, without values: all, or the first of very many. */
    private static List<String> sentences(Phrase phrase) {
        return switch (phrase) {
            case Word(var text) -> List.of(text);
            case Slot _ -> List.of("");
            case Maybe(var part) -> Stream.concat(Stream.of(""), sentences(part).stream()).toList();
            case Choice(var options) ->
                    options.stream()
                            .flatMap(option -> sentences(option).stream())
                            .limit(OF_A_PHRASE)
                            .toList();
            case Sequence(var parts) -> {
                List<String> all = List.of("");
                for (Phrase part : parts) {
                    List<String> next = sentences(part);
                    all =
                            all.stream()
                                    .flatMap(before ->
                                            next.stream()
                                                    .map(after -> (before + " " + after).strip()))
                                    .limit(OF_A_PHRASE)
                                    .toList();
                }
                yield all;
            }
        };
    }

    /** Nothing when no sentence sounds so, or those of two intents do. */
    Guess guess(List<Token> tokens) {
        if (tokens.size() < Meanings.FEWEST_WORDS || Meanings.isNegated(tokens)) {
            return Guess.NOTHING;
        }
        Map<Set<SlotType>, String> heard = new HashMap<>();
        Set<String> words =
                tokens.stream()
                        .map(Token::word)
                        .filter(word -> word.length() >= LONG_WORD)
                        .collect(Collectors.toUnmodifiableSet());
        Match best = null;
        int least = Integer.MAX_VALUE;
        boolean alone = true;
        for (Intention each : intentions) {
            String sound =
                    heard.computeIfAbsent(
                            Set.copyOf(each.slots.types().values()),
                            _ -> Sound.of(each.slots.without(tokens)));
            int consonants = Sound.consonants(sound);
            if (consonants < FEWEST || each.sounds.isEmpty()) {
                continue;
            }
            Map<String, Object> values = each.slots.read(tokens);
            int evidence = consonants + (values.isEmpty() ? 0 : OF_A_VALUE);
            int distance = each.distance(sound, words, evidence);
            if (distance == Integer.MAX_VALUE || distance > least) {
                continue;
            }
            Map<String, Object> all = new HashMap<>(each.intent.fixed());
            all.putAll(values);
            if (all.keySet().containsAll(each.slots.required())) {
                Match match = new Match(each.skill, each.intent, all, 0, 0, false);
                alone = distance < least || (alone && best != null && best.sameAs(match));
                least = distance;
                best = match;
            }
        }
        return best == null || !alone ? Guess.NOTHING : new Guess(Sureness.SURE, best, "", 1);
    }

    private record Intention(
            Skill skill, Intent intent, Slots slots, Map<String, Set<String>> sounds) {
        /** To the nearest one that is near enough; the greatest number when none is. */
        int distance(String sound, Set<String> words, int evidence) {
            int least = Integer.MAX_VALUE;
            for (Map.Entry<String, Set<String>> each : sounds.entrySet()) {
                long same = each.getValue().stream().filter(words::contains).count();
                int all = evidence + OF_A_WORD * (int) Math.min(MOST_WORDS, same);
                int most = Math.min(least, Sound.CONSONANT * all / A_CHANGE_IN);
                if (Math.abs(each.getKey().length() - sound.length()) <= most) {
                    int distance = Sound.distance(each.getKey(), sound);
                    least = distance <= most ? distance : least;
                }
            }
            return least;
        }
    }
}
