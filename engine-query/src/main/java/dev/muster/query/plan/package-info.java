// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. From a predicate to the operators that run: names and literals resolved, normalised.
 */
@NullMarked
package dev.muster.query.plan;

import org.jspecify.annotations.NullMarked;
