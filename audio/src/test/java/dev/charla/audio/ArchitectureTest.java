package dev.charla.audio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

@AnalyzeClasses(packages = "dev.charla.audio", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nothingButTheJdkIsUsed =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.audio",
                            "java.io",
                            "java.lang..",
                            "java.nio..",
                            "java.time..",
                            "java.util..",
                            "org.jspecify.annotations");

    @ArchTest
    static final ArchRule noClockIsRead =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class, Instant.class)
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule noThreadIsStartedOrHeldUp =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Timer.class, CompletableFuture.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Executor.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent.locks");
}
