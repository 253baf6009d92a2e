// SPDX-License-Identifier: Apache-2.0
/** Internal. Runs a plan chunk by chunk on the caller's thread and helpers. */
@NullMarked
package dev.muster.query.execute;

import org.jspecify.annotations.NullMarked;
