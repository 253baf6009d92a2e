// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. What an engine keeps in its directory: the log of commands, snapshots, files of sealed
 * runs, the manifest that names them, and how all of it is read back.
 */
@NullMarked
package dev.muster.shard.store;

import org.jspecify.annotations.NullMarked;
