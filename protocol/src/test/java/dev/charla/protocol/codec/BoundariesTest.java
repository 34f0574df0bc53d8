package dev.charla.protocol.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The vocabulary does nothing by itself: it is told bytes and tells bytes. */
@AnalyzeClasses(packages = "dev.charla.protocol", importOptions = DoNotIncludeTests.class)
class BoundariesTest {
    @ArchTest
    static final ArchRule USES_JACKSON_AND_PLAIN_JAVA_ONLY =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.protocol..",
                            "java.lang..",
                            "java.nio",
                            "java.nio.charset",
                            "java.time",
                            "java.util",
                            "java.util.function",
                            "java.util.stream",
                            "com.fasterxml.jackson.annotation",
                            "tools.jackson..",
                            "org.jspecify.annotations");

    @ArchTest
    static final ArchRule STARTS_NO_THREADS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule READS_NO_CLOCK =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
