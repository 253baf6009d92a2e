// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

/** Data that cannot be used as it is. The message is one sentence for the person who gave it. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
