// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. The one seam for all disk access: nothing else in this module touches files, so that a
 * test double can stop, tear, drop and flip whatever was not forced.
 */
@NullMarked
package dev.muster.shard.file;

import org.jspecify.annotations.NullMarked;
