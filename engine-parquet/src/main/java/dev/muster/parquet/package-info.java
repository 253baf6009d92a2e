// SPDX-License-Identifier: Apache-2.0
/** Profiles and events out of Parquet files, audiences into them. */
@NullMarked
package dev.muster.parquet;

import org.jspecify.annotations.NullMarked;
