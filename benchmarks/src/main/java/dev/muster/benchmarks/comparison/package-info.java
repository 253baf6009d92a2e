// SPDX-License-Identifier: Apache-2.0
/**
 * Muster beside what else one could embed: DuckDB, Lucene, and loops written by hand for one
 * question each, all loaded with one data set and held to the same answers.
 */
@NullMarked
package dev.muster.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
