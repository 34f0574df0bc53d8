package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.SkillSets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusConfigurationTest {
    @Test
    void whatThePageSuggestsIsInTheLanguageThatIsAnsweredIn() throws Exception {
        assertThat(StatusConfiguration.suggestions(SkillSets.of(List.of(), "es")))
                .contains("¿Qué hora es?");
        assertThat(StatusConfiguration.suggestions(SkillSets.of(List.of(), null)))
                .isNotEmpty()
                .noneMatch(text -> text.contains("¿"));
    }
}
