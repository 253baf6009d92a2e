// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.nio.ByteBuffer;

/**
 * What was appended for one epoch.
 *
 * @param recordCount as given to {@link Journal#append}
 * @param payload as given to {@link Journal#append}; read-only, little-endian, and valid only until
 *     the visitor returns
 */
public record Frame(long epoch, int recordCount, ByteBuffer payload) {}
