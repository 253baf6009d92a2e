// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import java.util.List;

/** A column that was asked for by name and is not in the header. The message lists what is. */
public final class MissingColumnException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingColumnException(String column, List<String> found) {
    super("there is no column '" + column + "'; the columns are " + String.join(", ", found));
  }
}
