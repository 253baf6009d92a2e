// SPDX-License-Identifier: Apache-2.0
/** Internal. Attributes of one chunk: encoded values with undo, value postings, dictionaries. */
@NullMarked
package dev.muster.shard.column;

import org.jspecify.annotations.NullMarked;
