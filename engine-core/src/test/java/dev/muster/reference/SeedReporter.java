// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to the failure of a {@link SeededTest} how to replay it: build logs cut display names. */
final class SeedReporter implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new Replay("replay with " + context.getDisplayName()));
    throw failure;
  }

  /** Carries the hint into the stack trace and has none itself. */
  private static final class Replay extends Exception {

    private static final long serialVersionUID = 1L;

    Replay(String message) {
      super(message, null, false, false);
    }
  }
}
