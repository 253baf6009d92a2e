// SPDX-License-Identifier: Apache-2.0
/** How a predicate was evaluated, as a value: operators, estimates, actual numbers, time. */
@NullMarked
package dev.muster.query.explain;

import org.jspecify.annotations.NullMarked;
