// SPDX-License-Identifier: Apache-2.0
/**
 * One deterministic data set and sixteen questions with known answers, to compare engines on equal
 * terms.
 */
@NullMarked
package dev.muster.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
