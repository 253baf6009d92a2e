// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/**
 * What the engine put in order because nothing was queued.
 *
 * @param columnsSettled columns of one chunk whose value postings were made anew
 * @param tailsSealed series of events, of one type and chunk, whose newest ones were sorted and
 *     compressed
 * @param nanos that it took
 */
public record IdleWorkDone(int columnsSettled, int tailsSealed, long nanos) {}
