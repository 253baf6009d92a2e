// SPDX-License-Identifier: Apache-2.0
/** Lucene, with an index of profiles and one of events. */
@NullMarked
package dev.muster.benchmarks.comparison.lucene;

import org.jspecify.annotations.NullMarked;
