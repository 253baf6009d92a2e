// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

/**
 * An analysis was given up because what the audience holds would have taken more memory than it may
 * have. Asked of a smaller audience, or of less, it may be answered.
 */
public final class AnalysisTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A refusal that names the limit and what was asked. */
  public AnalysisTooLargeException(String message) {
    super(message);
  }
}
