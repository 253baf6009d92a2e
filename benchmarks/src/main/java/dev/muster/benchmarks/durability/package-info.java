// SPDX-License-Identifier: Apache-2.0
/** What it costs to keep what is written, and to have it again: one run that compares all of it. */
@NullMarked
package dev.muster.benchmarks.durability;

import org.jspecify.annotations.NullMarked;
