package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does with an answer what a {@link Disturbance} says. */
record AnswerFault(Disturbance disturbance, CountDownLatch closed) {

    private static final int LONG_SECONDS = 2;

    /** @throws IOException if no answer is to come */
    void beforeAnswer() throws IOException {
        if (disturbance == Disturbance.STALLED) {
            stall();
        }
        if (disturbance == Disturbance.ANSWER_LOST || disturbance == Disturbance.STALLED) {
            throw new IOException("the answer is lost");
        }
    }

    /** @throws IOException if this was the last that is to come */
    void write(byte[] block, int count, OutputStream out) throws IOException {
        if (disturbance == Disturbance.CUT_OFF || disturbance == Disturbance.STALLED) {
            out.write(block, 0, count / 2);
            out.flush();
            if (disturbance == Disturbance.STALLED) {
                stall();
            }
            throw new IOException("the rest is lost");
        }
        if (disturbance == Disturbance.WRONG_BYTE && count > 0) {
            block[count / 2] ^= 1;
        }
        out.write(block, 0, count);
    }

    private void stall() {
        try {
            closed.await(LONG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
