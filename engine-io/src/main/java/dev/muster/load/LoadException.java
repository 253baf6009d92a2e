// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import org.jspecify.annotations.Nullable;

/**
 * A load that cannot be done, or not be finished. What had been handed to the engine is there; run
 * again under the same name, the load goes on behind it.
 */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, and so what can be done about it. */
  public enum Kind {
    /** The file has no header, or one that is broken. */
    BROKEN_HEADER,
    /** The mapping names a field that the file does not have. */
    MISSING_FIELD,
    /** The mapping and the schema do not fit each other. */
    UNFIT_SCHEMA,
    /** The name stands for other content or another mapping; give it another one. */
    CHANGED,
    /** There are more rejects than the policy allows. */
    TOO_MANY_REJECTS,
    /** A field that should tell the event type has too many different values. */
    TOO_MANY_EVENT_TYPES,
    /** The records have more different fields than a proposal can be made for. */
    TOO_MANY_FIELDS,
    /** Documents are asked for, and the engine keeps none or the records are events. */
    NO_DOCUMENTS,
    /** The thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED
  }

  private final Kind kind;
  private final @Nullable LoadReport report;

  public LoadException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  LoadException(Kind kind, String message, @Nullable LoadReport report, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.report = report;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** What had been done by then; null if nothing had begun. */
  public @Nullable LoadReport report() {
    return report;
  }
}
