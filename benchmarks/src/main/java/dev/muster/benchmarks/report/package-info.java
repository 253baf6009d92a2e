// SPDX-License-Identifier: Apache-2.0
/** What every run tells its figures with: where it ran, pages, charts. */
@NullMarked
package dev.muster.benchmarks.report;

import org.jspecify.annotations.NullMarked;
