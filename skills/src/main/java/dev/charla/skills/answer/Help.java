package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Suggestion;
import dev.charla.skills.set.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what the skills can do, a few at a time, from their own help lines. */
final class Help implements Answerer {
    private static final int AT_A_TIME = 4;

    @Override
    public Set<String> intents() {
        return Set.of("abilities", "more", "examples", "about-model");
    }

    @Override
    public String answer(Turn turn) {
        if (turn.intent().equals("about-model")) {
            return turn.says();
        }
        turn.memory().more("help.more");
        turn.memory().offer("help.more");
        if (turn.intent().equals("examples")) {
            List<Suggestion> all = turn.skills().suggestions();
            return turn.says(
                    Map.of(
                            "one", turn.variation().rotate("example", all).text(),
                            "two", turn.variation().rotate("example", all).text()));
        }
        String page = turn.variation().rotate("help", pages(turn.skills()));
        return turn.says(Map.of("abilities", page));
    }

    private static List<String> pages(SkillSet skills) {
        List<String> lines =
                skills.skills().stream().map(Skill::help).filter(help -> !help.isEmpty()).toList();
        List<String> pages = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += AT_A_TIME) {
            pages.add(
                    skills.language()
                            .list(lines.subList(from, Math.min(lines.size(), from + AT_A_TIME))));
        }
        return pages;
    }
}
