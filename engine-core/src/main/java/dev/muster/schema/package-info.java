// SPDX-License-Identifier: Apache-2.0
/**
 * What a profile may hold: attributes, event types and their properties, as typed constants and as
 * a whole.
 */
@NullMarked
package dev.muster.schema;

import org.jspecify.annotations.NullMarked;
