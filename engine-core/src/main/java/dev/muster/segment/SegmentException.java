// SPDX-License-Identifier: Apache-2.0
package dev.muster.segment;

/**
 * A registered segment cannot be used, defined or removed so: it is not known, it would be part of
 * itself or too large, or others need it. Nothing has been changed.
 */
public final class SegmentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Which rule. */
  public enum Rule {
    /** No segment of that name is registered. */
    UNKNOWN,
    /** The definition would lead back to itself. */
    CYCLE,
    /** Other segments refer to it. */
    IN_USE,
    /** It, or a segment that refers to it, would be too large. */
    TOO_LARGE,
    /** There would be more segments than can be registered. */
    TOO_MANY
  }

  private final Rule rule;
  private final String segment;

  /** A refusal of what was asked of {@code segment}. */
  public SegmentException(Rule rule, String segment, String message) {
    super(message);
    this.rule = rule;
    this.segment = segment;
  }

  /** The rule that was broken. */
  public Rule rule() {
    return rule;
  }

  /** The name of the segment. */
  public String segment() {
    return segment;
  }
}
