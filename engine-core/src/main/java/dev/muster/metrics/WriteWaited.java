// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * A write that found the queue full.
 *
 * @param nanos that its caller waited for room
 */
public record WriteWaited(long nanos) {}
