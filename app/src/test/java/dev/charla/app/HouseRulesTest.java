package dev.charla.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** What docs/architecture.md says of the modules, held against all of them at once. */
@AnalyzeClasses(packages = "dev.charla", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule theEngineKnowsNeitherItsServerNorItsClients =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.client..",
                            "dev.charla.agent..",
                            "dev.charla.app..",
                            "org.springframework..",
                            "io.netty..",
                            "reactor..");

    @ArchTest
    static final ArchRule theConversationKnowsNoFramework =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.agent..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.engine..",
                            "dev.charla.app..",
                            "org.springframework..",
                            "io.netty..",
                            "reactor..");

    @ArchTest
    static final ArchRule theClientKnowsNoAudioAndNoSpring =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.audio..",
                            "dev.charla.engine..",
                            "dev.charla.agent..",
                            "dev.charla.app..",
                            "org.springframework..");

    @ArchTest
    static final ArchRule protocolAudioAndLoopStandAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.charla.protocol..", "dev.charla.audio..", "dev.charla.loop..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.client..",
                            "dev.charla.engine..",
                            "dev.charla.agent..",
                            "dev.charla.app..",
                            "org.springframework..",
                            "io.netty..",
                            "reactor..");

    @ArchTest
    static final ArchRule noCyclesInTheEngine =
            slices().matching("dev.charla.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesInTheAgent =
            slices().matching("dev.charla.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesInTheApplication =
            slices().matching("dev.charla.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesThroughASeam =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule everyQueueHasABound =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla..")
                    .should()
                    .callConstructor(LinkedBlockingQueue.class);

    @ArchTest
    static final ArchRule nothingRunsOnTheCommonPool =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla..")
                    .should()
                    .callMethod(CompletableFuture.class, "runAsync", Runnable.class);
}
