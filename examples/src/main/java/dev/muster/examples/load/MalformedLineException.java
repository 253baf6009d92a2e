// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

/** Why a line of a file is no event. Carries no stack trace: there may be millions of them. */
final class MalformedLineException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedLineException(String reason) {
    super(reason, null, false, false);
  }

  /** The reason, as a clause without a full stop. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
