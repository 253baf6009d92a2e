// SPDX-License-Identifier: Apache-2.0
/** An engine's figures in a Micrometer registry. */
@NullMarked
package dev.muster.micrometer;

import org.jspecify.annotations.NullMarked;
