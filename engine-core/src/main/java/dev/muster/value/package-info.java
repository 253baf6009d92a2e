// SPDX-License-Identifier: Apache-2.0
/**
 * The types of the engine's values, the rules a value must keep, and the value classes that the JDK
 * does not have.
 */
@NullMarked
package dev.muster.value;

import org.jspecify.annotations.NullMarked;
