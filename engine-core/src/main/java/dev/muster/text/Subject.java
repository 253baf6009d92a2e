// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a test is made of: an attribute, a property or something measured.
 *
 * @param type as what its values are compared
 * @param levels how deep it is nested with its test
 * @param tested makes the expression
 * @param compared reads a comparison with something else than literals and makes the expression;
 *     null, with nothing read, if none comes next
 */
record Subject<E>(
    ValueType type,
    int levels,
    Function<ValueTest, E> tested,
    Supplier<? extends @Nullable E> compared) {

  /** A subject that is compared with literals only. */
  Subject(ValueType type, int levels, Function<ValueTest, E> tested) {
    this(type, levels, tested, () -> null);
  }
}
