// SPDX-License-Identifier: Apache-2.0
/** Which field of a record becomes what, and how values are written. */
@NullMarked
package dev.muster.load.mapping;

import org.jspecify.annotations.NullMarked;
