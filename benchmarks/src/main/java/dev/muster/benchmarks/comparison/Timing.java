// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

/**
 * How long a contestant takes for a question.
 *
 * @param micros microseconds an answer
 * @param formulation the one that was fastest
 */
record Timing(Spread micros, String formulation) {}
