// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/** An evaluation was stopped by the {@link Cancellation} of its view; it has no answer. */
public final class QueryStoppedException extends EngineException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** {@link Cancellation#cancel} was called. */
    CANCELLED,
    /** The time was over. */
    DEADLINE
  }

  private final Reason reason;

  QueryStoppedException(Reason reason) {
    super("the evaluation was stopped, reason=" + reason, null);
    this.reason = reason;
  }

  /** Why it was stopped. */
  public Reason reason() {
    return reason;
  }
}
