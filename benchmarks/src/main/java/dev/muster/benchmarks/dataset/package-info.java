// SPDX-License-Identifier: Apache-2.0
/** Data sets of a stated distribution, the same ones in every run, as plain arrays. */
@NullMarked
package dev.muster.benchmarks.dataset;

import org.jspecify.annotations.NullMarked;
