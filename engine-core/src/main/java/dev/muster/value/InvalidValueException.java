// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

/**
 * A value that its type does not accept. The message names the rule, what was expected and what was
 * found; nothing has been changed.
 */
public final class InvalidValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Which rule a value broke. */
  public enum Rule {
    /** The value is of another type. */
    WRONG_TYPE,
    /** NaN or an infinity. */
    NOT_FINITE,
    /** The value does not fit the type's range or scale. */
    OUT_OF_RANGE,
    /** Text with half a surrogate pair. */
    NOT_UNICODE,
    /** Text or set beyond the size limit. */
    TOO_LARGE,
    /** Text that is not of the form the type asks for, a version for instance. */
    MALFORMED
  }

  private final Rule rule;

  public InvalidValueException(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  /** The rule that was broken. */
  public Rule rule() {
    return rule;
  }
}
