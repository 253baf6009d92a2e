// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.predicate.ValueTest.SetMembers;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.SetSize;
import dev.muster.value.ValueType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** A subject of type STRING_SET. All tests are false on a missing set; an empty set is a set. */
public abstract class StringSetComparison<P> extends ValueComparison<Set<String>, P> {

  @Override
  public ValueType type() {
    return ValueType.STRING_SET;
  }

  /** {@code member} is in the set. */
  public P has(String member) {
    return hasAnyOf(member);
  }

  /** At least one of {@code members} is in the set; never, if none is named. */
  public P hasAnyOf(String... members) {
    return test(new SetMembers(SetOperator.HAS_ANY, literals(members)));
  }

  /** All of {@code members} are in the set; of every present set, if none is named. */
  public P hasAllOf(String... members) {
    return test(new SetMembers(SetOperator.HAS_ALL, literals(members)));
  }

  /** There is a set and none of {@code members} is in it. */
  public P hasNoneOf(String... members) {
    return test(new SetMembers(SetOperator.HAS_NONE, literals(members)));
  }

  /** The set has at least {@code min} members. */
  public P sizeAtLeast(int min) {
    return test(new SetSize(min, Integer.MAX_VALUE));
  }

  /** The set has at most {@code max} members. */
  public P sizeAtMost(int max) {
    return test(new SetSize(0, max));
  }

  private static Set<String> literals(String... members) {
    return new LinkedHashSet<>(Arrays.asList(members));
  }
}
