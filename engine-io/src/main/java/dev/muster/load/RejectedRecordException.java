// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import org.jspecify.annotations.Nullable;

/** Why a record is left out. Carries no stack trace: there may be millions of them. */
final class RejectedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reject.Reason reason;
  private final @Nullable String field;
  private final @Nullable String value;

  RejectedRecordException(
      Reject.Reason reason, @Nullable String field, @Nullable Object value, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
    this.value = value == null ? null : String.valueOf(value);
  }

  Reject at(long line) {
    return new Reject(line, reason, field, value, String.valueOf(getMessage()));
  }
}
