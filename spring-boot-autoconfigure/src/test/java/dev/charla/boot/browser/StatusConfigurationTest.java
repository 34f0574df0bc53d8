package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.SkillSets;
import org.junit.jupiter.api.Test;

class StatusConfigurationTest {
    @Test
    void whatThePageSuggestsIsInTheLanguageThatIsAnsweredIn() throws Exception {
        assertThat(StatusConfiguration.suggestions(SkillSets.of(null, "es")))
                .contains("¿Qué hora es?");
        assertThat(StatusConfiguration.suggestions(SkillSets.of(null, null)))
                .isNotEmpty()
                .noneMatch(text -> text.contains("¿"));
    }
}
