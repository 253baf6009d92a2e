// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version: {@code 2.11.0}, {@code 3.0.0-beta.2}.
 *
 * <p>Ordered by the precedence rules of Semantic Versioning 2.0.0 (chapter 11). Minor and patch may
 * be left out and count as 0, as app stores do; build metadata ({@code +…}) has no part in
 * precedence and is not kept, so that equal means equally ranked. Immutable.
 *
 * @param major first number, in [0, 10^18)
 * @param minor second number, in [0, 10^18)
 * @param patch third number, in [0, 10^18)
 * @param preRelease identifiers after the hyphen; empty for a release
 */
public record Version(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<Version> {

  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]{0,17}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "(?:\\."
              + NUMBER
              + "(?:\\."
              + NUMBER
              + ")?)?(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Pattern IDENTIFIER_FORM = Pattern.compile(IDENTIFIER);
  private static final int LENGTH_MAX = 256;

  /** With three numbers of 18 digits, the canonical text can still be read again. */
  private static final int PRE_RELEASE_LENGTH_MAX = 192;

  /** Keeps every number to the 18 digits that {@link #parse} reads. */
  private static final long NUMBER_LIMIT = 1_000_000_000_000_000_000L;

  public Version {
    if (!isNumber(major) || !isNumber(minor) || !isNumber(patch)) {
      throw new InvalidValueException(
          InvalidValueException.Rule.OUT_OF_RANGE,
          "version numbers must be in [0, 10^18), found " + major + "." + minor + "." + patch);
    }
    preRelease = List.copyOf(preRelease);
    int length = 0;
    for (String identifier : preRelease) {
      length += identifier.length() + 1;
      if (length > PRE_RELEASE_LENGTH_MAX || !IDENTIFIER_FORM.matcher(identifier).matches()) {
        throw new InvalidValueException(
            InvalidValueException.Rule.MALFORMED,
            "expected pre-release identifiers such as beta or 2, of "
                + PRE_RELEASE_LENGTH_MAX
                + " characters at most together, found "
                + ValueRules.describe(identifier));
      }
    }
  }

  /**
   * Reads a version.
   *
   * @throws InvalidValueException if the text is not one
   */
  public static Version parse(String text) {
    Matcher matcher = text.length() <= LENGTH_MAX ? FORM.matcher(text) : null;
    if (matcher == null || !matcher.matches()) {
      throw new InvalidValueException(
          InvalidValueException.Rule.MALFORMED,
          "expected a semantic version such as 2.11.0 or 3.0.0-beta.2, found "
              + ValueRules.describe(text));
    }
    String preRelease = matcher.group(4);
    return new Version(
        Long.parseLong(matcher.group(1)),
        matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)),
        matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3)),
        preRelease == null ? List.of() : List.of(preRelease.split("\\.", -1)));
  }

  @Override
  public int compareTo(Version other) {
    int order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    return order != 0 ? order : comparePreRelease(preRelease, other.preRelease);
  }

  private static int comparePreRelease(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      // A release ranks above its own pre-releases.
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareIdentifier(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareIdentifier(String left, String right) {
    boolean leftNumeric = isNumeric(left);
    boolean rightNumeric = isNumeric(right);
    if (leftNumeric && rightNumeric) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    // Numeric identifiers rank below alphanumeric ones.
    return leftNumeric != rightNumeric ? (leftNumeric ? -1 : 1) : left.compareTo(right);
  }

  private static boolean isNumber(long number) {
    return number >= 0 && number < NUMBER_LIMIT;
  }

  private static boolean isNumeric(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The canonical text: three numbers and the pre-release, if any. */
  @Override
  public String toString() {
    return major
        + "."
        + minor
        + "."
        + patch
        + (preRelease.isEmpty() ? "" : "-" + String.join(".", preRelease));
  }
}
