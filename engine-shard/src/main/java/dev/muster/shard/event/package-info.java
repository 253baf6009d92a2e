// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. Events of one type and one chunk: the tail in arrival order, sealed runs, and what is
 * measured over them.
 */
@NullMarked
package dev.muster.shard.event;

import org.jspecify.annotations.NullMarked;
