// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/**
 * Something about one file of an engine's directory.
 *
 * @param severity whether it matters
 * @param file the name of the file, or of the one that should be there; {@code journal} for all of
 *     its files together
 * @param offset where in the file, in bytes from its beginning; -1 if it is in no one place
 * @param reason what is there
 */
public record FileFinding(Severity severity, String file, long offset, String reason) {

  /** Whether a finding matters. */
  public enum Severity {
    /** The file is not as it was written, and no crash explains it. */
    DAMAGE,
    /** Nothing is lost: a file that nothing needs, or what a crash has left. */
    NOTE
  }

  /** One line, to be read by people. */
  @Override
  public String toString() {
    return severity + " " + file + (offset < 0 ? "" : " at byte " + offset) + ": " + reason;
  }
}
