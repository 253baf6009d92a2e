// SPDX-License-Identifier: Apache-2.0
/**
 * The floor: for each question the best plain loop we know, over structures made for nothing else.
 */
@NullMarked
package dev.muster.benchmarks.comparison.floor;

import org.jspecify.annotations.NullMarked;
