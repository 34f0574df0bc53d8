package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A process that ends while two threads hear, and waits for what they have begun. */
final class ExitWhileHearing {
    static final String HEARD = "heard to the end";

    private ExitWhileHearing() {}

    public static void main(String[] arguments) throws Exception {
        MoonshineModel model = MoonshineFiles.load();
        var begun = new CountDownLatch(2);
        var leaving = new CountDownLatch(1);
        var heard = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        hear(model);
                        begun.countDown();
                        boolean left = false;
                        while (!left) {
                            left = leaving.getCount() == 0;
                            hear(model);
                        }
                        heard.countDown();
                    });
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            leaving.countDown();
                            await(heard);
                            System.out.println(HEARD);
                        }));
        begun.await();
        System.exit(0);
    }

    private static void hear(MoonshineModel model) {
        float[] noise = new float[32_000];
        var random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() / 10;
        }
        try {
            var _ = model.transcribe(noise, () -> false);
        } catch (OrtException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
