// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. Texts, sets and versions as small integers: byte-string tables and the dictionaries on
 * them.
 */
@NullMarked
package dev.muster.shard.dictionary;

import org.jspecify.annotations.NullMarked;
