package dev.charla.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.BaseStream;

/**
 * What docs/architecture.md says of the modules, held against all of them at once. That each rule
 * catches what it claims is shown in {@link HouseRulesPlantedTest}.
 *
 * <p>What is excepted is named class by class, with the reason: a new exception belongs there.
 */
@AnalyzeClasses(packages = "dev.charla", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    /** Who may ask the machine for the time, or wait for it. */
    private static final Set<String> TIME_ITSELF =
            Set.of(
                    "dev.charla.loop.Ticker", // the seam
                    "dev.charla.wire.NettySessionLoop", // the seam, on a real event loop
                    "dev.charla.app.net.Coalescing", // hands parkNanos in, tests hand in their own
                    "dev.charla.boot.browser.ConversationsDrain", // the JVM's last thread waits for
                    // conversations
                    "dev.charla.engine.Admission", // a thread that looks at the load and sleeps
                    "dev.charla.engine.recognition.DecoderThread", // a duration for the log alone
                    "dev.charla.speech.synthesis.MarySynthesizer"); // a duration for the log alone

    /** Whose queue is bounded by something else than its own capacity. */
    private static final Set<String> BOUNDED_OTHERWISE =
            Set.of(
                    "dev.charla.engine.SpeechPool", // one task for each session that speaks
                    "dev.charla.boot.net.EventStreamSocket"); // counts its bytes, and closes

    /** Programs that measure, and play no part while conversations go on. */
    private static final String MEASURING = "dev.charla.speech.bench";

    @ArchTest
    static final ArchRule theEngineAndItsAdaptersKnowNeitherFrameworksNorClients =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.charla.engine..",
                            "dev.charla.mcp..",
                            "dev.charla.skills..",
                            "dev.charla.meaning..",
                            "dev.charla.speech..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.client..",
                            "dev.charla.conversation..",
                            "dev.charla.app..",
                            "dev.charla.boot..",
                            "org.springframework..");

    @ArchTest
    static final ArchRule theEngineKnowsItsAdaptersByTheirPortsOnly =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.skills..", "dev.charla.meaning..", "dev.charla.speech..");

    @ArchTest
    static final ArchRule theEngineKnowsItsSocketsInItsServerOnly =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.engine..")
                    .and()
                    .resideOutsideOfPackage("dev.charla.engine.server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.wire..",
                            "dev.charla.engine.server..",
                            "io.netty..",
                            "reactor..");

    @ArchTest
    static final ArchRule theConversationKnowsNoFramework =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.conversation..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.engine..",
                            "dev.charla.app..",
                            "dev.charla.boot..",
                            "dev.charla.wire..",
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
                            "dev.charla.conversation..",
                            "dev.charla.app..",
                            "dev.charla.boot..",
                            "org.springframework..");

    @ArchTest
    static final ArchRule socketsKnowNothingOfWhatIsSaidOnThem =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.wire..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.charla.protocol..",
                            "dev.charla.audio..",
                            "dev.charla.client..",
                            "dev.charla.engine..",
                            "dev.charla.conversation..",
                            "dev.charla.app..",
                            "dev.charla.boot..",
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
                            "dev.charla.wire..",
                            "dev.charla.client..",
                            "dev.charla.engine..",
                            "dev.charla.conversation..",
                            "dev.charla.app..",
                            "dev.charla.boot..",
                            "org.springframework..",
                            "io.netty..",
                            "reactor..");

    @ArchTest
    static final ArchRule whatOthersBuildOnKnowsNoProgram =
            noClasses()
                    .that()
                    .resideInAPackage("dev.charla.boot..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.charla.app..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.charla.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesThroughASeam =
            noClasses()
                    .that(are(TIME_ITSELF).negate())
                    .should()
                    .accessTargetWhere(
                            called(
                                    "the time or a sleep, in any of its forms",
                                    HouseRulesTest::isTimeItself))
                    .because("tests hand in their own: take a Ticker, a clock or a SessionLoop");

    @ArchTest
    static final ArchRule everyQueueHasABound =
            noClasses()
                    .that(are(BOUNDED_OTHERWISE).negate())
                    .should()
                    .accessTargetWhere(
                            called("a queue without a capacity", HouseRulesTest::isUnbounded))
                    .because("what waits without a bound is latency without a limit");

    @ArchTest
    static final ArchRule nothingRunsOnTheCommonPool =
            noClasses()
                    .should()
                    .accessTargetWhere(called("the common pool", HouseRulesTest::isCommonPool))
                    .because("a thread has a name and an owner who ends it");

    private static DescribedPredicate<JavaClass> are(Set<String> named) {
        return DescribedPredicate.describe(
                "are excepted by name",
                type ->
                        type.getPackageName().startsWith(MEASURING)
                                || named.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::outermost).orElse(type);
    }

    /** Calls and method references; {@code what} sees none of fields. */
    private static DescribedPredicate<JavaAccess<?>> called(
            String description, java.util.function.Predicate<CodeUnitAccessTarget> what) {
        return DescribedPredicate.describe(
                description,
                access ->
                        access.getTarget() instanceof CodeUnitAccessTarget target
                                && what.test(target));
    }

    private static boolean isTimeItself(CodeUnitAccessTarget target) {
        return switch (target.getName()) {
            case "now" ->
                    target.getOwner().getPackageName().equals("java.time")
                            && !takes(target, InstantSource.class);
            case "currentTimeMillis", "nanoTime" -> of(target, System.class);
            case "sleep" -> of(target, Thread.class) || of(target, TimeUnit.class);
            case "parkNanos", "parkUntil" -> of(target, LockSupport.class);
            default -> false;
        };
    }

    private static boolean isUnbounded(CodeUnitAccessTarget target) {
        return switch (target.getName()) {
            case "<init>" ->
                    of(target, ConcurrentLinkedQueue.class)
                            || of(target, ConcurrentLinkedDeque.class)
                            || (of(target, BlockingQueue.class) && !takes(target, int.class));
            case "newFixedThreadPool",
                    "newCachedThreadPool",
                    "newScheduledThreadPool",
                    "newSingleThreadExecutor",
                    "newSingleThreadScheduledExecutor",
                    "newWorkStealingPool" ->
                    of(target, Executors.class);
            case "onBackpressureBuffer" ->
                    target.getOwner().getPackageName().startsWith("reactor.")
                            && !takes(target, int.class);
            default -> false;
        };
    }

    private static boolean isCommonPool(CodeUnitAccessTarget target) {
        boolean future = of(target, CompletionStage.class) || of(target, CompletableFuture.class);
        return (future && target.getName().endsWith("Async") && !takes(target, Executor.class))
                || (of(target, ForkJoinPool.class) && target.getName().equals("commonPool"))
                || (of(target, Collection.class) && target.getName().equals("parallelStream"))
                || (of(target, BaseStream.class) && target.getName().equals("parallel"));
    }

    private static boolean of(CodeUnitAccessTarget target, Class<?> type) {
        return target.getOwner().isAssignableTo(type);
    }

    private static boolean takes(CodeUnitAccessTarget target, Class<?> type) {
        return target.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isAssignableTo(type));
    }
}
