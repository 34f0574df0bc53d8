package dev.charla.boot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.yaml.YamlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillLocationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:shop-skills",
                "classpath:/shop-skills/",
                "classpath:shop-skills/shop.yaml"
            })
    void theyMayBeOnTheClassPath(String location) throws IOException {
        assertThat(SkillLocation.read(location))
                .extracting(YamlSource::name)
                .containsExactly("shop.yaml");
    }

    @Test
    void theyMayBeInAFolderOrAFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.yml"), "skills: []");
        Files.writeString(folder.resolve("a.yaml"), "topics: []");
        Files.writeString(folder.resolve("notes.txt"), "no skills");

        assertThat(SkillLocation.read(folder.toString()))
                .extracting(YamlSource::name)
                .containsExactly("a.yaml", "b.yml");
        assertThat(SkillLocation.read("file:" + folder.resolve("b.yml")))
                .extracting(YamlSource::text)
                .containsExactly("skills: []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:no-skills/", "classpath:none.yaml", "no-skills"})
    void whatIsNotThereIsNamed(String location) {
        assertThatThrownBy(() -> SkillLocation.read(location))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(location);
    }
}
