// SPDX-License-Identifier: Apache-2.0
/** What questions, loading and memory cost as the workload grows. */
@NullMarked
package dev.muster.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
