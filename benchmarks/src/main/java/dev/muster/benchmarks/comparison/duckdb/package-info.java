// SPDX-License-Identifier: Apache-2.0
/** DuckDB, embedded and in memory. */
@NullMarked
package dev.muster.benchmarks.comparison.duckdb;

import org.jspecify.annotations.NullMarked;
