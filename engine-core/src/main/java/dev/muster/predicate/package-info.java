// SPDX-License-Identifier: Apache-2.0
/**
 * The closed family of yes/no expressions over a profile, and the typed comparisons that make them.
 */
@NullMarked
package dev.muster.predicate;

import org.jspecify.annotations.NullMarked;
