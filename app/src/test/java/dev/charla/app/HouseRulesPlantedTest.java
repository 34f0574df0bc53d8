package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.charla.audio.planted.KnowsSpring;
import dev.charla.client.planted.KnowsAudio;
import dev.charla.conversation.planted.KnowsTheEngine;
import dev.charla.engine.planted.KnowsAFramework;
import dev.charla.engine.planted.KnowsASocket;
import dev.charla.engine.planted.KnowsAnAdapter;
import dev.charla.planted.AsksForTheTime;
import dev.charla.planted.HasQueuesWithoutBounds;
import dev.charla.planted.KeepsTheRules;
import dev.charla.planted.RunsOnTheCommonPool;
import dev.charla.wire.planted.KnowsTheProtocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the {@link HouseRulesTest} finds what was planted for it, each time it was planted. */
class HouseRulesPlantedTest {
    static final List<Arguments> PLANTED =
            List.of(
                    Arguments.of(
                            HouseRulesTest.theEngineAndItsAdaptersKnowNeitherFrameworksNorClients,
                            KnowsAFramework.class,
                            1),
                    Arguments.of(
                            HouseRulesTest.theEngineKnowsItsAdaptersByTheirPortsOnly,
                            KnowsAnAdapter.class,
                            1),
                    Arguments.of(
                            HouseRulesTest.theEngineKnowsItsSocketsInItsServerOnly,
                            KnowsASocket.class,
                            3),
                    Arguments.of(
                            HouseRulesTest.theConversationKnowsNoFramework,
                            KnowsTheEngine.class,
                            1),
                    Arguments.of(
                            HouseRulesTest.theClientKnowsNoAudioAndNoSpring, KnowsAudio.class, 1),
                    Arguments.of(
                            HouseRulesTest.socketsKnowNothingOfWhatIsSaidOnThem,
                            KnowsTheProtocol.class,
                            1),
                    Arguments.of(
                            HouseRulesTest.protocolAudioAndLoopStandAlone, KnowsSpring.class, 1),
                    Arguments.of(
                            HouseRulesTest.timeComesThroughASeam,
                            AsksForTheTime.class,
                            AsksForTheTime.TIMES),
                    Arguments.of(
                            HouseRulesTest.everyQueueHasABound,
                            HasQueuesWithoutBounds.class,
                            HasQueuesWithoutBounds.QUEUES),
                    Arguments.of(
                            HouseRulesTest.nothingRunsOnTheCommonPool,
                            RunsOnTheCommonPool.class,
                            RunsOnTheCommonPool.TIMES));

    @ParameterizedTest
    @FieldSource("PLANTED")
    void whatIsPlantedIsFound(ArchRule rule, Class<?> planted, int times) {
        JavaClasses classes = new ClassFileImporter().importClasses(planted);

        var found = rule.evaluate(classes).getFailureReport().getDetails();

        assertThat(found).hasSize(times);
    }

    static List<ArchRule> rulesOfCalls() {
        return List.of(
                HouseRulesTest.timeComesThroughASeam,
                HouseRulesTest.everyQueueHasABound,
                HouseRulesTest.nothingRunsOnTheCommonPool);
    }

    @ParameterizedTest
    @MethodSource("rulesOfCalls")
    void whatIsDoneAsItShouldBeIsNotFound(ArchRule rule) {
        JavaClasses classes = new ClassFileImporter().importClasses(KeepsTheRules.class);

        assertThat(rule.evaluate(classes).hasViolation()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void aCycleOfPackagesIsFound(ArchRule rule) {
        JavaClasses classes = new ClassFileImporter().importPackages("dev.charla.planted");

        assertThat(rule.evaluate(classes).getFailureReport().getDetails()).hasSize(1);
    }

    static List<ArchRule> cycles() {
        return List.of(HouseRulesTest.packagesFormNoCycles);
    }
}
