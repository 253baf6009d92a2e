// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * A pattern and the mark of the events that match it.
 *
 * @param pattern what is looked for
 * @param mark bits; an event bears those of all patterns that it matches
 */
public record MarkedPattern(SequencePattern pattern, long mark) {}
