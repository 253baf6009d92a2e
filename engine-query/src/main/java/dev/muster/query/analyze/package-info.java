// SPDX-License-Identifier: Apache-2.0
/**
 * Internal. Turns each kind of analysis into what a worker gathers chunk by chunk, and what was
 * gathered into the answer.
 */
@NullMarked
package dev.muster.query.analyze;

import org.jspecify.annotations.NullMarked;
