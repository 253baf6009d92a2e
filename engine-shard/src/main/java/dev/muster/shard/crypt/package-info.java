// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. What is kept on disk, encrypted by AES-256-GCM of the JDK under keys of whoever runs
 * the engine.
 */
@NullMarked
package dev.muster.shard.crypt;

import org.jspecify.annotations.NullMarked;
