// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

/**
 * Where a sealed run is kept.
 *
 * @param file which file
 * @param offset where its content begins in the file's
 * @param bytes of content
 */
record RunPlace(RunFile file, long offset, long bytes) {}
