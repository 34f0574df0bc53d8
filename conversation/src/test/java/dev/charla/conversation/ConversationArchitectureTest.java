package dev.charla.conversation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Timer;

/** What the conversation may know. */
@AnalyzeClasses(
        packages = "dev.charla.conversation",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ConversationArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoFramework =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "io.netty..",
                            "reactor..",
                            "dev.charla.engine..",
                            "dev.charla.app..");

    @ArchTest
    static final ArchRule takesTimeFromItsLoopAlone =
            noClasses()
                    .that()
                    // The one seam to threads: tools may block, and tests hand in their own.
                    .doNotHaveSimpleName("VirtualThreads")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Timer.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule pureConversationKnowsNoWireAndNoTime =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.conversation.state")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.charla.client..", "dev.charla.loop..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.charla.conversation.(*)").should().beFreeOfCycles();
}
