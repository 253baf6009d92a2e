// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.event.EventView;

/**
 * The events of one type and chunk, as a snapshot has them.
 *
 * @param shard number of the shard
 * @param chunk number of the chunk in it
 * @param type number of the event type
 * @param view does not change any more
 */
record SeriesAt(int shard, int chunk, int type, EventView view) {}
