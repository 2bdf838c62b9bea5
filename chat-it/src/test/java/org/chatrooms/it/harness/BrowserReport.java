package org.chatrooms.it.harness;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says last of all that browser tests did not run, and why: among a thousand lines nobody would see it.
 *
 * <p>Threading: one thread, as the tests run on one.
 */
public final class BrowserReport implements TestExecutionListener {
    private int missed;
    private String reason;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getThrowable().orElse(null) instanceof BrowserMissing missing) {
            missed++;
            reason = missing.getMessage();
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (missed > 0) {
            System.out.println("Browser tests did not run: " + reason + " (" + missed + " tests)");
        }
    }
}
