// SPDX-License-Identifier: Apache-2.0
/** Internal. From profile identifier to shard and row. */
@NullMarked
package dev.muster.shard.directory;

import org.jspecify.annotations.NullMarked;
