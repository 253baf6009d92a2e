// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * The rows that have been given, as of one epoch.
 *
 * @param identifiers identifiers ever seen
 * @param nextRow by shard, the first row never given
 * @param dead locators of rows whose profiles were deleted and whose data has not been purged
 */
public record RowsImage(int identifiers, int[] nextRow, LongArrayList dead) {}
