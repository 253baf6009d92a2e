// SPDX-License-Identifier: Apache-2.0
/**
 * What one hot path costs: a class a question, the engine beside the best plain loop for that one
 * question.
 */
@NullMarked
package dev.muster.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
