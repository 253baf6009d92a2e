// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ValueTest;
import dev.muster.value.ValueType;
import java.util.function.Function;

/**
 * What a test is made of: an attribute, a property or something measured.
 *
 * @param type as what its values are compared
 * @param levels how deep it is nested with its test
 * @param tested makes the expression
 */
record Subject<E>(ValueType type, int levels, Function<ValueTest, E> tested) {}
