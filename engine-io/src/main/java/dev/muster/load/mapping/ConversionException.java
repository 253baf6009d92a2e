// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

/** Why a value is not what it should be. Carries no stack trace: there may be millions of them. */
public final class ConversionException extends Exception {

  private static final long serialVersionUID = 1L;

  ConversionException(String reason) {
    super(reason, null, false, false);
  }

  /** The reason, as a clause without a full stop. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
