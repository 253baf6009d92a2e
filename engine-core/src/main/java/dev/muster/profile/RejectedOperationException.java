// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import org.jspecify.annotations.Nullable;

/**
 * An operation that the engine does not accept. It names the operation, the rule and the value;
 * nothing of its batch has been applied.
 */
public final class RejectedOperationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Why an operation was rejected. */
  public enum Reason {
    /** The schema has no such attribute, event type or property. */
    UNKNOWN_NAME,
    /** The value is of another type than the schema says, or the constant is. */
    WRONG_TYPE,
    /** The value breaks a rule of its type: NaN, out of range, too large, not Unicode. */
    INVALID_VALUE,
    /** The event lies further in the future than the allowed skew. */
    FUTURE_EVENT,
    /** The event is older than the retention. */
    BEYOND_RETENTION,
    /** The batch has too many operations, or more bytes than a directory keeps at once. */
    BATCH_TOO_LARGE,
    /** The engine keeps no documents. */
    NO_DOCUMENTS,
    /** The profile would have more than {@link ProfileDocument#PER_PROFILE_MAX} documents. */
    TOO_MANY_DOCUMENTS
  }

  private final Reason reason;
  private final int operationIndex;

  public RejectedOperationException(
      Reason reason, int operationIndex, String message, @Nullable Throwable cause) {
    super("operation " + operationIndex + ": " + message, cause);
    this.reason = reason;
    this.operationIndex = operationIndex;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Which operation of the batch, from 0; 0 for a single one. */
  public int operationIndex() {
    return operationIndex;
  }
}
